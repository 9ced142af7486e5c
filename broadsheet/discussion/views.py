"""Where readers write: each view parses, calls one verb, answers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from broadsheet.comments import Comment, Grievance, Side, State, is_by
from broadsheet.comments.threads import where
from broadsheet.discussion.comment_form import form_markup
from broadsheet.discussion.drafts import forget_draft, keep_draft
from broadsheet.discussion.editing import edit_comment, editable_until, refuse_change, withdraw_comment
from broadsheet.discussion.forms import CommentForm, EditForm, FlagForm, WritingForm
from broadsheet.discussion.lookup import find_comment, find_story, place_of_tombstone, speaking
from broadsheet.discussion.markup import comment_markup, own_markup
from broadsheet.discussion.posting import post_comment
from broadsheet.discussion.writer_cookie import remember_writer, remembered
from broadsheet.kit import Gone, Refusal, json, page, refuse, refusing, wants_json
from broadsheet.kit.forms import refuse_invalid
from broadsheet.moderation.duty import openness_now
from broadsheet.moderation.reports import MOST_LETTERS, appeal_address, flag
from broadsheet.people import Reader, known, network, remember_guest, sign_in_address
from broadsheet.screening import ProofWanted, signals_of
from broadsheet.screening.rules import refuse_when_closed, refuse_when_shut
from broadsheet.stories import Story

_FORM_METHODS = ["GET", "HEAD", "POST"]


@require_POST
@refusing
def post(request: HttpRequest, story_id: int) -> HttpResponse:
    """A comment, or a reply where `parent` is given."""
    story = find_story(story_id)
    with speaking(story):
        form, reader = CommentForm(request), known(request, admit=True)
        try:
            comment = _post(request, story, form, reader)
        except ProofWanted as wanted:
            return json(wanted.facts, wanted.status)
        except Refusal as refusal:
            return _form_again(request, story, form.typed, refusal, reader)
        response = _posted(request, comment)
    remember_guest(response, reader)
    remember_writer(request, response, form.typed)
    forget_draft(request, response)
    return response


def _post(request: HttpRequest, story: Story, form: CommentForm, reader: Reader) -> Comment:
    refuse_invalid(form)
    return post_comment(
        story,
        name=form.text_of("name"),
        text=form.text_of("text"),
        email=form.text_of("email"),
        website=form.text_of("website"),
        parent=form.cleaned_data["parent"],
        reader=reader,
        network=network(request),
        tell=form.cleaned_data["tell"],
        signals=signals_of(request, form.typed),
    )


def _form_again(
    request: HttpRequest, story: Story, typed: dict[str, str], refusal: Refusal, reader: Reader
) -> HttpResponse:
    """The form as it was sent, with the sentence at its field. Without its parent, where that was what is wrong."""
    if wants_json(request):
        return refuse(request, refusal)
    if refusal.field == "parent":
        typed = {**typed, "parent": ""}
    form = form_markup(story, typed, refusal, reader=reader)
    return page(request, "discussion/writing", {"story": story, "form": form, "refusal": refusal}, refusal.status)


def _posted(request: HttpRequest, comment: Comment) -> HttpResponse:
    if not wants_json(request):
        return HttpResponseRedirect(_living_address(comment), status=303)
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


def _living_address(comment: Comment) -> str:
    """The living page, which shows the comment before the press has printed it."""
    return f"/-/read/{comment.story_id}?comment={comment.pk}#comment-{comment.pk}"


@require_POST
@refusing
def sign_in(request: HttpRequest, story_id: int) -> HttpResponse:
    """From the form to signing in, and back to it: what was typed is kept as a draft meanwhile."""
    story = find_story(story_id)
    with speaking(story):
        form = WritingForm(request)
        refuse_invalid(form)
        parent = form.cleaned_data["parent"]
        back = f"/-/read/{story.pk}?write=1" + (f"&comment={parent}" if parent else "") + "#write"
        address = f"{sign_in_address(back)}&{urlencode({'language': story.language})}"
        response = HttpResponseRedirect(address, status=303)
        if form.text_of("text").strip():
            keep_draft(story, form.typed, network(request), response)
    return response


@require_safe
@refusing
def permalink(request: HttpRequest, comment_id: int) -> HttpResponse:
    """To wherever the comment stands now."""
    comment = find_comment(comment_id)
    if comment.state == State.PUBLISHED:
        return HttpResponseRedirect(where(comment))
    if is_by(comment, known(request)):
        if comment.waits:
            return HttpResponseRedirect(_living_address(comment))
        if comment.removed_by == Side.STAFF:
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
        context = {"story": story, "form": form, "answered": comment_markup(comment), "comment": comment}
        return page(request, "discussion/writing", context)


@require_http_methods(_FORM_METHODS)
@refusing
def edit(request: HttpRequest, comment_id: int) -> HttpResponse:
    """The form to change a comment's words, and the change."""
    comment, reader = find_comment(comment_id), known(request)
    with speaking(comment.story):
        if request.method != "POST":
            refuse_change(comment, reader)
            return _edit_page(request, comment, comment.text)
        form = EditForm(request)
        refuse_invalid(form)
        try:
            comment = edit_comment(comment, text=form.text_of("text"), reader=reader)
        except Refusal as refusal:
            if wants_json(request):
                raise
            return _edit_page(request, comment, form.typed["text"], refusal)
        return _changed(request, comment, own_markup(comment), gettext("Your change is kept."))


