"""Ids in addresses."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, path
from django.urls.resolvers import RegexPattern, URLResolver

from broadsheet.kit.forms import MOST_ID


def show(request: HttpRequest, story_id: int) -> HttpResponse:
    return HttpResponse(str(story_id))


def resolver() -> URLResolver:
    patterns = [path("stories/<id:story_id>", show, name="story")]
    return URLResolver(RegexPattern(r"^/"), patterns)


@pytest.mark.parametrize("number", [1, MOST_ID])
def test_an_id_is_found_in_the_address(number: int) -> None:
    assert resolver().resolve(f"/stories/{number}").kwargs == {"story_id": number}


@pytest.mark.parametrize("word", ["0", str(MOST_ID + 1), "1" * 30, "-1", "x", "٣"])
def test_what_no_row_can_have_is_no_address(word: str) -> None:
    with pytest.raises(Resolver404):
        resolver().resolve(f"/stories/{word}")


def test_an_address_is_made_of_an_id() -> None:
    assert resolver().reverse("story", 12) == "stories/12"
