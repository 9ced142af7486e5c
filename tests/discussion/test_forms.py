"""Reading what readers fill in."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from broadsheet.discussion.forms import CommentForm, CorrectionForm, OwnItemsQuery, ProfileForm, WritingForm
from broadsheet.kit import TooLong, Unfit
from broadsheet.kit.forms import refuse_invalid


def posted(**fields: str) -> CommentForm:
    return CommentForm(RequestFactory().post("/", fields))


def test_words_are_read_as_they_were_typed() -> None:
    form = posted(text=" Well\n\nsaid. ", name="Bo", parent="12", tell="1", other="x")
    assert form.is_valid()
    assert form.text_of("text") == " Well\n\nsaid. "
    assert (form.cleaned_data["parent"], form.cleaned_data["tell"], form.cleaned_data["remember"]) == (12, True, False)
    assert form.typed["parent"] == "12" and "other" not in form.typed


@pytest.mark.parametrize("parent", ["x", "0", "-1", "9" * 30, "1; DROP"])
def test_a_parent_that_is_no_comment_is_refused_at_its_field(parent: str) -> None:
    with pytest.raises(Unfit) as caught:
        refuse_invalid(posted(text="Well said.", parent=parent))
    assert (caught.value.sentence, caught.value.field) == ("The comment you answer is no longer here.", "parent")


def test_a_draft_holds_what_was_typed_and_not_how_it_was_sent() -> None:
    form = WritingForm(RequestFactory().post("/", {"text": "Well", "seconds": "3"}))
    assert form.typed == {
        "name": "",
        "email": "",
        "website": "",
        "text": "Well",
        "parent": "",
        "remember": "",
        "tell": "",
    }


def test_more_than_can_be_read_is_too_long(settings: object) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3  # type: ignore[attr-defined]
    request = RequestFactory().post("/", "a=1&b=1&c=1&d=1&text=x", content_type="application/x-www-form-urlencoded")
    with pytest.raises(TooLong):
        CommentForm(request)


def test_a_program_that_fills_in_every_field_is_noticed() -> None:
    assert CorrectionForm(RequestFactory().post("/", {"wrong": "x", "homepage": "https://a.example"})).is_trapped
    assert not CorrectionForm(RequestFactory().post("/", {"wrong": "x"})).is_trapped


def test_the_line_about_oneself_is_one_line_of_160_letters() -> None:
    form = ProfileForm(RequestFactory().post("/", {"about": "  Reads\n a  lot. "}))
    assert form.is_valid() and form.text_of("about") == "Reads a lot."
    for about in ("x" * 161, "a\x00\u202eb"):
        with pytest.raises(Unfit) as caught:
            refuse_invalid(ProfileForm(RequestFactory().post("/", {"about": about})))
        assert caught.value.field == "about"


@pytest.mark.parametrize(("asked", "found"), [("12", 12), ("", None), ("0", None), ("x", None), ("9" * 40, None)])
def test_a_page_may_ask_for_no_story(asked: str, found: int | None) -> None:
    assert OwnItemsQuery(QueryDict(f"story={asked}")).story_id() == found
