"""Following, and what the links in letters lead to, all under `/-/`."""

from django.urls import path

from broadsheet.mailroom import decision_links, views

urlpatterns = [
    path("follow/<slug:what>/<int:about>", views.follow_something),
    path("letters/confirm/<path:seal>", views.confirm_address),
    path("letters/stop/<path:seal>", views.stop_letters),
    path("letters/decide/<path:seal>", decision_links.decide_by_link),
]
