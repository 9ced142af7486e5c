"""Where moderators work, all under `/-/desk/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from broadsheet.desk import acknowledging, appealing, correcting, reasoning, rostering

urlpatterns: list[URLPattern] = [
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
]
