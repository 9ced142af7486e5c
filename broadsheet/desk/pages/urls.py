"""Where moderators work, all under `/-/desk/`."""

from __future__ import annotations

from django.urls import URLPattern, path

import broadsheet.kit.forms  # noqa: F401 - registers `<id:…>`
from broadsheet.desk.pages import (
    appeals_page,
    bulk_page,
    comment_page,
    comment_tools_page,
    corrections_page,
    decision_views,
    filter_explanation_page,
    flags_page,
    floods_page,
    history_page,
    people_page,
    presence_views,
    queue_page,
    renamed_addresses,
    stories_page,
)

urlpatterns: list[URLPattern] = [
    path("", queue_page.queue),
    path("stories", stories_page.waiting_stories),
    path("history", history_page.history),
    path("presence", presence_views.presence),
    path("counts", presence_views.counts),
    path("comments/<id:comment_id>", comment_page.comment),
    path("comments/<id:comment_id>/version", comment_page.version),
    path("comments/<id:comment_id>/why", filter_explanation_page.explanation),
    path("comments/<id:comment_id>/tools", comment_tools_page.tools),
    path("comments/<id:comment_id>/redact", comment_tools_page.redact),
    path("comments/<id:comment_id>/redactions/<id:redaction_id>/undo", comment_tools_page.restore_passage),
    path("comments/<id:comment_id>/mark/<slug:how>", comment_tools_page.mark),
    path("comments/<id:comment_id>/move", comment_tools_page.move),
    path("comments/<id:comment_id>/move/<id:move_id>/undo", comment_tools_page.undo_move),
    path("comments/<id:comment_id>/answer", comment_tools_page.reply),
    *(
        path(f"comments/<id:comment_id>/{action}", decision_views.decide, {"action": action})
        for action in decision_views.ACTIONS
    ),
    path("decisions/<id:decision_id>/undo", decision_views.undo),
    path("bulk/selected", bulk_page.decide_ticked),
    path("bulk", bulk_page.ask),
    path("bulk/decide", bulk_page.decide_all),
    path("bulk/<id:job_id>", bulk_page.bulk_job),
    path("bulk/<id:job_id>/undo", bulk_page.undo_job),
    path("floods", floods_page.floods),
    path("floods/settle", floods_page.settle),
    path("floods/<id:settlement_id>/undo", floods_page.unsettle),
    path("flags/<id:comment_id>", flags_page.flags),
    path("flags/<id:comment_id>/dismiss", flags_page.dismiss),
    path("flags/<id:comment_id>/agree", flags_page.agree),
    path("appeals", appeals_page.listing),
    path("appeals/<id:appeal_id>/uphold", appeals_page.uphold),
    path("appeals/<id:appeal_id>/overturn", appeals_page.overturn),
    path("corrections", corrections_page.listing),
    path("corrections/<id:correction_id>/accept", corrections_page.accept),
    path("corrections/<id:correction_id>/decline", corrections_page.decline),
    path("people", people_page.listing),
    path("people/restrict", people_page.restrict_anybody),
    path("people/of/<id:comment_id>", people_page.of_comment),
    path("people/restrictions/<id:restriction_id>/lift", people_page.lift_restriction),
    path("people/<str:key>", people_page.writer),
    *renamed_addresses.urlpatterns,
]
