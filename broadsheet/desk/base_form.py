"""What the desk's forms share: fields with the desk's sentences, and errors that are refusals."""

from __future__ import annotations

from typing import Any, Self

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from broadsheet.kit import Gone, Missing, Refusal, TooLong, Unfit
from broadsheet.kit.forms import TypedTextField

CHOOSE = _("Please choose one of these.")
_REFUSALS: dict[str, type[Refusal]] = {"required": Missing, "max_length": TooLong, "gone": Gone}  # by an error's code


class DeskForm(forms.Form):
    """A form whose errors can be raised as refusals, and which takes a verb's refusal among its own errors.

    Templates write the fields out by hand, so nothing is rendered here. An empty field's value is "", never None.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.status = 200
        for field in self.fields.values():
            field.initial = "" if field.initial is None else field.initial

    def cleaned(self) -> dict[str, Any]:
        """The fields made fit. Raises the first error as a Refusal, with its field."""
        if self.is_valid():
            return self.cleaned_data
        for field, errors in self.errors.as_data().items():
            error = errors[0]
            kind = _REFUSALS.get(error.code or "", Unfit)
            raise kind(" ".join(error.messages), "" if field == NON_FIELD_ERRORS else field)
        raise AssertionError("a form is valid or has an error")

    def refused(self, refusal: Refusal) -> Self:
        """The same form with a verb's refusal among its errors, at its field; `status` is that of the answer."""
        self.status = refusal.status
        field = refusal.field if refusal.field in self.fields else None
        if refusal.sentence not in self.errors.get(field or NON_FIELD_ERRORS, []):
            self.add_error(field, refusal.sentence)
        return self


class LenientForm(DeskForm):
    """A form of filters in an address: what does not fit is as if it had not been said."""

    def given(self) -> dict[str, Any]:
        """The fields that fit and say something."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", [])}


class TextField(TypedTextField):
    """Text without the spaces around it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"strip": True, **options})


class BeginningField(TextField):
    """The first `most` letters of what was typed."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def to_python(self, value: Any) -> str:
        return super().to_python(value)[: self.most]


class ChoiceField(forms.ChoiceField):
    """One of the choices, with the desk's sentence for anything else."""

    def __init__(self, **kwargs: Any) -> None:
        errors = {"required": CHOOSE, "invalid_choice": CHOOSE, **kwargs.pop("error_messages", {})}
        super().__init__(error_messages=errors, **kwargs)

    def validate(self, value: Any) -> None:
        """Nothing chosen and something forged are the same mistake."""
        if (self.required and value in self.empty_values) or (value and not self.valid_value(value)):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")


class OwnAddressField(TextField):
    """An address of this site that begins with `under`; `otherwise` where it is none."""

    def __init__(self, under: str, otherwise: str) -> None:
        super().__init__()
        self.under, self.otherwise = under, otherwise

    def clean(self, value: Any) -> str:
        told = self.to_python(value)
        ours = told.startswith(self.under) and url_has_allowed_host_and_scheme(told, allowed_hosts=None)
        return told if ours and "#" not in told else self.otherwise
