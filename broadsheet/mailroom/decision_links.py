"""Publishing, holding and removing straight from an e-mail to a moderator: the link opens, one click decides."""

from __future__ import annotations

from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from broadsheet.comments import Comment, State
from broadsheet.comments.queries import comment_with_story
from broadsheet.kit import page, refusing
from broadsheet.mailroom.signed_links import opened_decide
from broadsheet.mailroom.views import told
from broadsheet.moderation import Seen, decide_comment, is_decided_since, last_decision_words, may_decide
from broadsheet.people import person_by_id
from broadsheet.stories import site_settings

_STATES = {"publish": State.PUBLISHED, "hold": State.HELD, "remove": State.REMOVED}


@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def decide_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """For a moderator who still is one, as long as the link lasts. Where somebody else decided since the e-mail was written,
    or the link does not say what was seen, they are told and asked once more; the form then says what they have seen.
    """
    with translation.override(site_settings().language):
        try:
            comment_id, person_id, decision, seen = opened_decide(token)
            person, state = person_by_id(person_id), _STATES[decision]
        except (BadSignature, ValueError, TypeError, KeyError):
            return _no_longer(request)
        comment = comment_with_story(comment_id)
        if person is None or comment is None or not may_decide(person, comment):
            return _no_longer(request)
        if comment.state == state:
            return told(request, _done(state), comment.story)
        now = Seen.now(comment)
        seen = Seen.read(request.POST.get("seen", "")) or seen
        outdated = seen is None or is_decided_since(comment, seen, besides=person)
        if request.method != "POST" or outdated:
            return _ask(request, comment, state, now, outdated=outdated)
        decide_comment(comment, state, person, seen=now)
        return told(request, _done(state), comment.story)


def _ask(request: HttpRequest, comment: Comment, state: State, now: Seen, *, outdated: bool) -> HttpResponse:
    """The question with one button, and how the comment stands now."""
    context = {
        "story": comment.story,
        "comment": comment,
        "question": _question(state),
        "button": _button(state),
        "since": last_decision_words(comment) if outdated else "",
        "seen": now,
    }
    return page(request, "mailroom/deciding", context, 409 if request.method == "POST" else 200)


def _no_longer(request: HttpRequest) -> HttpResponse:
    return told(request, gettext("This link is no longer valid. Please decide in the list of comments."), status=410)


def _question(state: State) -> str:
    return {
        State.PUBLISHED: gettext("Publish this comment?"),
        State.HELD: gettext("Hold this comment?"),
        State.REMOVED: gettext("Remove this comment?"),
    }[state]


def _button(state: State) -> str:
    return {State.PUBLISHED: gettext("Publish"), State.HELD: gettext("Hold"), State.REMOVED: gettext("Remove")}[state]


def _done(state: State) -> str:
    return {
        State.PUBLISHED: gettext("This comment is published."),
        State.HELD: gettext("This comment is held."),
        State.REMOVED: gettext("This comment is removed."),
    }[state]
