"""What its writer sees of a comment that staff removed: why, and the one way to appeal."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from broadsheet.comments import Comment
from broadsheet.discussion.forms import AppealForm
from broadsheet.discussion.lookup import find_comment, speaking
from broadsheet.kit import NotYours, Refusal, page, refusing, wants_json
from broadsheet.kit.forms import refuse_invalid
from broadsheet.moderation import why_removed
from broadsheet.moderation.reports import MOST_LETTERS, appeal, appeal_address, appeal_of, opens, refuse_appeal
from broadsheet.people import known, network


@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def appeal_removal(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Why it was removed, what came of an appeal, or the form of one."""
    comment, reader = find_comment(comment_id), known(request)
    seal = (request.POST if request.method == "POST" else request.GET).get("seal", "")
    with speaking(comment.story):
        if not opens(comment, reader, seal):
            raise NotYours(
                gettext("Only its writer can appeal, on the device it was written on or by the link in a letter.")
            )
        if request.method != "POST":
            return _page(request, comment, seal)
        form = AppealForm(request)
        refuse_invalid(form)
        try:
            appeal(comment, text=form.text_of("text"), reader=reader, seal=seal, network=network(request))
        except Refusal as refusal:
            if wants_json(request):
                raise
            return _page(request, comment, seal, form.typed["text"], refusal)
        return HttpResponseRedirect(appeal_address(comment, sealed=bool(seal)), status=303)


def _page(
    request: HttpRequest, comment: Comment, seal: str, text: str = "", refusal: Refusal | None = None
) -> HttpResponse:
    """Raises a Refusal where nothing was appealed and nothing can be."""
    made = appeal_of(comment.pk)
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