def _edit_page(request: HttpRequest, comment: Comment, text: str, refusal: Refusal | None = None) -> HttpResponse:
    context = {"story": comment.story, "comment": comment, "text": text, "refusal": refusal, "field": "text"}
    return page(request, "discussion/editing", context, refusal.status if refusal else 200)


def _changed(request: HttpRequest, comment: Comment, html: str, sentence: str) -> HttpResponse:
    if not wants_json(request):
        return HttpResponseRedirect(_living_address(comment), status=303)
    until = editable_until(comment).isoformat()
    return json({"id": comment.pk, "state": comment.state, "html": html, "until": until, "sentence": sentence})


@require_http_methods(_FORM_METHODS)
@refusing
def withdraw(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Asks once, then takes the comment back."""
    comment, reader = find_comment(comment_id), known(request)
    with speaking(comment.story):
        if request.method == "POST":
            comment = withdraw_comment(comment, reader=reader)
            return _changed(request, comment, comment_markup(comment), gettext("Your comment is withdrawn."))
        refuse_change(comment, reader)
        context = {"story": comment.story, "comment": comment, "shown": own_markup(comment)}
        return page(request, "discussion/withdrawing", context)


@require_http_methods(_FORM_METHODS)
@refusing
def report(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Asks for a reason, which may stay empty, then tells the moderators."""
    comment = find_comment(comment_id)
    with speaking(comment.story):
        if comment.state != State.PUBLISHED:
            raise Gone(gettext("This comment is no longer here."))
        if request.method != "POST":
            return _flag_page(request, comment, {"email": remembered(request).get("email", "")})
        form, reader = FlagForm(request), known(request, admit=True)
        refuse_invalid(form)
        reason, grievance, email = (form.text_of(name) for name in ("reason", "grievance", "email"))
        try:
            flag(comment, reader, reason, network(request), grievance=grievance, email=email)
        except Refusal as refusal:
            if wants_json(request):
                raise
            return _flag_page(request, comment, form.typed, refusal)
        response = _flagged(request, comment)
    remember_guest(response, reader)
    return response


def _flag_page(
    request: HttpRequest, comment: Comment, typed: dict[str, str], refusal: Refusal | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "story": comment.story,
        "comment": comment,
        "most": MOST_LETTERS,
        "grievances": Grievance.choices,
        "shown": comment_markup(comment),
        "given": typed,
    }
    if refusal is not None:
        context |= {"refusal": refusal, "field": refusal.field or "reason"}
    return page(request, "discussion/flagging", context, refusal.status if refusal else 200)


def _flagged(request: HttpRequest, comment: Comment) -> HttpResponse:
    sentence = gettext("Thank you. A moderator will look at it.")
    if wants_json(request):
        return json({"sentence": sentence})
    return page(request, "discussion/told", {"story": comment.story, "comment": comment, "sentence": sentence})
