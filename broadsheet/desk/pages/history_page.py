"""Everything anybody did, as the ledger and the decisions say it: read here, by comment, by person, by moderator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from broadsheet import people
from broadsheet.comments import Comment
from broadsheet.desk.pages.base_page import at_desk, page
from broadsheet.desk.pages.decision_views import theirs
from broadsheet.desk.pages.state_words import names_of_states
from broadsheet.desk.queue import number
from broadsheet.ledger import Entry, Kind
from broadsheet.moderation import Decision
from broadsheet.people import Person
from broadsheet.stories import Story

_ON_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened: by whom (empty for nobody known), what in words, and to what."""

    number: int
    at: datetime
    what: str
    by: str
    by_id: int | None
    comment: int | None
    story: int | None
    headline: str
    said: str = ""
    undone: datetime | None = None


@require_safe
@at_desk
def history(request: HttpRequest, person: Person) -> HttpResponse:
    """`comment`, `person` or `by`; else everything lately. `before` is the number of a line."""
    comment, about, by = (number(request.GET.get(name, "")) for name in ("comment", "person", "by"))
    before = number(request.GET.get("before", ""))
    entries, name = Entry.objects.all(), ""
    if comment:
        found = theirs(comment, person)
        entries = entries.filter(story=found.story_id, comment=comment)
    elif about or by:
        who = Person.objects.filter(pk=about or by or 0).first()
        name = who.name if who else gettext("somebody who is no longer here")
        entries = entries.filter(person=about or by)
        if by:
            entries = entries.exclude(kind__in=_READERS_OWN)
    if before:
        entries = entries.filter(number__lt=before)
    shown = list(entries.order_by("-number")[: _ON_A_PAGE + 1])
    context = {
        "lines": _lines(shown[:_ON_A_PAGE], person.remit),
        "comment": comment,
        "about": about,
        "by": by,
        "name": name,
        "staff": [(one.pk, one.name) for one in people.moderators()],
        "older": "",
    }
    if len(shown) > _ON_A_PAGE:
        asked = {"comment": comment, "person": about, "by": by, "before": shown[_ON_A_PAGE - 1].number}
        context["older"] = urlencode({name: value for name, value in asked.items() if value})
    return page(request, "history", context)


def lines_of_comment(comment: Comment) -> list[Line]:
    """The last hundred things that happened to it, the newest first."""
    entries = Entry.objects.filter(story=comment.story_id, comment=comment.pk).order_by("-number")
    return _lines(list(entries[:_ON_A_PAGE]), None)


def _lines(entries: Sequence[Entry], sections: frozenset[int] | None) -> list[Line]:
    """In somebody else's section only that something happened, not to what."""
    persons = Person.objects.in_bulk({entry.person for entry in entries if entry.person})
    stories = {
        pk: (headline, section)
        for pk, headline, section in Story.objects.filter(
            pk__in={entry.story for entry in entries if entry.story}
        ).values_list("pk", "headline", "section_id")
    }
    decisions = _decisions(entries)
    lines = []
    for entry in entries:
        headline, section = stories.get(entry.story or 0, ("", None))
        if sections is not None and entry.story and section not in sections:
            continue
        decision = decisions.get(entry.number)
        who = persons.get(entry.person or 0)
        lines.append(
            Line(
                number=entry.number,
                at=entry.at,
                what=_words(entry, decision),
                by=who.name if who else "",
                by_id=entry.person,
                comment=entry.comment,
                story=entry.story,
                headline=headline,
                said=" ".join(filter(None, (str(decision.reason or ""), decision.sentence))) if decision else "",
                undone=decision.undone if decision else None,
            )
        )
    return lines


