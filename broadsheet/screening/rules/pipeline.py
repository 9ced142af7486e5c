"""Asking the rules, in order, and what follows from all they say together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from broadsheet.comments import Comment, Finding, State, Words
from broadsheet.comments.queries import insert_findings
from broadsheet.moderation.duty import openness_now
from broadsheet.people import Reader
from broadsheet.screening.rules.context import Case, Found, Rule
from broadsheet.screening.rules.rule_list import ADMITTING, WEIGHING
from broadsheet.screening.rules.rule_settings import Book, book_of
from broadsheet.screening.submission_signals import Sending
from broadsheet.stories import house

Findings = list[tuple[Rule, Found]]
_STRICTER = (State.PUBLISHED, State.HELD, State.SPAM)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The strictest of what was found; `findings` are what holds it, `others` only want to hear of it afterwards."""

    findings: Findings = field(default_factory=list)
    others: Findings = field(default_factory=list)

    @property
    def state(self) -> State:
        return max((one.does for _, one in self.findings), key=_STRICTER.index, default=State.PUBLISHED)

    def keep(self, comment: Comment) -> None:
        """Once the comment has its id: what it is held for, and whatever else the rules want to remember."""
        alone = all(one.asking for _, one in self.findings)
        keep_findings(comment, [(rule, one) for rule, one in self.findings if alone or not one.asking])
        for _, one in (*self.findings, *self.others):
            if one.afterwards is not None:
                one.afterwards(comment, alone)


def case_of(
    comment: Comment,
    words: Words,
    reader: Reader,
    *,
    network: str = "",
    sending: Sending | None = None,
    before: int | None = None,
) -> Case:
    """The comment under its story, in the house as it is now."""
    story, ours = comment.story, house()
    return Case(
        text=words.text,
        html=words.html,
        links=words.links,
        language=story.language,
        name=comment.name,
        comment=comment,
        story=story,
        house=ours,
        openness=openness_now(story, ours=ours),
        reader=reader,
        network=network,
        sending=sending or Sending(),
        before=before,
    )


def admit(case: Case) -> Findings:
    """What can be said without waiting for the database. Raises a Refusal."""
    book = book_of(case.house)
    found = _ask(ADMITTING, case, book, [])
    for rule in WEIGHING:
        if rule.ready is not None and _is_asked(rule, case, book):
            rule.ready(case)
    return found


def weigh(case: Case, admitted: Findings) -> Weighed:
    """Everything else; within the caller's transaction. Raises a Refusal."""
    found = _ask([rule for rule in WEIGHING if not rule.last], case, book_of(case.house), admitted)
    holding = [(rule, one) for rule, one in found if one.does != State.PUBLISHED]
    return Weighed(holding, [(rule, one) for rule, one in found if one.does == State.PUBLISHED])


def refuse_last(case: Case) -> None:
    """What can only be said once the discussion is taken, so that two at the same moment see each other. Raises a Refusal."""
    _ask([rule for rule in WEIGHING if rule.last], case, book_of(case.house), [])


def _ask(rules: Iterable[Rule], case: Case, book: Book, found: Findings) -> Findings:
    found = list(found)
    for rule in rules:
        if not _is_asked(rule, case, book):
            continue
        if rule.waives and not any(earlier.name in rule.waives for earlier, _ in found):
            continue
        one = rule.judge(case, book.options(rule, case.house))
        if one is not None and rule.waives and one.does == State.PUBLISHED:
            found = [(earlier, other) for earlier, other in found if earlier.name not in rule.waives]
        elif one is not None:
            found.append((rule, one))
    return found


def _is_asked(rule: Rule, case: Case, book: Book) -> bool:
    if case.before is not None and not rule.edits:
        return False
    return book.is_on(rule) and (rule.staff or not case.reader.moderates)


def keep_findings(comment: Comment, found: Findings) -> None:
    """Of one rule the newest finding stays."""
    insert_findings(
        [
            Finding(
                comment=comment,
                rule=rule.name,
                does=one.does,
                words=one.words,
                measured=one.measured,
                limit=one.limit,
                subject=one.subject,
                pending=one.asking,
                late=one.late,
            )
            for rule, one in found
        ]
    )
