"""Following, and what the links in e-mails lead to, all under `/-/`."""

from django.urls import path

from broadsheet.mailroom import decision_links, views

urlpatterns = [
    path("follow/<slug:what>/<int:about>", views.follow_something),
    *(
        path(f"{folder}/{action}/<path:token>", view)
        for folder, action, view in (
            ("email", "confirm", views.confirm_address),
            ("email", "unsubscribe", views.unsubscribe_address),
            ("email", "decide", decision_links.decide_by_link),
            # e-mails that were sent before 0.4.0 are kept, and a mail program follows no redirect of a POST
            ("letters", "confirm", views.confirm_address),
            ("letters", "stop", views.unsubscribe_address),
            ("letters", "decide", decision_links.decide_by_link),
        )
    ),
]
