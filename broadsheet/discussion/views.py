"""Where readers write: each view parses, calls one verb, answers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from broadsheet.comments import Comment, Grievance, Side, State, is_by
from broadsheet.comments.threads import where
from broadsheet.discussion.comment_form import FIELDS, form_markup
from broadsheet.discussion.drafts import forget_draft, keep_draft
from broadsheet.discussion.editing import edit_comment, editable_until, refuse_change, withdraw_comment
from broadsheet.discussion.lookup import find_comment, find_story, place_of_tombstone, speaking
from broadsheet.discussion.markup import comment_markup, own_markup
from broadsheet.discussion.posting import post_comment
from broadsheet.discussion.writer_cookie import remember_writer, remembered
from broadsheet.kit import Gone, Missing, Refusal, fields_of, json, page, refuse, refusing, wants_json
from broadsheet.moderation.duty import openness_now
from broadsheet.moderation.reports import MOST_LETTERS, appeal_address, flag
from broadsheet.people import Reader, known, network, remember_guest, sign_in_address
from broadsheet.screening import TOLD, ProofWanted, sending_of
from broadsheet.screening.rules import refuse_when_closed, refuse_when_shut
from broadsheet.stories import Story

_FORM = ["GET", "HEAD", "POST"]


@require_POST
@refusing
def post(request: HttpRequest, story_id: int) -> HttpResponse:
    """A comment, or a reply where `parent` is given."""
    story = find_story(story_id)
    with speaking(story):
        given = fields_of(request, *FIELDS, *TOLD)
        reader = known(request, admit=True)
        try:
            comment = post_comment(
                story,
                name=given["name"],
                text=given["text"],
                email=given["email"],
                website=given["website"],
                parent=_id(given["parent"]),
                reader=reader,
                network=network(request),
                tell=bool(given["tell"]),
                sending=sending_of(request, given),
            )
        except ProofWanted as wanted:
            return json(wanted.facts, wanted.status)
        except Refusal as refusal:
            return _refilled(request, story, given, refusal, reader)
        response = _posted(request, comment)
    remember_guest(response, reader)
    remember_writer(request, response, given)
    forget_draft(request, response)
    return response


@require_POST
@refusing
def sign_in(request: HttpRequest, story_id: int) -> HttpResponse:
    """From the form to signing in, and back to it: what was typed waits here meanwhile."""
    story = find_story(story_id)
    with speaking(story):
        given = fields_of(request, *FIELDS)
        parent = _id(given["parent"])
        back = f"/-/read/{story.pk}?write=1" + (f"&comment={parent}" if parent else "") + "#write"
        response = HttpResponseRedirect(
            f"{sign_in_address(back)}&{urlencode({'language': story.language})}", status=303
        )
        if given["text"].strip():
            keep_draft(story, given, network(request), response)
    return response


def _id(value: str) -> int | None:
    """Raises Missing for what is no number of a comment."""
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) < 19):
        raise Missing(gettext("The comment you answer is no longer here."), "parent")
    return int(value)


def _refilled(
    request: HttpRequest, story: Story, given: dict[str, str], refusal: Refusal, reader: Reader
) -> HttpResponse:
    """The form as it was sent, with the sentence at its field. Without its parent, where that was what is wrong."""
    if wants_json(request):
        return refuse(request, refusal)
    if refusal.field == "parent":
        given = {**given, "parent": ""}
    form = form_markup(story, given, refusal, reader=reader)
    return page(request, "discussion/writing", {"story": story, "form": form, "refusal": refusal}, refusal.status)


def _posted(request: HttpRequest, comment: Comment) -> HttpResponse:
    if not wants_json(request):
        return HttpResponseRedirect(_living(comment), status=303)
    held = comment.waits
    facts = {
        "id": comment.pk,
        "state": State.HELD if held else comment.state,
        "html": own_markup(comment),
        "parent": comment.parent_id,
        "until": editable_until(comment).isoformat(),
        "sentence": gettext("Your comment waits for a moderator. You can still change it for 15 minutes.")
        if held
        else gettext("Your comment is here. You can change it for 15 minutes."),
    }
    return json(facts, 201)


def _living(comment: Comment) -> str:
    """The living page, which shows the comment before the press has printed it."""
    return f"/-/read/{comment.story_id}?comment={comment.pk}#comment-{comment.pk}"


@require_safe
@refusing
def permalink(request: HttpRequest, comment_id: int) -> HttpResponse:
    """To wherever the comment stands now."""
    comment = find_comment(comment_id)
    if comment.state == State.PUBLISHED:
        return HttpResponseRedirect(where(comment))
    if comment.waits and is_by(comment, known(request)):
        return HttpResponseRedirect(_living(comment))
    if comment.removed_by == Side.STAFF and is_by(comment, known(request)):
        return HttpResponseRedirect(appeal_address(comment))
    with speaking(comment.story):
        if place := place_of_tombstone(comment):
            return HttpResponseRedirect(place)
        raise Gone(gettext("This comment is no longer here."))


@require_safe
@refusing
def reply(request: HttpRequest, comment_id: int) -> HttpResponse:
    """The form, under the comment it answers."""
    comment = find_comment(comment_id)
    story = comment.story
    with speaking(story):
        if comment.state != State.PUBLISHED:
            raise Gone(gettext("This comment is no longer here to be answered."))
        reader = known(request)
        refuse_when_closed(story, openness_now(story), reader)
        refuse_when_shut(comment.thread or comment, reader)
        form = form_markup(story, remembered(request), parent=comment.pk, reader=reader)
        return page(
            request,
            "discussion/writing",
            {"story": story, "form": form, "answered": comment_markup(comment), "comment": comment},
        )


@require_http_methods(_FORM)
@refusing
def edit(request: HttpRequest, comment_id: int) -> HttpResponse:
    """The words to be changed, and the change."""
    comment = find_comment(comment_id)
    reader = known(request)
    with speaking(comment.story):
        refusal, text = None, comment.text
        if request.method == "POST":
            text = fields_of(request, "text")["text"]
            try:
                comment = edit_comment(comment, text=text, reader=reader)
                return _changed(request, comment, own_markup(comment), gettext("Your change is kept."))
            except Refusal as caught:
                if wants_json(request):
                    raise
                refusal = caught
        else:
            refuse_change(comment, reader)
        return page(
            request,
            "discussion/editing",
            {"story": comment.story, "comment": comment, "text": text, "refusal": refusal, "field": "text"},
            refusal.status if refusal else 200,
        )


def _changed(request: HttpRequest, comment: Comment, html: str, sentence: str) -> HttpResponse:
    if not wants_json(request):
        return HttpResponseRedirect(_living(comment), status=303)
    until = editable_until(comment).isoformat()
    return json({"id": comment.pk, "state": comment.state, "html": html, "until": until, "sentence": sentence})


@require_http_methods(_FORM)
@refusing
def withdraw(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Asks once, then takes the comment back."""
    comment = find_comment(comment_id)
    reader = known(request)
    with speaking(comment.story):
        if request.method == "POST":
            comment = withdraw_comment(comment, reader=reader)
            return _changed(request, comment, comment_markup(comment), gettext("Your comment is withdrawn."))
        refuse_change(comment, reader)
        return page(
            request,
            "discussion/withdrawing",
            {"story": comment.story, "comment": comment, "shown": own_markup(comment)},
        )


