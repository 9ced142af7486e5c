"""What the desk's forms share: errors are refusals, and refusals are errors."""

from __future__ import annotations

import pytest

from broadsheet.desk.base_form import BeginningField, ChoiceField, DeskForm, LenientForm, OwnAddressField, TextField
from broadsheet.kit import Decided, Missing, Refusal, TooLong, Unfit
from broadsheet.kit.forms import IdField


class Ordered(DeskForm):
    """A form with one field of each kind of mistake."""

    name = TextField(required=True, max_length=3, error_messages={"required": "Name it.", "max_length": "Shorter."})
    size = ChoiceField(choices=[("s", "small"), ("l", "large")])
    back = OwnAddressField(under="/-/desk/", otherwise="/-/desk/")


class Filters(LenientForm):
    """A form of filters."""

    story = IdField(required=False)
    words = BeginningField(5)


@pytest.mark.parametrize(
    ("given", "kind", "field"),
    [
        ({"size": "s"}, Missing, "name"),
        ({"name": "long name", "size": "s"}, TooLong, "name"),
        ({"name": "ok", "size": "xl"}, Unfit, "size"),
        ({"name": "ok"}, Unfit, "size"),
    ],
)
def test_the_first_error_is_raised_with_its_field(given: dict[str, str], kind: type[Refusal], field: str) -> None:
    with pytest.raises(kind) as caught:
        Ordered(given).cleaned()
    assert type(caught.value) is kind
    assert (caught.value.field, bool(caught.value.sentence)) == (field, True)


def test_a_verbs_refusal_stands_at_its_field_or_above_the_form() -> None:
    given = {"name": "a\0b ", "size": "s"}
    form = Ordered(given)
    assert form.cleaned()["name"] == "ab"
    assert form.refused(TooLong("Shorter.", "name")).status == 413
    assert form.errors["name"] == ["Shorter."]
    assert form["name"].value() == "a\0b "
    whole = Ordered(given).refused(Decided("Somebody was first."))
    assert whole.status == 409
    assert whole.non_field_errors() == ["Somebody was first."]


def test_an_own_error_that_was_raised_is_said_once() -> None:
    form = Ordered({"size": "s"})
    with pytest.raises(Missing) as caught:
        form.cleaned()
    assert form.refused(caught.value).errors["name"] == ["Name it."]


@pytest.mark.parametrize(
    "back", ["https://evil.example/-/desk/", "//evil.example", "/-/mine", "/-/desk/#x", "", "javascript:x"]
)
def test_an_address_that_is_not_the_desks_becomes_the_usual_one(back: str) -> None:
    assert Ordered({"name": "ok", "size": "s", "back": back}).cleaned()["back"] == "/-/desk/"


def test_an_address_of_the_desk_stays() -> None:
    back = "/-/desk/?queue=all&sort=newest"
    assert Ordered({"name": "ok", "size": "s", "back": back}).cleaned()["back"] == back


@pytest.mark.parametrize("story", ["", "x", "-1", "0", "9" * 19, "9" * 40, "١٢"])
def test_a_filter_that_does_not_fit_is_as_if_it_were_not_said(story: str) -> None:
    assert Filters({"story": story, "words": "bridges"}).given() == {"words": "bridg"}


def test_fields_begin_empty() -> None:
    assert Ordered()["name"].value() == ""
