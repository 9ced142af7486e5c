"""Readers correct a story: what is wrong, what is right, and who says so; the story's editors answer."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from broadsheet import ledger, stories
from broadsheet.comments import few_marks, fit_email, pace_writing
from broadsheet.kit import Decided, Gone, Missing, NotYours, TooLong, in_turn
from broadsheet.ledger import Kind
from broadsheet.moderation.answering_flags import fit_answer
from broadsheet.moderation.reports.models import CorrectionRequest
from broadsheet.people import Person, Reader
from broadsheet.stories import Story

MOST_LETTERS, MOST_OF_A_SOURCE, MOST_OF_A_NOTE = 2000, 500, 2000
_LONGEST_RAW = 10 * MOST_LETTERS  # with line ends and marks that go


def request_correction(
    story: Story, *, wrong: str, right: str = "", source: str = "", email: str = "", reader: Reader, network: str = ""
) -> CorrectionRequest:
    """Tell the story's editors. Raises Gone, Missing, TooLong, Unfit, TooFast."""
    if not story.live:
        raise Gone(gettext("This story is not here any more. Please copy your text."))
    made = CorrectionRequest(
        story=story,
        wrong=_fit(wrong, "wrong", MOST_LETTERS),
        right=_fit(right, "right", MOST_LETTERS),
        source=_fit(source, "source", MOST_OF_A_SOURCE),
        email=fit_email(email),
        guest=reader.guest,
        person=reader.person,
    )
    if not made.wrong:
        raise Missing(gettext("Please say what is wrong."), "wrong")
    with in_turn():
        pace_writing(reader, network)
        made.save(force_insert=True)
        ledger.record(Kind.CORRECTION_OFFERED, story=story.pk, person=made.person_id)
    return made


def _fit(words: str, field: str, most: int) -> str:
    if len(words) > _LONGEST_RAW:
        raise TooLong(gettext("Please say it in at most %(most)s letters.") % {"most": most}, field)
    words = few_marks(words.replace("\0", "").replace("\r\n", "\n")).strip()
    if len(words) > most:
        raise TooLong(gettext("Please say it in at most %(most)s letters.") % {"most": most}, field)
    return words


def may_correct(person: Person, story: Story) -> bool:
    """Whether this person edits, and in the story's section."""
    return person.edits and person.works_in(story.section_id)


def answer_correction_request(offer: CorrectionRequest, by: Person, *, note: str = "", words: str = "") -> None:
    """With a `note`, which is printed under the story, the reader was right; without, it stays as it is.

    `words` go to the reader who left an address. Raises NotYours, TooLong, and Decided where it was answered meanwhile.
    """
    note, words = _fit(note, "note", MOST_OF_A_NOTE), fit_answer(words)
    if not may_correct(by, offer.story):
        raise NotYours(gettext("This story stands in a section that is not yours. Nothing was done."))
    with transaction.atomic():
        waiting = CorrectionRequest.objects.filter(pk=offer.pk, taken=None)
        if not waiting.update(taken=bool(note), answer=words, by=by, answered=timezone.now()):
            raise Decided(_already(offer))
        if note:
            correction = stories.correct(offer.story, note, by)
            CorrectionRequest.objects.filter(pk=offer.pk).update(correction=correction)
        ledger.record(Kind.CORRECTION_ANSWERED, story=offer.story_id, person=by.pk)


def _already(offer: CorrectionRequest) -> str:
    now = CorrectionRequest.objects.select_related("by").filter(pk=offer.pk).first()
    if now is None:
        return gettext("Nothing was done: the reader has taken this back.")
    who = now.by.name if now.by else gettext("somebody")
    if now.taken:
        return gettext("Nothing was done: %(name)s has corrected the story already.") % {"name": who}
    return gettext("Nothing was done: %(name)s has answered this already.") % {"name": who}
