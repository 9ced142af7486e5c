"""A comment as the desk shows it: what stands above and below it, why it is here, and who wrote it in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Count
from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from broadsheet.comments import Comment, State
from broadsheet.desk.models import Case, Glance
from broadsheet.desk.pages.state_words import names_of_states
from broadsheet.moderation import Flag, Reason
from broadsheet.people import Person
from broadsheet.screening import all_in_words

MOST_OF_A_WRITER = 999


@dataclass(slots=True)
class Item:
    """`history` is how many of the writer's comments are in which state (a thousand at most); `seen_by` is somebody else
    who has it before them now.
    """

    case: Case
    comment: Comment
    why: list[str]
    reports: list[str]
    history: dict[str, int] = field(default_factory=dict)
    answers: int = 0
    seen_by: str = ""
    deed: SafeString = field(default_factory=lambda: mark_safe(""))

    @property
    def id(self) -> str:
        return str(self.comment.pk)

    @property
    def kept(self) -> bool:
        """Whether it waits only to be looked at, and can be left as it is."""
        return self.case.state in {State.PUBLISHED, State.SPAM} and self.case.urgency is not None

    @property
    def state_words(self) -> str:
        return names_of_states()[self.case.state]

    @property
    def history_words(self) -> str:
        """“12 published, 1 removed”, or that nothing of theirs is here besides."""
        names = names_of_states()
        told = [
            f"{f'{times - 1}+' if times == MOST_OF_A_WRITER else times} {names[state].lower()}"
            for state, times in self.history.items()
            if times
        ]
        return gettext("Of theirs: %(numbers)s") % {"numbers": ", ".join(told)}


def items_of(cases: Sequence[Case], person: Person) -> list[Item]:
    """In the same order, as many questions whatever their number; what is gone is left out."""
    ids = [case.pk for case in cases]
    comments = rows(ids)
    why = all_in_words(comments.values())
    reports, answers, looking = _reports(ids), _answers(ids), looking_at(ids, person)
    histories = histories_of({case.writer for case in cases if case.writer})
    return [
        Item(
            case=case,
            comment=comments[case.pk],
            why=why[case.pk],
            reports=reports.get(case.pk, []),
            history=histories.get(case.writer, {}),
            answers=answers.get(case.pk, 0),
            seen_by=looking.get(case.pk, ""),
        )
        for case in cases
        if case.pk in comments
    ]


def with_deeds(items: Sequence[Item], back: str, reasons: Sequence[Reason]) -> Sequence[Item]:
    """The same items, each with the form that decides it; the form is rendered once for each shape that it can have."""
    shapes: dict[tuple[str, bool], str] = {}
    for item in items:
        shape = (str(item.case.state), item.kept)
        if shape not in shapes:
            context = {"state": shape[0], "kept": shape[1], "id": _ID, "back": back, "reasons": reasons}
            shapes[shape] = get_template("desk/deed.html").render(context)
        item.deed = mark_safe(shapes[shape].replace(_ID, str(item.comment.pk)))  # noqa: S308 - a template that escapes
    return items


_ID = "\ue000"


def rows(ids: Sequence[int]) -> dict[int, Comment]:
    """Comments with all that is shown of them."""
    found = Comment.objects.filter(pk__in=ids).select_related("story__section", "person", "parent__person", "reason")
    return found.defer("story__body", "story__standfirst", "text", "digest", "parent__text", "parent__digest").in_bulk()


def _reports(ids: Sequence[int]) -> dict[int, list[str]]:
    """What readers said when they flagged it."""
    found: dict[int, list[str]] = {}
    for flag in Flag.objects.filter(comment__in=ids, right=None).order_by("pk"):
        said = [flag.get_grievance_display() if flag.grievance else "", flag.reason]
        if any(said):
            found.setdefault(flag.comment_id, []).append(": ".join(filter(None, said)))
    return found


def _answers(ids: Sequence[int]) -> dict[int, int]:
    found = Comment.objects.filter(parent__in=ids).order_by().values_list("parent").annotate(Count("pk"))
    return {parent: count for parent, count in found if parent}


def histories_of(writers: set[int]) -> dict[int, dict[str, int]]:
    """How many comments of each writer are in each state; one walk of a thousand steps at most for each."""
    if not writers:
        return {}
    one = (
        "SELECT %s AS writer, %s AS state, (SELECT count(*) FROM (SELECT 1 FROM broadsheet_case "
        "WHERE writer = %s AND state = %s LIMIT %s) AS few) AS times"
    )
    pairs = [(writer, str(state)) for writer in sorted(writers) for state in State.values]
    given = [value for writer, state in pairs for value in (writer, state, writer, state, MOST_OF_A_WRITER)]
    found: dict[int, dict[str, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(pairs)), given)
        for writer, state, times in cursor.fetchall():
            found.setdefault(int(writer), {})[str(state)] = times
    return found


def looking_at(ids: Sequence[int], person: Person) -> dict[int, str]:
    """Who else has which of these before them."""
    now = Glance.objects.filter(comment__in=ids, until__gt=timezone.now()).exclude(by=person).select_related("by")
    return {glance.comment_id: glance.by.name for glance in now}
