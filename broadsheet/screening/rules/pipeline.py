"""The pipeline: the rules are asked in order, and the strictest of what they find decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from broadsheet.comments import Comment, Finding, State
from broadsheet.comments.queries import insert_findings
from broadsheet.moderation.duty import openness_now
from broadsheet.people import Reader
from broadsheet.screening.rules.context import Case, Found, Rule
from broadsheet.screening.rules.rule_list import ADMITTING, WEIGHING
from broadsheet.screening.rules.rule_settings import Book, book_of
from broadsheet.screening.submission_signals import SubmissionSignals
from broadsheet.stories import site_settings

Findings = list[tuple[Rule, Found]]
_STRICTER = (State.PUBLISHED, State.HELD, State.SPAM)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The outcome: `findings` hold the comment, the strictest of them decides its state; `others` hold nothing, and only have a callback."""

    findings: Findings = field(default_factory=list)
    others: Findings = field(default_factory=list)

    @property
    def state(self) -> State:
        return max((one.does for _, one in self.findings), key=_STRICTER.index, default=State.PUBLISHED)

    def keep(self, comment: Comment) -> None:
        """Save the findings and run the rules' callbacks, once the comment has its id. Of a rule that only waits for an answer
        no finding is kept where another holds the comment anyway.
        """
        alone = all(one.asking for _, one in self.findings)
        kept = [(rule, one) for rule, one in self.findings if alone or not one.asking]
        insert_findings([_finding(comment, rule, one) for rule, one in kept])
        for _, one in (*self.findings, *self.others):
            if one.afterwards is not None:
                one.afterwards(comment, alone)


def _finding(comment: Comment, rule: Rule, found: Found) -> Finding:
    return Finding(
        comment=comment,
        rule=rule.name,
        does=found.does,
        words=found.words,
        measured=found.measured,
        limit=found.limit,
        subject=found.subject,
        pending=found.asking,
        late=found.late,
    )


def case_of(
    comment: Comment,
    reader: Reader,
    *,
    network: str = "",
    signals: SubmissionSignals | None = None,
    before: int | None = None,
) -> Case:
    """The comment under its story, with the site's settings and the discussion's openness as they are now."""
    ours = site_settings()
    return Case(
        comment=comment,
        site_settings=ours,
        openness=openness_now(comment.story, ours=ours),
        reader=reader,
        network=network,
        signals=signals or SubmissionSignals(),
        before=before,
    )


def admit(case: Case) -> Findings:
    """Ask the rules that need no transaction, and let others prepare what they will need. Raises a Refusal."""
    book = book_of(case.site_settings)
    found = _ask(ADMITTING, case, book, [])
    for rule in WEIGHING:
        if rule.ready is not None and _is_asked(rule, case, book):
            rule.ready(case)
    return found


def weigh(case: Case, admitted: Findings) -> Weighed:
    """Ask all other rules but the last; within the caller's transaction. Raises a Refusal."""
    found = _ask([rule for rule in WEIGHING if not rule.last], case, book_of(case.site_settings), admitted)
    holding = [(rule, one) for rule, one in found if one.does != State.PUBLISHED]
    return Weighed(holding, [(rule, one) for rule, one in found if one.does == State.PUBLISHED])


def refuse_last(case: Case) -> None:
    """Ask the rules that need the discussion's lock, so that two posts of the same moment see each other. Raises a Refusal."""
    _ask([rule for rule in WEIGHING if rule.last], case, book_of(case.site_settings), [])


def _ask(rules: Iterable[Rule], case: Case, book: Book, found: Findings) -> Findings:
    found = list(found)
    for rule in rules:
        if not _is_asked(rule, case, book):
            continue
        if rule.waives and not any(earlier.name in rule.waives for earlier, _ in found):
            continue
        one = rule.judge(case, book.options(rule, case.site_settings))
        if one is not None and rule.waives and one.does == State.PUBLISHED:
            found = [(earlier, other) for earlier, other in found if earlier.name not in rule.waives]
        elif one is not None:
            found.append((rule, one))
    return found


def _is_asked(rule: Rule, case: Case, book: Book) -> bool:
    if case.before is not None and not rule.edits:
        return False
    return book.is_on(rule) and (rule.staff or not case.reader.moderates)
