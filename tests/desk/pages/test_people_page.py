"""Persons at the desk: found, restricted, let go, and every form refused with a sentence."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from broadsheet.comments import Comment
from broadsheet.discussion.posting import post_comment
from broadsheet.people import Person, Reader, Restriction, RestrictionTarget, RestrictionType, restrict
from broadsheet.spam import Judgement
from tests.conftest import StoryMaker

pytestmark = pytest.mark.django_db
TAKE = {"target": "guest", "type": "hold", "until": "week", "reason": "Insults", "message": "Please be civil."}


@pytest.fixture
def desk(client: Client, dee: Any) -> Client:
    client.force_login(dee)
    return client


@pytest.fixture
def comment(a_story: StoryMaker) -> Comment:
    reader = Reader(guest="b" * 32)
    story = a_story(rule="everyone")
    return post_comment(story, name="Bo B.", text="Hm.", email="bo@reader.example", reader=reader, network="1" * 32)


def test_a_comment_leads_to_its_writer(desk: Client, comment: Comment, a_comment: Any, bo: Any) -> None:
    assert desk.get(f"/-/desk/people/of/{comment.pk}")["Location"] == f"/-/desk/people/guest-{comment.pk}"
    own = a_comment(comment.story, "Signed in", reader=Reader(person=bo))
    assert desk.get(f"/-/desk/people/of/{own.pk}")["Location"] == f"/-/desk/people/person-{bo.pk}"
    assert desk.get("/-/desk/people/of/999").status_code == 404


@pytest.mark.parametrize("words", ["bo b", "BO@reader.example"])
def test_guests_are_found_by_name_and_address(desk: Client, comment: Comment, words: str) -> None:
    assert f"/-/desk/people/guest-{comment.pk}" in desk.get("/-/desk/people", {"q": words}).content.decode()


def test_persons_are_found_by_parts_of_either(desk: Client, bo: Any) -> None:
    for words in ("bo", "reader.ex"):
        assert f"/-/desk/people/person-{bo.pk}" in desk.get("/-/desk/people", {"q": words}).content.decode()


def test_a_restriction_is_taken_shown_and_lifted(desk: Client, comment: Comment) -> None:
    here = f"/-/desk/people/guest-{comment.pk}"
    assert desk.post(here, TAKE)["Location"] == f"{here}#restrictions"
    restriction = Restriction.objects.get()
    assert (restriction.type, restriction.target, restriction.reason) == ("hold", "guest", "Insults")
    assert restriction.ends
    assert timedelta(days=6) < restriction.ends - timezone.now() <= timedelta(days=7)
    page = desk.get(here).content.decode()
    assert "Please be civil." in page
    assert "b" * 32 not in page
    assert (
        desk.post(f"/-/desk/people/restrictions/{restriction.pk}/lift", {"back": f"guest-{comment.pk}"})["Location"]
        == here
    )
    assert "Past restrictions" in desk.get(here).content.decode()


@pytest.mark.parametrize(
    ("until", "days"), [({"until": "day"}, 1), ({"until": "month"}, 30), ({"until": "never"}, None)]
)
def test_ends_are_chosen(desk: Client, comment: Comment, until: dict[str, str], days: int | None) -> None:
    desk.post(f"/-/desk/people/guest-{comment.pk}", TAKE | until)
    ends = Restriction.objects.get().ends
    assert (None if ends is None else round((ends - timezone.now()) / timedelta(days=1))) == days


def test_a_day_is_meant_to_its_end(desk: Client, comment: Comment) -> None:
    today = timezone.localdate().isoformat()
    desk.post(f"/-/desk/people/guest-{comment.pk}", {**TAKE, "until": "date", "date": today})
    ends = Restriction.objects.get().ends
    assert ends
    assert ends > timezone.now()


def test_by_network_only_where_it_is_still_known(desk: Client, comment: Comment) -> None:
    here = f"/-/desk/people/guest-{comment.pk}"
    Judgement.objects.update(network="")
    assert desk.post(here, {**TAKE, "target": "network"}).status_code == 422
    other = post_comment(comment.story, name="Cy", text="Known", reader=Reader(guest="c" * 32), network="2" * 32)
    here = f"/-/desk/people/guest-{other.pk}"
    page = desk.get(here).content.decode()
    assert "the network of their last comment" in page
    assert "2" * 32 not in page
    assert desk.post(here, {**TAKE, "target": "network"}).status_code == 303
    assert Restriction.objects.get().target_hash == "2" * 32


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"target": "domain" * 9}, "target"),
        ({"type": "exile"}, "type"),
        ({"until": ""}, "until"),
        ({"until": "date", "date": "2001-01-01"}, "until"),
        ({"until": "date", "date": "soon"}, "until"),
        ({"until": "date", "date": "2026-99-99"}, "until"),
        ({"type": "warn", "message": " "}, "message"),
    ],
)
def test_what_is_unfit_is_told_at_its_field_and_given_back(
    desk: Client, comment: Comment, more: dict[str, str], field: str
) -> None:
    answer = desk.post(f"/-/desk/people/guest-{comment.pk}", TAKE | more)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="error-{field}"' in page
    assert "Insults" in page
    assert not Restriction.objects.exists()


def test_a_name_or_a_domain_is_restricted_without_anybody_at_hand(desk: Client) -> None:
    given = {**TAKE, "target": "name", "value": "Casino *"}
    assert desk.post("/-/desk/people/restrict", given).status_code == 303
    assert "Casino *" in desk.get("/-/desk/people").content.decode()
    refused = desk.post("/-/desk/people/restrict", {**given, "value": "*"})
    assert refused.status_code == 422
    assert 'id="error-value"' in refused.content.decode()


def test_a_person_is_blocked_and_let_in_again(desk: Client, bo: Any) -> None:
    here = f"/-/desk/people/person-{bo.pk}"
    desk.post(here, {**TAKE, "target": "person", "type": "block", "until": "never"})
    assert not Person.objects.get(pk=bo.pk).is_active
    assert "which is closed" in desk.get(here).content.decode()
    desk.post(f"/-/desk/people/restrictions/{Restriction.objects.get().pk}/lift", {"back": f"person-{bo.pk}"})
    assert Person.objects.get(pk=bo.pk).is_active


def test_staff_are_not_restricted_here(desk: Client, ada: Any) -> None:
    here = f"/-/desk/people/person-{ada.pk}"
    assert "Restrict" not in desk.get(here).content.decode()
    assert desk.post(here, {**TAKE, "target": "email"}).status_code == 422


def test_a_way_back_leads_to_writers_alone(desk: Client, dee: Any) -> None:
    restriction = restrict(RestrictionType.HOLD, RestrictionTarget.DOMAIN, "reader.example", by=dee)
    answer = desk.post(f"/-/desk/people/restrictions/{restriction.pk}/lift", {"back": "//evil.example/"})
    assert answer["Location"] == "/-/desk/people"


def test_attacks_are_text(desk: Client, a_story: StoryMaker, dee: Any) -> None:
    attack = "<script>alert(1)</script>"
    one = post_comment(a_story(), name=attack, text=attack, reader=Reader(guest="b" * 32))
    here = f"/-/desk/people/guest-{one.pk}"
    desk.post(here, {**TAKE, "reason": attack, "message": attack})
    for address in (here, f"/-/desk/people?q={attack}", "/-/desk/people"):
        page = desk.get(address).content.decode()
        assert escape(attack) in page and attack not in page, address


@pytest.mark.parametrize("address", ["", "/of/1", "/person-1"])
def test_persons_are_for_moderators(client: Client, bo: Any, address: str) -> None:
    assert client.get(f"/-/desk/people{address}").status_code == 302
    client.force_login(bo)
    assert client.get(f"/-/desk/people{address}").status_code == 403


def test_nobody_is_not_there(desk: Client) -> None:
    assert desk.get("/-/desk/people/person-999").status_code == 404
    assert desk.get("/-/desk/people/nonsense").status_code == 404
