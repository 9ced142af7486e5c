"""Where readers write and moderators decide, all under `/-/`."""

from django.urls import path
from django.views.generic import RedirectView

from broadsheet.discussion import appeal_page, asking, correction_page, own_page, views

urlpatterns = [
    path("stories/<int:story_id>/comments", views.post),
    path("stories/<int:story_id>/like", asking.like_story),
    path("stories/<int:story_id>/unlike", asking.unlike_story),
    path("stories/<int:story_id>/correction", correction_page.offer),
    path("stories/<int:story_id>/sign-in", views.sign_in),
    path("me", asking.me),
    path("you/", own_page.you),
    path("you/describe", own_page.describe),
    path("you/picture", own_page.draw),
    path("you/claim", own_page.claim_earlier),
    path("you/unlink", own_page.unlink),
    path("you/leave", own_page.leave_everywhere),
    path("comments/", RedirectView.as_view(url="/-/desk/", permanent=True)),
    path("comments/filter", RedirectView.as_view(url="/-/desk/filter", permanent=True)),
    path("comments/<int:comment_id>", views.permalink),
    path("comments/<int:comment_id>/reply", views.reply),
    path("comments/<int:comment_id>/edit", views.edit),
    path("comments/<int:comment_id>/withdraw", views.withdraw),
    path("comments/<int:comment_id>/flag", views.report),
    path("comments/<int:comment_id>/appeal", appeal_page.contest),
    path("comments/<int:comment_id>/like", asking.like_comment),
    path("comments/<int:comment_id>/unlike", asking.unlike_comment),
]
