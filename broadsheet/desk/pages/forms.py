"""The forms of the desk's pages about comments: decisions, bulk jobs, filters, comment tools, and answers to reports."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from broadsheet.comments import State
from broadsheet.desk.base_form import (
    BeginningField,
    ChoiceField,
    DeskForm,
    LenientForm,
    OwnAddressField,
    TextField,
)
from broadsheet.desk.base_page import DESK
from broadsheet.desk.queue import Queue, QueueFilter, Sort
from broadsheet.kit.forms import MOST_ID, IdField, NumberField, TypedTextField
from broadsheet.moderation import Reason, Seen
from broadsheet.moderation.queries import reason_in_use
from broadsheet.people import Person

MOST_REASONS = 20  # offered; the first nine have a digit of their own
MOST_TICKED = 200  # comments of one page
MOST_SHOWN = 60  # comments that a page asks about
_MOST_OF_A_SENTENCE = 500  # letters to the writer
_NOT_SEEN = _("Please load the page again: it does not say what you have seen.")
_NOTHING_CHOSEN = _("Please say what is to become of them: nothing was done.")


class BackForm(DeskForm):
    """`back`: the desk's page that the answer leads to; the queue where none is given."""

    back = OwnAddressField(under=DESK, otherwise=DESK)

    def address(self, *, done: int | None = None, anchor: str = "") -> str:
        """Where to go on; `done` is the decision that can be undone there."""
        found = str(self.cleaned()["back"])
        if done is not None:
            found += ("&" if "?" in found else "?") + f"done={done}"
        return found + anchor


class ReasonField(forms.Field):
    """A reason of the newsroom's list, by its id; None where nothing is chosen."""

    def to_python(self, value: Any) -> Reason | None:
        if not value:
            return None
        try:
            found = reason_in_use(IdField().clean(value) or 0)
        except ValidationError:
            found = None
        if found is None:
            raise ValidationError(
                _("This reason is not on the list any more: nothing was done. Please choose another."), code="gone"
            )
        return found


def _sentence() -> TextField:
    too_long = {"max_length": _("Please say it in at most 500 letters.")}
    return TextField(max_length=_MOST_OF_A_SENTENCE, error_messages=too_long)


class SeenField(forms.Field):
    """What somebody saw of a comment before they decided, as `str(Seen)` wrote it; its state alone on pages of 0.3.0."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> Seen:
        text = str(value or "")
        if text in State.values:
            return Seen(text)
        seen = Seen.read(text)
        if seen is None:
            raise ValidationError(_NOT_SEEN, code="invalid")
        return seen


class DecisionForm(BackForm):
    """A decision about one comment: what was seen of it; where it is removed, why, and a sentence to its writer."""

    seen = SeenField()
    reason = ReasonField(required=False)
    sentence = _sentence()


class StateField(forms.ChoiceField):
    """What is to become of many comments."""

    def __init__(self) -> None:
        super().__init__(choices=State.choices)

    def clean(self, value: Any) -> State:
        if value not in State.values:
            raise ValidationError(_NOTHING_CHOSEN, code="gone")
        return State(value)


class BulkForm(BackForm):
    """A decision about many comments."""

    state = StateField()
    reason = ReasonField(required=False)
    sentence = _sentence()


class SeenCommentsField(forms.Field):
    """Comments with the state they were seen in, each as `<id>.<state>`; what is neither is left out."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> dict[int, str]:
        pairs = [str(one).partition(".") for one in (value or [])[:MOST_TICKED]]
        return {int(pk): state for pk, _, state in pairs if _is_id(pk) and state in State.values}

    def validate(self, value: dict[int, str]) -> None:
        if not value:
            raise ValidationError(_("None was ticked: nothing was done."), code="gone")


def _is_id(text: str) -> bool:
    try:
        return bool(IdField().clean(text))
    except ValidationError:
        return False


class TickedForm(BulkForm):
    """A decision about the comments that were ticked."""

    comment = SeenCommentsField()


