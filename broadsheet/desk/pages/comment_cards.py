"""A comment as the desk shows it: its text, what it answers, why it waits, what its writer did before, and the decision form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from broadsheet.comments import Comment, State
from broadsheet.comments.queries import comments_for_desk, reply_counts
from broadsheet.desk.models import QueueItem
from broadsheet.desk.pages.state_words import names_of_states
from broadsheet.desk.queue import MOST_OF_A_WRITER, states_of_writers, viewers_of
from broadsheet.moderation import Reason, Seen
from broadsheet.moderation.queries import newest_decisions, open_flags_of
from broadsheet.people import Person
from broadsheet.screening import all_in_words


@dataclass(slots=True)
class CommentCard:
    """What the template shows of one comment.

    `why` says why it waits, `reports` what readers wrote when they flagged it. `history` is how many of the writer's
    comments are in which state. `seen` is what a decision says was seen of it; `seen_by` names a colleague who has it on the screen now.
    """

    item: QueueItem
    comment: Comment
    why: list[str]
    reports: list[str]
    history: dict[str, int] = field(default_factory=dict)
    answers: int = 0
    seen: str = ""
    seen_by: str = ""
    decision_form: SafeString = field(default_factory=lambda: mark_safe(""))

    @property
    def id(self) -> str:
        """The comment's id for attributes, without a language's digit grouping."""
        return str(self.comment.pk)

    @property
    def can_be_kept(self) -> bool:
        """Whether it waits only to be looked at, and can be left as it is."""
        return self.item.state in {State.PUBLISHED, State.SPAM} and self.item.urgency is not None

    @property
    def state_words(self) -> str:
        """Its state in the active language."""
        return names_of_states()[self.item.state]

    @property
    def history_words(self) -> str:
        """“Of theirs: 12 published, 1 removed”."""
        names = names_of_states()
        parts = [
            f"{f'{times - 1}+' if times == MOST_OF_A_WRITER else times} {names[state].lower()}"
            for state, times in self.history.items()
            if times
        ]
        return gettext("By this writer: %(numbers)s") % {"numbers": ", ".join(parts)}


def cards_of(items: Sequence[QueueItem], person: Person) -> list[CommentCard]:
    """In the same order, with as many queries whatever their number; comments that are gone are left out."""
    ids = [item.pk for item in items]
    newest = newest_decisions(ids)  # before the comments: a decision between the two is then one that was not seen
    comments = comments_for_desk(ids)
    why = all_in_words(comments.values())
    reports, answers, viewers = _reports(ids), reply_counts(ids), viewers_of(ids, person)
    histories = states_of_writers({item.writer for item in items if item.writer})
    return [
        CommentCard(
            item=item,
            comment=comments[item.pk],
            why=why[item.pk],
            reports=reports.get(item.pk, []),
            history=histories.get(item.writer, {}),
            answers=answers.get(item.pk, 0),
            seen=str(Seen(comments[item.pk].state, newest.get(item.pk, 0))),
            seen_by=viewers.get(item.pk, ""),
        )
        for item in items
        if item.pk in comments
    ]


def with_forms(cards: Sequence[CommentCard], back: str, reasons: Sequence[Reason]) -> Sequence[CommentCard]:
    """The same cards, each with the form that decides it.

    The form is rendered once for each shape that it can have, with placeholders for the id and what was seen, since that is what most of
    the page's time went into.
    """
    shapes: dict[tuple[str, bool], str] = {}
    for card in cards:
        shape = (str(card.item.state), card.can_be_kept)
        if shape not in shapes:
            context = {
                "state": shape[0],
                "can_be_kept": shape[1],
                "id": _ID,
                "seen": _SEEN,
                "back": back,
                "reasons": reasons,
            }
            shapes[shape] = get_template("desk/decision_form.html").render(context)
        card.decision_form = mark_safe(shapes[shape].replace(_ID, card.id).replace(_SEEN, card.seen))  # noqa: S308 - a template that escapes
    return cards


_ID, _SEEN = "\ue000", "\ue001"


def _reports(ids: Sequence[int]) -> dict[int, list[str]]:
    """What readers said when they flagged each of these."""
    found: dict[int, list[str]] = {}
    for flag in open_flags_of(ids):
        said = [flag.get_grievance_display() if flag.grievance else "", flag.reason]
        if any(said):
            found.setdefault(flag.comment_id, []).append(": ".join(filter(None, said)))
    return found
