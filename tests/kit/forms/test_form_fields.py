"""Fields of every room's forms."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from broadsheet.kit import Unfit
from broadsheet.kit.forms import (
    MOST_ID,
    IdField,
    IsoDateField,
    IsoTimeField,
    NumberField,
    TypedTextField,
    refuse_invalid,
)
from broadsheet.kit.forms.form_fields import LocalDateTimeField


@pytest.mark.parametrize("typed", ["1", "007", str(MOST_ID)])
def test_an_id_is_a_number_that_the_database_holds(typed: str) -> None:
    assert IdField().clean(typed) == int(typed)


@pytest.mark.parametrize("typed", ["0", "-1", "+1", "1 2", "1.0", "٣", "²", "x", str(MOST_ID + 1), "1" * 5_000])
def test_what_is_no_id_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        IdField().clean(typed)


def test_no_id_is_none_where_none_is_required() -> None:
    assert IdField(required=False).clean("") is None
    with pytest.raises(ValidationError):
        IdField().clean("")


def test_a_number_out_of_bounds_says_the_bounds_whatever_is_wrong() -> None:
    field = NumberField(least=2, most=1_000)
    assert [field.clean(typed) for typed in ("2", "1000", " 7 ")] == [2, 1_000, 7]
    for typed in ("", "1", "1001", "-2", "two", "2.5", "9" * 5_000):
        with pytest.raises(ValidationError) as caught:
            field.clean(typed)
        assert caught.value.messages == ["Please give a number from 2 to 1,000."]


def test_typed_text_keeps_its_spaces_and_loses_what_no_database_keeps() -> None:
    assert TypedTextField().clean(" two  words\n\0") == " two  words\n"
    assert TypedTextField().clean(None) == ""
    assert TypedTextField().clean("x" * 200_000) == "x" * 200_000


def test_dates_and_times_are_read_as_browsers_send_them_in_every_language() -> None:
    with translation.override("de"), timezone.override(ZoneInfo("Europe/Berlin")):
        assert IsoDateField().clean("2026-12-24") == date(2026, 12, 24)
        assert IsoTimeField().clean("09:30:15") == time(9, 30)
        assert LocalDateTimeField().clean("2026-12-24T09:30") == datetime(2026, 12, 24, 8, 30, tzinfo=UTC)
        for field, typed in ((IsoDateField(), "24.12.2026"), (IsoTimeField(), "25:00"), (LocalDateTimeField(), "soon")):
            with pytest.raises(ValidationError):
                field.clean(typed)


class _Form(forms.Form):
    many = NumberField(least=1, most=3)

    def clean(self) -> None:
        if self.cleaned_data.get("many") == 2:
            raise ValidationError("Not two.")


def test_an_invalid_form_is_refused_at_its_field() -> None:
    with pytest.raises(Unfit) as caught:
        refuse_invalid(_Form({"many": "4"}))
    assert (caught.value.sentence, caught.value.field) == ("Please give a number from 1 to 3.", "many")
    with pytest.raises(Unfit) as caught:
        refuse_invalid(_Form({"many": "2"}))
    assert (caught.value.sentence, caught.value.field) == ("Not two.", "")
    refuse_invalid(_Form({"many": "1"}))
