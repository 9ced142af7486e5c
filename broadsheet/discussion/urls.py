"""Where readers write and moderators decide, all under `/-/`."""

from django.urls import path
from django.views.generic import RedirectView

from broadsheet.discussion import appeal_page, correction_page, profile_page, reader_api_views, views

urlpatterns = [
    path("stories/<int:story_id>/comments", views.post),
    path("stories/<int:story_id>/like", reader_api_views.like_story),
    path("stories/<int:story_id>/unlike", reader_api_views.unlike_story),
    path("stories/<int:story_id>/correction", correction_page.offer),
    path("stories/<int:story_id>/sign-in", views.sign_in),
    path("me", reader_api_views.me),
    path("you/", profile_page.you),
    path("you/describe", profile_page.describe),
    path("you/picture", profile_page.draw),
    path("you/claim", profile_page.claim_earlier),
    path("you/unlink", profile_page.unlink),
    path("you/leave", profile_page.leave_everywhere),
    path("comments/", RedirectView.as_view(url="/-/desk/", permanent=True)),
    path("comments/filter", RedirectView.as_view(url="/-/desk/filter", permanent=True)),
    path("comments/<int:comment_id>", views.permalink),
    path("comments/<int:comment_id>/reply", views.reply),
    path("comments/<int:comment_id>/edit", views.edit),
    path("comments/<int:comment_id>/withdraw", views.withdraw),
    path("comments/<int:comment_id>/flag", views.report),
    path("comments/<int:comment_id>/appeal", appeal_page.contest),
    path("comments/<int:comment_id>/like", reader_api_views.like_comment),
    path("comments/<int:comment_id>/unlike", reader_api_views.unlike_comment),
]
