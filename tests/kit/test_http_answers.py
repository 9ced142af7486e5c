"""Answers to scripts and to people, and what becomes of a refusal."""

from __future__ import annotations

import json as standard_json
from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils.translation import get_language, override

from broadsheet.kit import (
    TooFast,
    TooLong,
    Unfit,
    answering_refusals,
    fields_of,
    json,
    refusing,
    speaking_to,
    wants_json,
)
from broadsheet.kit.http_answers import language_of

pytestmark = pytest.mark.django_db
SCRIPT = {"HTTP_ACCEPT": "application/json"}


def posted(**extra: Any) -> HttpRequest:
    return RequestFactory().post("/-/stories/1/comments", {"text": "Well <said>.", "name": "Bo", "other": "x"}, **extra)


def refused_with(error: Exception, **extra: Any) -> HttpResponse:
    @refusing
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view(posted(**extra))


def test_a_script_is_who_accepts_json() -> None:
    assert wants_json(posted(**SCRIPT))
    assert not wants_json(posted(HTTP_ACCEPT="text/html"))


def test_json_is_utf_8_and_kept_by_no_cache() -> None:
    answer = json({"sentence": "Đã giữ"}, 201)
    assert (answer.status_code, answer.content) == (201, '{"sentence": "Đã giữ"}'.encode())
    assert answer["Cache-Control"] == "private, no-store"


def test_fields_are_text_and_all_others_are_ignored() -> None:
    assert fields_of(posted(), "text", "name", "email") == {"text": "Well <said>.", "name": "Bo", "email": ""}


def test_more_than_can_be_read_is_too_long(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    request = RequestFactory().post("/", "text=much+more+than+that", content_type="application/x-www-form-urlencoded")
    with pytest.raises(TooLong):
        fields_of(request, "text")


def test_a_script_hears_the_sentence_and_its_field() -> None:
    answer = refused_with(Unfit("Not like this.", "name"), **SCRIPT)
    assert answer.status_code == 422
    assert standard_json.loads(answer.content) == {"sentence": "Not like this.", "field": "name"}


def test_a_person_gets_a_page_that_gives_back_what_they_typed() -> None:
    answer = refused_with(TooFast("Please wait."))
    page = answer.content.decode()
    assert answer.status_code == 429
    assert "Please wait." in page
    assert "Well &lt;said&gt;." in page
    assert '<input type="hidden" name="name" value="Bo">' in page
    assert 'action="/-/stories/1/comments"' in page


@pytest.mark.parametrize(("error", "status"), [("database is locked", 503), ("database or disk is full", 507)])
def test_a_database_in_trouble_loses_no_words(error: str, status: int, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        answer = refused_with(OperationalError(error))
    assert answer.status_code == status
    assert "Well &lt;said&gt;." in answer.content.decode()


def test_another_fault_is_nobodys_refusal() -> None:
    with pytest.raises(ZeroDivisionError):
        refused_with(ZeroDivisionError())


def test_a_room_may_answer_refusals_in_its_own_way_and_language() -> None:
    def say(request: HttpRequest, refusal: Exception) -> HttpResponse:
        return HttpResponse(f"{get_language()}", status=418)

    @answering_refusals(say, speaking_to)
    def view(request: HttpRequest) -> HttpResponse:
        raise Unfit("No.")

    answer = view(RequestFactory().post("/", {"language": "de"}))
    assert (answer.status_code, answer.content.decode()) == (418, "de")


def test_a_refusal_is_answered_in_the_language_of_its_sentence() -> None:
    @refusing
    def view(request: HttpRequest) -> HttpResponse:
        with override("ar"):
            raise Unfit("لا")

    page = view(RequestFactory().get("/")).content.decode()
    assert 'lang="ar" dir="rtl"' in page and "To the front page" not in page


def test_the_language_is_that_of_the_page_else_of_the_browser() -> None:
    ask = RequestFactory().get
    assert language_of(ask("/", {"language": "de"}, HTTP_ACCEPT_LANGUAGE="fr")) == "de"
    assert language_of(ask("/", HTTP_ACCEPT_LANGUAGE="fr")) == "fr"
    assert language_of(ask("/", {"language": "../etc"}, HTTP_ACCEPT_LANGUAGE="fr")) == "fr"
