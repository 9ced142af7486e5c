"""Where moderators work, all under `/-/desk/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from broadsheet.desk import tending

urlpatterns: list[URLPattern] = [
    path("comments/<int:comment_id>", tending.tend),
    path("comments/<int:comment_id>/cut", tending.cut),
    path("comments/<int:comment_id>/cut/<int:cut_id>/undo", tending.uncut),
    path("comments/<int:comment_id>/mark/<slug:how>", tending.mark),
    path("comments/<int:comment_id>/move", tending.move),
    path("comments/<int:comment_id>/move/<int:move_id>/undo", tending.unmove),
    path("comments/<int:comment_id>/answer", tending.answer),
]
