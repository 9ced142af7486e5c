"""The form that restricts a writer, and its choices in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from broadsheet import moderation
from broadsheet.desk.base_form import BeginningField, ChoiceField, DeskForm, LenientForm, TextField
from broadsheet.kit.forms import IsoDateField
from broadsheet.moderation import Writer
from broadsheet.people import RestrictionTarget, RestrictionType

_DAYS = {"day": 1, "week": 7, "month": 30}
_LONGEST = timedelta(days=36_500)
_TO_COME = _("Please choose a day that is still to come.")
FOR_ANYBODY = (
    RestrictionTarget.EMAIL,
    RestrictionTarget.DOMAIN,
    RestrictionTarget.NAME,
)  # what a restriction can apply to without a writer at hand


class RestrictionForm(DeskForm):
    """What is done, to what of the writer it applies, until when, why, and what the writer is told.

    Only the `targets` given can be chosen; `value` is typed where nobody is at hand.
    """

    target = ChoiceField()
    value = TextField()
    type = ChoiceField(choices=RestrictionType.choices)
    until = ChoiceField(
        choices=[(one, one) for one in (*_DAYS, "date", "never")], error_messages={"invalid_choice": _TO_COME}
    )
    date = IsoDateField(required=False, error_messages={"invalid": _TO_COME})
    message = TextField()
    reason = TextField()

    def __init__(self, targets: Sequence[RestrictionTarget], given: Mapping[str, Any] | None = None) -> None:
        super().__init__(given, initial={"type": "note", "until": "week", "target": str(targets[0])})
        field = self.fields["target"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(one), str(one)) for one in targets]

    def clean(self) -> None:
        """`date` counts where `until` says so, and lies between today and a hundred years from now."""
        day, today = self.cleaned_data.get("date"), timezone.localdate()
        chosen = self.cleaned_data.get("until") == "date"
        self.errors.pop("date", None)
        if chosen and (day is None or not today <= day <= today + _LONGEST):
            self.add_error("until", ValidationError(_TO_COME, code="invalid"))

    def ends(self) -> datetime | None:
        """When it ends; None is without end."""
        until = self.cleaned()["until"]
        if until == "never":
            return None
        if until in _DAYS:
            return timezone.now() + timedelta(days=_DAYS[until])
        return timezone.make_aware(datetime.combine(self.cleaned_data["date"], time(23, 59, 59)))


class FindPersonForm(LenientForm):
    """A name or an e-mail address, or a part of one."""

    q = BeginningField(254)


class LiftForm(LenientForm):
    """`back`: the key of the writer whose page the restriction was lifted on."""

    back = TextField()


def targets_of(writer: Writer) -> list[RestrictionTarget]:
    """What a restriction of this writer can apply to."""
    targets = [RestrictionTarget.PERSON] if writer.person else [RestrictionTarget.GUEST] if writer.guest else []
    targets += [RestrictionTarget.EMAIL, RestrictionTarget.DOMAIN] if writer.email else []
    return [
        *targets,
        RestrictionTarget.NAME,
        *([RestrictionTarget.NETWORK] if moderation.networks_behind(writer) else []),
    ]


def value_of(writer: Writer, target: RestrictionTarget) -> str:
    """What it applies to, taken from the writer and not from the form: no hash leaves this machine."""
    if target == RestrictionTarget.NETWORK:
        return next(iter(moderation.networks_behind(writer)), "")
    return {
        RestrictionTarget.PERSON: str(writer.person.pk if writer.person else ""),
        RestrictionTarget.GUEST: writer.guest,
        RestrictionTarget.EMAIL: writer.email,
        RestrictionTarget.DOMAIN: writer.email.rpartition("@")[2],
        RestrictionTarget.NAME: writer.name.replace("*", ""),
    }[target]


def choices_in_words(targets: Sequence[RestrictionTarget], writer: Writer | None = None) -> dict[str, Any]:
    """What the template shows of the choices."""
    return {
        "targets": [(str(one), _target_in_words(one, writer)) for one in targets],
        "types": [(str(one), _TYPES[one]()) for one in RestrictionType],
        "untils": [(name, words()) for name, words in _UNTIL.items()],
        "today": timezone.localdate().isoformat(),
    }


_TYPES: dict[RestrictionType, Callable[[], str]] = {
    RestrictionType.NOTE: lambda: gettext("Note, for the desk alone"),
    RestrictionType.WARN: lambda: gettext("Warn: they read it before their next comment is taken"),
    RestrictionType.SLOW: lambda: gettext("Slow down: one comment in ten minutes"),
    RestrictionType.HOLD: lambda: gettext("Hold: everything waits for a moderator"),
    RestrictionType.SUSPEND: lambda: gettext("Suspend: they read, and cannot write"),
    RestrictionType.BLOCK: lambda: gettext("Block: they cannot write, and an account is closed"),
}
_UNTIL: dict[str, Callable[[], str]] = {
    "day": lambda: gettext("a day"),
    "week": lambda: gettext("a week"),
    "month": lambda: gettext("a month"),
    "date": lambda: gettext("until the end of"),
    "never": lambda: gettext("without end"),
}


def _target_in_words(target: RestrictionTarget, writer: Writer | None) -> str:
    words = {
        RestrictionTarget.PERSON: gettext("this person"),
        RestrictionTarget.GUEST: gettext("this guest’s browser"),
        RestrictionTarget.EMAIL: gettext("the e-mail address"),
        RestrictionTarget.DOMAIN: gettext("the mail domain"),
        RestrictionTarget.NAME: gettext("the name, and what looks like it"),
        RestrictionTarget.NETWORK: gettext("the network of their last comment, for 30 days at most"),
    }[target]
    if writer is None or target in {RestrictionTarget.PERSON, RestrictionTarget.GUEST, RestrictionTarget.NETWORK}:
        return words
    return f"{words}: {value_of(writer, target)}"
