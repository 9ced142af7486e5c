"""Where moderators work, all under `/-/desk/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from broadsheet.desk import acknowledging, appealing, correcting, measuring, reasoning, rostering, ruling, tending

urlpatterns: list[URLPattern] = [
    path("comments/<int:comment_id>", tending.tend),
    path("comments/<int:comment_id>/cut", tending.cut),
    path("comments/<int:comment_id>/cut/<int:cut_id>/undo", tending.uncut),
    path("comments/<int:comment_id>/mark/<slug:how>", tending.mark),
    path("comments/<int:comment_id>/move", tending.move),
    path("comments/<int:comment_id>/move/<int:move_id>/undo", tending.unmove),
    path("comments/<int:comment_id>/answer", tending.answer),
    path("reasons", reasoning.listing),
    path("reasons/add", reasoning.add),
    path("reasons/<int:reason_id>/word", reasoning.word),
    path("reasons/<int:reason_id>/up", reasoning.raise_up),
    path("reasons/<int:reason_id>/down", reasoning.lower),
    path("reasons/<int:reason_id>/retire", reasoning.retire),
    path("reasons/<int:reason_id>/restore", reasoning.bring_back),
    path("flags/<int:comment_id>", acknowledging.flags),
    path("flags/<int:comment_id>/dismiss", acknowledging.dismiss),
    path("flags/<int:comment_id>/agree", acknowledging.agree),
    path("corrections", correcting.listing),
    path("corrections/<int:offer_id>/accept", correcting.accept),
    path("corrections/<int:offer_id>/decline", correcting.decline),
    path("rota", rostering.listing),
    path("rota/add", rostering.add),
    path("rota/<int:shift_id>/end", rostering.end),
    path("rota/days", rostering.exempt),
    path("rota/days/<int:exemption_id>/end", rostering.end_exemption),
    path("appeals", appealing.listing),
    path("appeals/<int:appeal_id>/uphold", appealing.uphold),
    path("appeals/<int:appeal_id>/overturn", appealing.overturn),
    path("people", measuring.listing),
    path("people/measure", measuring.measure_anything),
    path("people/of/<int:comment_id>", measuring.of_comment),
    path("people/measures/<int:number>/lift", measuring.lift_measure),
    path("people/<str:key>", measuring.writer),
    path("rules", ruling.listing),
    path("rules/changes", ruling.changes),
    path("rules/outside/secret", ruling.make_secret),
    path("rules/words/new", ruling.change_list),
    path("rules/words/<int:number>", ruling.change_list),
    path("rules/words/<int:number>/switch", ruling.switch_list),
    path("rules/<str:name>", ruling.change),
    path("rules/<str:name>/switch", ruling.switch),
]
