"""Where readers write, all under `/-/`. `<id:…>` is the kit's path converter."""

from django.urls import path
from django.views.generic import RedirectView

from broadsheet.discussion import appeal_page, correction_page, profile_page, reader_api_views, views

urlpatterns = [
    path("stories/<id:story_id>/comments", views.post),
    path("stories/<id:story_id>/like", reader_api_views.like_story),
    path("stories/<id:story_id>/unlike", reader_api_views.unlike_story),
    path("stories/<id:story_id>/correction", correction_page.suggest_correction),
    path("stories/<id:story_id>/sign-in", views.sign_in),
    path("me", reader_api_views.me),
    path("you/", profile_page.profile),
    path("you/describe", profile_page.describe),
    path("you/picture", profile_page.new_picture),
    path("you/claim", profile_page.claim_earlier),
    path("you/unlink", profile_page.unlink),
    path("you/leave", profile_page.sign_out_everywhere),
    path("comments/", RedirectView.as_view(url="/-/desk/", permanent=True)),
    path("comments/filter", RedirectView.as_view(url="/-/desk/filter", permanent=True)),
    path("comments/<id:comment_id>", views.permalink),
    path("comments/<id:comment_id>/reply", views.reply),
    path("comments/<id:comment_id>/edit", views.edit),
    path("comments/<id:comment_id>/withdraw", views.withdraw),
    path("comments/<id:comment_id>/flag", views.report),
    path("comments/<id:comment_id>/appeal", appeal_page.appeal_removal),
    path("comments/<id:comment_id>/like", reader_api_views.like_comment),
    path("comments/<id:comment_id>/unlike", reader_api_views.unlike_comment),
]
