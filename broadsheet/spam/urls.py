"""Akismet's addresses, for other sites' clients."""

from django.urls import path

from broadsheet.spam import serving

urlpatterns = [
    path("akismet/1.1/test", serving.test),
    path("akismet/1.1/verify-key", serving.verify_key),
    path("akismet/1.1/comment-check", serving.comment_check),
    path("akismet/1.1/submit-spam", serving.submit_spam),
    path("akismet/1.1/submit-ham", serving.submit_ham),
    path("akismet/1.1/deactivate", serving.deactivate),
    path("akismet/1.1/get-subscription", serving.get_subscription),
    path("akismet/1.1/get-stats", serving.get_stats),
    path("akismet/1.2/usage-limit", serving.usage_limit),
    path("akismet/1.2/key-sites", serving.key_sites),
]
