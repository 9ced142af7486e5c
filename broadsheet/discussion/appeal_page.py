"""What its writer sees of a comment that staff removed: why, and the one way to appeal."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from broadsheet.discussion.lookup import find_comment, speaking
from broadsheet.kit import NotYours, Refusal, fields_of, page, refusing, wants_json
from broadsheet.moderation import why_removed
from broadsheet.moderation.reports import MOST_LETTERS, Appeal, appeal, appeal_address, opens, refuse_appeal
from broadsheet.people import known, network


@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def contest(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Why it was removed, what came of an appeal, or the form of one."""
    comment = find_comment(comment_id)
    reader = known(request)
    seal = (request.POST if request.method == "POST" else request.GET).get("seal", "")
    with speaking(comment.story):
        if not opens(comment, reader, seal):
            raise NotYours(
                gettext("Only its writer can appeal, on the device it was written on or by the link in a letter.")
            )
        refusal, text = None, ""
        if request.method == "POST":
            text = fields_of(request, "text")["text"]
            try:
                appeal(comment, text=text, reader=reader, seal=seal, network=network(request))
                return HttpResponseRedirect(appeal_address(comment, sealed=bool(seal)), status=303)
            except Refusal as caught:
                if wants_json(request):
                    raise
                refusal = caught
        made = Appeal.objects.filter(comment=comment).first()
        if made is None and refusal is None:
            refuse_appeal(comment)
        reason, sentence = why_removed(comment) if made is None or made.upheld is not False else ("", "")
        context = {
            "story": comment.story,
            "comment": comment,
            "reason": reason,
            "sentence": sentence,
            "appeal": made,
            "text": text,
            "seal": seal,
            "most": MOST_LETTERS,
            "refusal": refusal,
            "field": refusal.field if refusal else "",
        }
        return page(request, "discussion/appealing", context, refusal.status if refusal else 200)
