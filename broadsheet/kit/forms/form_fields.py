"""Form fields that every room uses, and how a form that is not valid becomes a refusal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from broadsheet.kit.forms.path_converters import MOST_ID
from broadsheet.kit.refusals import Unfit


class IdField(forms.Field):
    """The id of a row: an int from 1 to 2⁶³ - 1, or None where nothing was given. Nothing is looked up."""

    default_error_messages = {"invalid": _("Please choose one of these.")}

    def to_python(self, value: Any) -> int | None:
        """Digits alone: no sign, no space within, no digits of other scripts."""
        text = str(value or "").strip()
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) < 20 and 1 <= int(text) <= MOST_ID):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return int(text)


MOST_LETTERS = 250_000  # of a field: a word list's 2,000 words of 80 letters, and more


class TypedTextField(forms.CharField):
    """Text exactly as it was typed, with its spaces; empty where the field was not sent. The verb that takes it says
    what it may hold, so that a script and a form hear the same sentence. Characters that PostgreSQL refuses (NUL) go.

    The verb is given at most `most` letters, and one more where there were more: whatever it works out of them takes
    bounded time, and what may hold less is still too long. `most` is never less than what the verb takes, so nothing that
    is kept was cut.
    """

    def __init__(self, *, most: int = MOST_LETTERS, **options: Any) -> None:
        self.most = most
        super().__init__(**{"required": False, "strip": False, **options})
        self.validators = [one for one in self.validators if "NullCharacters" not in type(one).__name__]

    def to_python(self, value: Any) -> str:
        return str(super().to_python(str(value or "")[: self.most + 1])).replace("\0", "")


class NumberField(forms.Field):
    """A whole number in plain digits from `least` to `most`. The messages may name `%(least)s` and `%(most)s`."""

    default_error_messages = {"invalid": _("Please give a number from %(least)s to %(most)s.")}

    def __init__(self, *, least: int, most: int, **options: Any) -> None:
        super().__init__(**{"widget": forms.NumberInput, **options})
        self.least, self.most = least, most

    def clean(self, value: Any) -> int | None:
        """One sentence whatever is wrong: nothing given, no number, too small or too large."""
        text = str(value if value is not None else "").strip()
        if not text and not self.required:
            return None
        if not (text.isascii() and text.isdigit() and len(text) < 19 and self.least <= int(text) <= self.most):
            raise ValidationError(
                self.error_messages["invalid"],
                code="invalid",
                params={"least": f"{self.least:,}", "most": f"{self.most:,}"},
            )
        return int(text)


class IsoDateField(forms.DateField):
    """A day as `<input type="date">` sends it (`2026-12-24`), whatever the active language writes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"input_formats": ["%Y-%m-%d"], "localize": False, **options})


class IsoTimeField(forms.TimeField):
    """Hours and minutes as `<input type="time">` sends them (`09:30`), seconds left out."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"input_formats": ["%H:%M", "%H:%M:%S"], "localize": False, **options})

    def to_python(self, value: Any) -> Any:
        found = super().to_python(value)
        return found.replace(second=0, microsecond=0) if found is not None else None


class LocalDateTimeField(forms.DateTimeField):
    """A moment as `<input type="datetime-local">` sends it (`2026-12-24T09:30`), taken in the active time zone; aware."""

    def __init__(self, **options: Any) -> None:
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
        super().__init__(**{"input_formats": formats, "localize": False, **options})


def refuse_invalid(form: forms.BaseForm) -> None:
    """Raises Unfit with the first sentence of a form that is not valid, and the name of its field.

    Fields are asked in the order of the form. A sentence about the whole form has no field.
    """
    if form.is_valid():
        return
    field, errors = next(iter(form.errors.items()))
    raise Unfit(str(errors[0]), "" if field == NON_FIELD_ERRORS else field)
