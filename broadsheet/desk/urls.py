"""Where moderators work, all under `/-/desk/`."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from broadsheet.desk import deciding, deciding_many, flooding, glancing, history, queueing, stories_waiting, viewing

urlpatterns: list[URLPattern] = [
    path("", queueing.queue),
    path("stories", stories_waiting.waiting_stories),
    path("floods", flooding.floods),
    path("floods/settle", flooding.settle),
    path("floods/<int:settlement_id>/undo", flooding.unsettle),
    path("history", history.history),
    path("looking", glancing.looking),
    path("counts", glancing.counts),
    path("comments/<int:comment_id>", viewing.comment),
    path("comments/<int:comment_id>/version", viewing.version),
    re_path(r"^comments/(?P<comment_id>\d{1,18})/(?P<what>publish|hold|spam|remove|keep)$", deciding.decide),
    path("decisions/<int:decision_id>/undo", deciding.undo),
    path("ticked", deciding_many.decide_ticked),
    path("many", deciding_many.ask),
    path("many/decide", deciding_many.decide_all),
    path("sweeps/<int:sweep_id>", deciding_many.sweep),
    path("sweeps/<int:sweep_id>/undo", deciding_many.undo_sweep),
]
