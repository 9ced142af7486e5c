"""Letters that say what came of something: a removal, an appeal, a flag, a correction. Read when they are sent."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from broadsheet import kit, moderation
from broadsheet.comments import Comment, Side
from broadsheet.comments import State as CommentState
from broadsheet.mailroom.email_templates import BULK, STOP, identity_of, letter_to, render
from broadsheet.mailroom.models import Letter, Subject
from broadsheet.mailroom.quotes import excerpt, quoted
from broadsheet.mailroom.signed_links import link
from broadsheet.moderation import Flag, reports
from broadsheet.moderation.reports import Appeal, Offer
from broadsheet.people import find_person
from broadsheet.stories import house


@dataclass(frozen=True, slots=True)
class Report:
    """`sentence` says it, `own` are the recipient's words, `lines` what staff add; `call` leads to `place`."""

    sentence: str
    own: str
    lines: list[str]
    call: str
    place: str


def report(letter: Letter) -> kit.Letter | None:
    """None where there is nothing (any more) to be said."""
    said = REPORTS[Subject(letter.subject)](letter)
    if said is None or letter.address.stopped is not None:
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
    words = render("report", f"{house().name}: {said.sentence}", context)
    return letter_to(letter, words, identity_of(letter), BULK, letter.follow)


def _removed(letter: Letter) -> Report | None:
    """To the writer, as long as it stays removed."""
    comment = _comment(letter)
    if comment is None or comment.state != CommentState.REMOVED or comment.removed_by != Side.STAFF:
        return None
    reason, sentence = moderation.why_removed(comment)
    return Report(
        gettext("Your comment under “%(headline)s” was removed") % {"headline": comment.story.headline},
        comment.text,
        [reason, sentence],
        gettext("What you can do"),
        link(reports.appeal_address(comment, sealed=True)),
    )


def _comment(letter: Letter) -> Comment | None:
    found = Comment.objects.select_related("story", "reason").defer("story__body")
    return found.filter(pk=letter.about or 0, story__live=True).first()


def _appeal(letter: Letter) -> Report | None:
    comment = _comment(letter)
    one = Appeal.objects.filter(comment=letter.about or 0).exclude(answered=None).first()
    if comment is None or one is None:
        return None
    if one.upheld:
        sentence = gettext("We looked again: your comment under “%(headline)s” stays removed")
    else:
        sentence = gettext("We looked again: your comment under “%(headline)s” is published")
    place = link(reports.appeal_address(comment, sealed=True))
    return Report(
        sentence % {"headline": comment.story.headline}, comment.text, [one.answer], gettext("Read it"), place
    )


def _flag(letter: Letter) -> Report | None:
    found = Flag.objects.select_related("comment__story").defer("comment__story__body")
    one = found.filter(pk=letter.about or 0, right__isnull=False, comment__story__live=True).first()
    if one is None:
        return None
    story = one.comment.story
    if one.right:
        sentence = gettext("The comment that you reported under “%(headline)s” was removed. Thank you")
    else:
        sentence = gettext("We read the comment that you reported under “%(headline)s”. It stays")
    place = link(f"/-/comments/{one.comment_id}" if not one.right else story.address)
    return Report(sentence % {"headline": story.headline}, one.reason, [one.answer], gettext("Read it"), place)


def _offer(letter: Letter) -> Report | None:
    found = Offer.objects.select_related("story", "correction").defer("story__body")
    one = found.filter(pk=letter.about or 0, taken__isnull=False, story__live=True).first()
    if one is None:
        return None
    if one.taken:
        sentence = gettext("“%(headline)s” is corrected, thanks to you")
    else:
        sentence = gettext("We looked into what you told us about “%(headline)s” and leave it as it is")
    note = one.correction.text if one.correction else ""
    return Report(
        sentence % {"headline": one.story.headline},
        one.wrong,
        [note, one.answer],
        gettext("Read it"),
        link(one.story.address),
    )


def _offered(letter: Letter) -> Report | None:
    """To an editor who still is one, while it waits."""
    person = find_person(letter.address.email)
    one = Offer.objects.select_related("story").defer("story__body").filter(pk=letter.about or 0, taken=None).first()
    if one is None or person is None or not reports.may_correct(person, one.story):
        return None
    sentence = gettext("A reader corrects “%(headline)s”") % {"headline": one.story.headline}
    return Report(sentence, one.wrong, [one.right, one.source], gettext("Answer"), link("/-/desk/corrections"))


REPORTS = {
    Subject.REMOVED: _removed,
    Subject.APPEAL: _appeal,
    Subject.FLAG: _flag,
    Subject.OFFER: _offer,
    Subject.OFFERED: _offered,
}