@require_http_methods(_FORM)
@refusing
def report(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Asks for a reason, which may stay empty, then tells the moderators."""
    comment = find_comment(comment_id)
    with speaking(comment.story):
        if comment.state != State.PUBLISHED:
            raise Gone(gettext("This comment is no longer here."))
        context = {"story": comment.story, "comment": comment, "most": MOST_LETTERS, "grievances": Grievance.choices}
        if request.method != "POST":
            given = {"email": remembered(request).get("email", "")}
            return page(request, "discussion/flagging", context | {"shown": comment_markup(comment), "given": given})
        given, reader = fields_of(request, "reason", "grievance", "email"), known(request, admit=True)
        try:
            flag(
                comment,
                reader,
                given["reason"],
                network(request),
                grievance=given["grievance"],
                email=given["email"],
            )
        except Refusal as refusal:
            if wants_json(request):
                raise
            context |= {"given": given, "refusal": refusal, "field": refusal.field or "reason"}
            return page(request, "discussion/flagging", context | {"shown": comment_markup(comment)}, refusal.status)
        sentence = gettext("Thank you. A moderator will look at it.")
        response = (
            json({"sentence": sentence})
            if wants_json(request)
            else page(request, "discussion/told", context | {"sentence": sentence})
        )
    remember_guest(response, reader)
    return response