class EveryoneForm(BulkForm):
    """A decision about all that a filter finds; `many` is the number that was shown."""

    many = NumberField(least=0, most=MOST_ID, required=False)


_FORMER_RULES = {"measures": "restrictions", "house": "site"}  # in links of 0.3.0


class QueueFilterForm(LenientForm):
    """What the queue's address asks for."""

    queue = ChoiceField(choices=[(one, one) for one in Queue], required=False)
    sort = ChoiceField(choices=[(one, one) for one in Sort], required=False)
    state = ChoiceField(choices=State.choices, required=False)
    story = IdField(required=False)
    section = NumberField(least=0, most=MOST_ID, required=False)  # 0 is for stories in none
    writer = IdField(required=False)
    language = BeginningField(8)
    rule = BeginningField(32)
    words = BeginningField(200)
    after = BeginningField(80)

    def filters(self, person: Person) -> QueueFilter:
        """As a filter over the sections that this person works in."""
        given = self.given()
        queue, sort = Queue(given.pop("queue", Queue.HELD)), Sort(given.pop("sort", Sort.URGENCY))
        given["rule"] = _FORMER_RULES.get(given.get("rule", ""), given.get("rule", ""))
        return QueueFilter(queue=queue, sort=sort, sections=person.remit, **given)


class DoneForm(LenientForm):
    """`done`: the decision that was just made."""

    done = IdField(required=False)


class HistoryForm(LenientForm):
    """Whose or which history, and the line that the page goes on from."""

    comment = IdField(required=False)
    person = IdField(required=False)
    by = IdField(required=False)
    before = IdField(required=False)


class IdsField(forms.Field):
    """Ids with commas between them; what is none is left out."""

    def to_python(self, value: Any) -> list[int]:
        found = str(value or "").split(",")[:MOST_SHOWN]
        return [int(one) for one in found if _is_id(one)]


class PresenceForm(LenientForm):
    """The comment that somebody has before them, and those that their page shows."""

    comment = IdField(required=False)
    shows = IdsField(required=False)


class FloodForm(LenientForm):
    """What becomes of a flood; `like` is the number that finds its comments."""

    like = IdField()
    decision = ChoiceField(choices=[(one, one) for one in (State.PUBLISHED, State.SPAM)])


class FlagsAnswerForm(DeskForm):
    """An answer to a comment's flags: what was seen of it, a word to those who flagged, and where to go on."""

    seen = SeenField()
    words = TextField()
    back = OwnAddressField(under="/-/", otherwise="/-/desk/?queue=flagged")


class AppealAnswerForm(DeskForm):
    """What the writer is told."""

    words = TextField()


class CorrectionAnswerForm(DeskForm):
    """The note under the story, and a word to the reader who found the mistake."""

    note = TextField()
    words = TextField()


class AcceptedCorrectionForm(CorrectionAnswerForm):
    """The same where the reader was right, so that there is a note."""

    note = TextField(
        required=True, error_messages={"required": _("Please write the note: it is printed under the story.")}
    )


class FindStoryForm(LenientForm):
    """Words of a headline."""

    find = BeginningField(100)


class RedactionForm(DeskForm):
    """The text that was seen, and what is left of it."""

    left = TypedTextField()
    seen = TypedTextField()


class MoveForm(DeskForm):
    """The story that a thread goes to, by its id."""

    to = IdField(
        error_messages=dict.fromkeys(("required", "invalid"), _("Please choose the story that it belongs to."))
    )


class StaffReplyForm(DeskForm):
    """A reply by staff, and what was seen of the comment."""

    answer = TypedTextField()
    seen = SeenField()

    def clean_answer(self) -> str:
        """As it was typed, line breaks and spaces at its beginning too: they may be markup."""
        answer = str(self.cleaned_data["answer"])
        if not answer.strip():
            raise ValidationError(_("Please write something."), code="invalid")
        return answer
