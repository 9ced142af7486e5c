"""Lines of the ledger as sentences: who did what to which comment or story, with the decision that a line tells of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from broadsheet import ledger, people
from broadsheet.comments import Comment
from broadsheet.desk.pages.state_words import names_of_states
from broadsheet.ledger import Entry, Kind
from broadsheet.moderation import Decision
from broadsheet.moderation.queries import decisions_of_comments
from broadsheet.stories import queries

MOST_LINES = 100
_A_MOMENT = 5  # seconds at most between a decision and its line, which are written in one transaction
_OF_READERS = {
    Kind.COMMENT_POSTED,
    Kind.COMMENT_EDITED,
    Kind.COMMENT_WITHDRAWN,
    Kind.COMMENT_FLAGGED,
    Kind.COMMENT_LIKED,
    Kind.STORY_LIKED,
    Kind.REPLIES_WANTED,
    Kind.COMMENT_APPEALED,
    Kind.CORRECTION_OFFERED,
    Kind.EMAIL_REQUESTED,
}
_OF_DECISIONS = {Kind.COMMENT_PUBLISHED, Kind.COMMENT_HIDDEN, Kind.FLAGS_ANSWERED}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened: by whom in words, with their id where they have an account, what in words, and to what."""

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


def lines_of_comment(comment: Comment) -> list[HistoryLine]:
    """The last hundred things that happened to it, the newest first."""
    entries = ledger.entries_about(story=comment.story_id, comment=comment.pk, most=MOST_LINES)
    return lines_of(entries, None)


def lines_of(entries: Sequence[Entry], sections: frozenset[int] | None) -> list[HistoryLine]:
    """The entries in words; those about stories in other sections than these (None: all) are left out."""
    persons = people.persons_by_id(entry.person for entry in entries if entry.person)
    filed = queries.headlines_and_sections({entry.story for entry in entries if entry.story})
    decisions = _decisions(entries)
    lines = []
    for entry in entries:
        headline, section = filed.get(entry.story or 0, ("", None))
        if sections is not None and entry.story and section not in sections:
            continue
        decision = decisions.get(entry.number)
        who = persons.get(entry.person or 0)
        lines.append(
            HistoryLine(
                number=entry.number,
                at=entry.at,
                what=_words(entry, decision),
                by=who.name if who else _nobody_known(entry),
                by_id=entry.person,
                comment=entry.comment,
                story=entry.story,
                headline=headline,
                said=" ".join(filter(None, (str(decision.reason or ""), decision.sentence))) if decision else "",
                undone=decision.undone if decision else None,
            )
        )
    return lines


def _nobody_known(entry: Entry) -> str:
    """Who did it where no account is at hand; empty where one was and is gone."""
    if entry.person:
        return ""
    return gettext("guest") if entry.kind in _OF_READERS else gettext("System")


def _decisions(entries: Sequence[Entry]) -> dict[int, Decision]:
    """The decision that each line tells of, by the line's number: about the same comment, by the same person, at once."""
    deciding = [entry for entry in entries if entry.kind in _OF_DECISIONS and entry.comment]
    by_comment: dict[int, list[Decision]] = {}
    for decision in decisions_of_comments({entry.comment for entry in deciding if entry.comment}) if deciding else []:
        by_comment.setdefault(decision.comment_id, []).append(decision)
    found = {}
    for entry in deciding:
        for decision in by_comment.get(entry.comment or 0, []):
            if decision.by_id == entry.person and 0 <= (entry.at - decision.at).total_seconds() < _A_MOMENT:
                found[entry.number] = decision
    return found


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
        Kind.WRITER_CHANGED: gettext("a name was corrected or deleted"),
        Kind.REPLIES_WANTED: gettext("asked to be told of replies"),
        Kind.COMMENT_REDACTED: gettext("took a passage out, or put it back"),
        Kind.COMMENT_MARKED: gettext("featured or pinned it, closed its thread, or undid that"),
        Kind.THREAD_MOVED: gettext("moved it with its replies to another story"),
        Kind.COMMENT_APPEALED: gettext("its writer appealed"),
        Kind.APPEAL_ANSWERED: gettext("answered the appeal"),
        Kind.CORRECTION_OFFERED: gettext("a reader offered a correction"),
        Kind.CORRECTION_ANSWERED: gettext("answered a correction"),
        Kind.PERSON_RESTRICTED: gettext("restricted somebody, or lifted a restriction"),
        Kind.RULES_CHANGED: gettext("changed the rules"),
        Kind.ROTA_CHANGED: gettext("changed the rota"),
        Kind.SITE_CHANGED: gettext("changed the settings"),
        Kind.PERSON_CHANGED: gettext("changed a profile or a role"),
        Kind.PERSON_ERASED: gettext("an account was deleted"),
        Kind.EMAIL_REQUESTED: gettext("asked for an e-mail"),
        Kind.READER_ERASED: gettext("everything under an address was erased"),
        Kind.RETENTION_SWEPT: gettext("expired data deleted"),
        Kind.COPY_RESTORED: gettext("an older copy of the database was restored"),
    }
