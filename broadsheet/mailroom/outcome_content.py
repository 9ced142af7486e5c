"""E-mails about outcomes: of a removal, an appeal, a flag, a correction. Their content is read when they are sent."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from broadsheet import kit, moderation
from broadsheet.comments import Comment, Side
from broadsheet.comments import State as CommentState
from broadsheet.comments.queries import comment_with_story
from broadsheet.mailroom.email_templates import BULK, STOP, email_to, message_id_of, render
from broadsheet.mailroom.models import Notification, Subject
from broadsheet.mailroom.quotes import excerpt, quoted
from broadsheet.mailroom.signed_links import link
from broadsheet.moderation import reports
from broadsheet.moderation.queries import answered_flag
from broadsheet.people import find_person
from broadsheet.stories import site_settings


@dataclass(frozen=True, slots=True)
class Outcome:
    """`sentence` says it, `own` are the recipient's words, `lines` what staff add; `call` leads to `place`."""

    sentence: str
    own: str
    lines: list[str]
    call: str
    place: str


def compose_outcome(notification: Notification) -> kit.Email | None:
    """None where there is nothing (any more) to be said."""
    said = OUTCOMES[Subject(notification.subject)](notification)
    if said is None or notification.address.stopped is not None:
        return None
    context = {
        "sentence": said.sentence,
        "quoted": quoted(said.own),
        "own": excerpt(said.own, 600),
        "lines": [line for line in said.lines if line],
        "call": said.call,
        "place": said.place,
        "stop": STOP,
    }
    words = render("report", f"{site_settings().name}: {said.sentence}", context)
    return email_to(notification, words, message_id_of(notification), BULK, notification.follow)


def _removed(notification: Notification) -> Outcome | None:
    """To the writer, as long as it stays removed."""
    comment = _comment(notification)
    if comment is None or comment.state != CommentState.REMOVED or comment.removed_by != Side.STAFF:
        return None
    reason, sentence = moderation.why_removed(comment)
    return Outcome(
        gettext("Your comment under “%(headline)s” was removed") % {"headline": comment.story.public_headline},
        comment.text,
        [reason, sentence],
        gettext("What you can do"),
        link(reports.appeal_address(comment, sealed=True)),
    )


def _comment(notification: Notification) -> Comment | None:
    comment = comment_with_story(notification.about or 0)
    return comment if comment is not None and comment.story.live else None


def _appeal(notification: Notification) -> Outcome | None:
    comment = _comment(notification)
    one = reports.appeal_of(notification.about or 0, answered=True)
    if comment is None or one is None:
        return None
    if one.upheld:
        sentence = gettext("We looked again: your comment under “%(headline)s” stays removed")
    else:
        sentence = gettext("We looked again: your comment under “%(headline)s” is published")
    place = link(reports.appeal_address(comment, sealed=True))
    return Outcome(
        sentence % {"headline": comment.story.public_headline}, comment.text, [one.answer], gettext("Read it"), place
    )


def _flag(notification: Notification) -> Outcome | None:
    one = answered_flag(notification.about or 0)
    if one is None:
        return None
    story = one.comment.story
    if one.right:
        sentence = gettext("The comment that you reported under “%(headline)s” was removed. Thank you")
    else:
        sentence = gettext("We read the comment that you reported under “%(headline)s”. It stays")
    place = link(f"/-/comments/{one.comment_id}" if not one.right else story.address)
    return Outcome(sentence % {"headline": story.public_headline}, one.reason, [one.answer], gettext("Read it"), place)


def _offer(notification: Notification) -> Outcome | None:
    one = reports.find_correction_request(notification.about or 0)
    if one is None or one.taken is None or not one.story.live:
        return None
    if one.taken:
        sentence = gettext("“%(headline)s” is corrected, thanks to you")
    else:
        sentence = gettext("We looked into what you told us about “%(headline)s” and leave it as it is")
    note = one.correction.text if one.correction else ""
    return Outcome(
        sentence % {"headline": one.story.public_headline},
        one.wrong,
        [note, one.answer],
        gettext("Read it"),
        link(one.story.address),
    )


def _offered(notification: Notification) -> Outcome | None:
    """To an editor who still is one, while it waits."""
    person = find_person(notification.address.email)
    one = reports.find_correction_request(notification.about or 0)
    if one is None or one.taken is not None or person is None or not reports.may_correct(person, one.story):
        return None
    sentence = gettext("A reader corrects “%(headline)s”") % {"headline": one.story.public_headline}
    return Outcome(sentence, one.wrong, [one.right, one.source], gettext("Answer"), link("/-/desk/corrections"))


OUTCOMES = {
    Subject.REMOVED: _removed,
    Subject.APPEAL: _appeal,
    Subject.FLAG: _flag,
    Subject.OFFER: _offer,
    Subject.OFFERED: _offered,
}
