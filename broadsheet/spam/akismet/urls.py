"""Akismet's addresses, for other sites' clients."""

from django.urls import path

from broadsheet.spam.akismet import server

urlpatterns = [
    path("akismet/1.1/test", server.test),
    path("akismet/1.1/verify-key", server.verify_key),
    path("akismet/1.1/comment-check", server.comment_check),
    path("akismet/1.1/submit-spam", server.submit_spam),
    path("akismet/1.1/submit-ham", server.submit_ham),
    path("akismet/1.1/deactivate", server.deactivate),
    path("akismet/1.1/get-subscription", server.get_subscription),
    path("akismet/1.1/get-stats", server.get_stats),
    path("akismet/1.2/usage-limit", server.usage_limit),
    path("akismet/1.2/key-sites", server.key_sites),
]