def _decisions(entries: Sequence[Entry]) -> dict[int, Decision]:
    """The decision that each line tells of: the same comment and person, made at the same moment."""
    deciding = [entry for entry in entries if entry.kind in _OF_DECISIONS and entry.comment]
    if not deciding:
        return {}
    wanted = Q(comment__in={entry.comment for entry in deciding})
    by_comment: dict[int, list[Decision]] = {}
    for decision in Decision.objects.filter(wanted).select_related("reason").order_by("pk"):
        by_comment.setdefault(decision.comment_id, []).append(decision)
    found = {}
    for entry in deciding:
        for decision in by_comment.get(entry.comment or 0, []):
            if decision.by_id == entry.person and 0 <= (entry.at - decision.at).total_seconds() < _A_MOMENT:
                found[entry.number] = decision
    return found


_A_MOMENT = 5  # seconds between a decision and its line, in one transaction
_OF_DECISIONS = {Kind.COMMENT_PUBLISHED, Kind.COMMENT_HIDDEN, Kind.FLAGS_ANSWERED}
_READERS_OWN = {
    Kind.COMMENT_POSTED,
    Kind.COMMENT_LIKED,
    Kind.STORY_LIKED,
    Kind.COMMENT_FLAGGED,
    Kind.REPLIES_WANTED,
    Kind.COMMENT_WITHDRAWN,
    Kind.COMMENT_EDITED,
}


def _words(entry: Entry, decision: Decision | None) -> str:
    names = names_of_states()
    if decision is not None and decision.was != decision.became:
        return gettext("%(was)s → %(became)s") % {"was": names[decision.was], "became": names[decision.became]}
    return words_of_kinds()[Kind(entry.kind)]


def words_of_kinds() -> dict[Kind, str]:
    """What each line of the ledger says, in the active language."""
    return {
        Kind.STORY_PUBLISHED: gettext("published the story"),
        Kind.STORY_REVISED: gettext("revised the story"),
        Kind.STORY_WITHDRAWN: gettext("withdrew the story"),
        Kind.DISCUSSION_CHANGED: gettext("changed the discussion's rules"),
        Kind.COMMENT_POSTED: gettext("wrote it"),
        Kind.COMMENT_EDITED: gettext("changed its words"),
        Kind.COMMENT_PUBLISHED: gettext("it was published"),
        Kind.COMMENT_HIDDEN: gettext("it was hidden"),
        Kind.COMMENT_WITHDRAWN: gettext("its writer withdrew it"),
        Kind.COMMENT_FLAGGED: gettext("flagged it"),
        Kind.COMMENT_LIKED: gettext("liked it, or no longer"),
        Kind.STORY_LIKED: gettext("liked the story, or no longer"),
        Kind.FLAGS_ANSWERED: gettext("looked at it and left it"),
        Kind.IMPORTED: gettext("an import changed the story and its discussion"),
        Kind.WRITER_CHANGED: gettext("a name was corrected or forgotten"),
        Kind.REPLIES_WANTED: gettext("asked to be told of replies"),
        Kind.COMMENT_REDACTED: gettext("took a passage out, or put it back"),
        Kind.COMMENT_MARKED: gettext("chose it, pinned it or shut its thread, or no longer"),
        Kind.THREAD_MOVED: gettext("moved it with its replies to another story"),
        Kind.COMMENT_APPEALED: gettext("its writer appealed"),
        Kind.APPEAL_ANSWERED: gettext("answered the appeal"),
        Kind.CORRECTION_OFFERED: gettext("a reader offered a correction"),
        Kind.CORRECTION_ANSWERED: gettext("answered a correction"),
        Kind.PERSON_RESTRICTED: gettext("took a measure, or lifted it"),
        Kind.RULES_CHANGED: gettext("changed the rules"),
        Kind.ROTA_CHANGED: gettext("changed the rota"),
        Kind.SITE_CHANGED: gettext("changed the house"),
        Kind.PERSON_CHANGED: gettext("changed what they go by, or may do"),
        Kind.PERSON_ERASED: gettext("an account was forgotten"),
        Kind.EMAIL_REQUESTED: gettext("asked for a letter"),
        Kind.READER_ERASED: gettext("everything under an address was erased"),
        Kind.RETENTION_SWEPT: gettext("what is over was forgotten"),
    }
