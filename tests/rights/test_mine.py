"""`/-/mine`: see, fetch, correct, erase; for guests and persons alike."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.utils import timezone
from freezegun import freeze_time

from broadsheet import press
from broadsheet.comments import Comment
from broadsheet.discussion.liking import like
from broadsheet.discussion.models import Like
from broadsheet.ledger import Bookmark, Entry, Kind
from broadsheet.mailroom.models import Address, Follow, FollowType, Notification
from broadsheet.mailroom.signed_links import data_link_token
from broadsheet.moderation.models import Flag
from broadsheet.moderation.reports import flag
from broadsheet.people import Person, Reader
from broadsheet.rights import erasure
from tests.mailroom.test_email_content import followed
from tests.post_office import PostOffice, links_in, said

pytestmark = pytest.mark.django_db(transaction=True)
BO = "bo@reader.example"
GUEST = "b0" * 16
Rounds = Callable[[], None]


@pytest.fixture(autouse=True)
def own_list(settings: Any, tmp_path: Path) -> None:
    """The list of erasures is in a folder of the test's own."""
    settings.DATA = tmp_path


@pytest.fixture
def link() -> str:
    return f"/-/mine/{data_link_token(BO)}"


@pytest.fixture
def talk(a_story: Any, a_comment: Any) -> tuple[Comment, Comment]:
    """Bo's comment and an answer to it; Bo also likes and reports the answer."""
    story = a_story()
    mine = a_comment(story, "What Bo said.", name="Bo B.", email="Bo@reader.example", reader=Reader(guest=GUEST))
    answer = a_comment(story, "What Cy answered.", name="Cy", parent=mine.pk)
    Address.objects.create(email=BO, confirmed=timezone.now(), guests=GUEST)
    like(answer, Reader(guest=GUEST))
    flag(answer, Reader(guest=GUEST), "Rude.")
    followed(FollowType.STORY, story.pk)
    return mine, answer


def test_known_and_unknown_addresses_are_answered_alike(client: Any, talk: Any) -> None:
    answers = {client.post("/-/mine", {"email": email}).content for email in (BO, "nobody@reader.example")}
    assert len(answers) == 1
    assert Notification.objects.filter(subject="mine").count() == 2


def test_the_letter_brings_a_link_that_expires(
    client: Any, post_office: PostOffice, round_of_mail: Rounds, talk: Any
) -> None:
    client.post("/-/mine", {"email": "BO@Reader.example "})
    round_of_mail()
    (letter,) = post_office.to(BO)
    (place,) = links_in(letter, "/-/mine/")
    assert "What Bo said." in client.get(place).content.decode()
    with freeze_time(timezone.now() + timedelta(hours=25), tick=True):
        assert client.get(place).status_code == 410


def test_nobody_gets_many_letters_because_somebody_else_asks(client: Any, db: None) -> None:
    for _ in range(8):
        assert client.post("/-/mine", {"email": BO}).status_code == 200
    assert Notification.objects.count() == 5


def test_what_is_held_is_seen_and_fetched(client: Any, link: str, talk: Any) -> None:
    page = client.get(link).content.decode()
    assert "What Bo said." in page and "What Cy answered." not in page
    held = json.loads(client.get(f"{link}/data.json").content)["held"]
    assert [one["text"] for one in held["comments"]] == ["What Bo said."]
    assert held["likes"][0]["comment"] == talk[1].pk and held["flags"][0]["reason"] == "Rude."
    assert held["follows"][0]["what"] == "story" and held["address"][0]["browsers"] == 1


def test_what_was_written_from_the_same_browser_under_another_address_is_anothers(
    client: Any, link: str, talk: Any, a_comment: Any
) -> None:
    story = talk[0].story
    theirs = a_comment(
        story, "The same computer, another reader.", email="ed@reader.example", reader=Reader(guest=GUEST)
    )
    own = a_comment(story, "The same computer, without an address.", reader=Reader(guest=GUEST))
    held = json.loads(client.get(f"{link}/data.json").content)["held"]
    assert [one["id"] for one in held["comments"]] == [talk[0].pk, own.pk]
    client.post(f"{link}/erase", {"how": "words", "sure": "1"})
    assert Comment.objects.get(pk=theirs.pk).text == "The same computer, another reader."


def test_a_person_finds_the_account_too(client: Any, link: str, bo: Any) -> None:
    held = json.loads(client.get(f"{link}/data.json").content)["held"]
    assert held["account"][0]["name"] == "Bo"


def test_the_name_is_corrected_everywhere(client: Any, link: str, talk: Any) -> None:
    press.run_once(at_once=True)
    assert client.post(f"{link}/name", {"name": "Bohdan"}).status_code == 303
    press.run_once(at_once=True)
    sheet = press.file_of(talk[0].story.address).read_text()
    assert "Bohdan" in sheet and "Bo B." not in sheet


def test_a_name_of_the_newsroom_is_refused(client: Any, link: str, dee: Any, talk: Any) -> None:
    answer = client.post(f"{link}/name", {"name": "D e e"})
    assert answer.status_code == 422 and "D e e" in answer.content.decode()
    assert Comment.objects.get(pk=talk[0].pk).name == "Bo B."


def test_the_words_stay_and_the_writer_goes(client: Any, link: str, talk: Any) -> None:
    press.run_once(at_once=True)
    assert client.post(f"{link}/erase", {"how": "writer", "sure": "1"}).status_code == 200
    mine = Comment.objects.get(pk=talk[0].pk)
    assert (mine.name, mine.email, mine.guest, mine.text) == ("Anonymous", "", "", "What Bo said.")
    assert not Like.objects.exists() and Comment.objects.get(pk=talk[1].pk).likes == 0
    assert Flag.objects.get().reason == "" and Flag.objects.get().guest != GUEST
    assert not Address.objects.exists() and not Follow.objects.exists() and not Notification.objects.exists()
    press.run_once(at_once=True)
    for path in (press.file_of(talk[0].story.address), press.file_of(f"{talk[0].story.address}comments.atom")):
        assert "What Bo said." in path.read_text() and "Bo B." not in path.read_text()


def test_the_words_go_too_and_the_thread_stays(client: Any, link: str, talk: Any) -> None:
    press.run_once(at_once=True)
    client.post(f"{link}/erase", {"how": "words", "sure": "1"})
    mine = Comment.objects.get(pk=talk[0].pk)
    assert (mine.state, mine.text, mine.html, mine.digest) == ("removed", "", "", "")
    press.run_once(at_once=True)
    sheet = press.file_of(mine.story.address).read_text()
    assert "What Bo said." not in sheet and "What Cy answered." in sheet and f"comment-{mine.pk}" in sheet
    assert Entry.objects.filter(kind=Kind.COMMENT_WITHDRAWN, comment=mine.pk).exists(), "live pages hear of it"


def test_nothing_waits_in_the_queue_after_an_erasure(
    client: Any, link: str, talk: Any, post_office: PostOffice, round_of_mail: Rounds, a_comment: Any
) -> None:
    from broadsheet.mailroom.enqueueing import enqueue_from_ledger

    followed(FollowType.STORY, talk[0].story_id, email="cy@reader.example")
    a_comment(talk[0].story, "Bo's last word, which Cy is to hear of.", email=BO)
    a_comment(talk[0].story, "Something that Bo is to hear of.")
    enqueue_from_ledger()
    assert Notification.objects.exclude(state="sent").count() >= 3
    client.post(f"{link}/erase", {"how": "words", "sure": "1"})
    round_of_mail()
    assert post_office.to(BO) == []
    told = [said(letter) for letter in post_office.to("cy@reader.example")]
    assert [words for words in told if "Something that Bo is to hear of." in words] and "last word" not in "".join(told)


def test_an_erasure_is_meant_twice(client: Any, link: str, talk: Any) -> None:
    assert client.post(f"{link}/erase", {"how": "words"}).status_code == 422
    assert Comment.objects.get(pk=talk[0].pk).text == "What Bo said."


def test_an_account_of_a_reader_goes_with_it(client: Any, link: str, bo: Any) -> None:
    assert Person.objects.filter(email=BO).exists()
    client.post(f"{link}/erase", {"how": "writer", "sure": "1"})
    assert not Person.objects.filter(email=BO).exists()


def test_a_member_of_staff_keeps_the_account(client: Any, dee: Any) -> None:
    client.post(f"/-/mine/{data_link_token(dee.email)}/erase", {"how": "writer", "sure": "1"})
    assert Person.objects.filter(pk=dee.pk).exists()


def test_an_erasure_is_replayed_on_a_database_from_before_it(client: Any, link: str, talk: Any, a_comment: Any) -> None:
    mine, story = Comment.objects.get(pk=talk[0].pk), talk[0].story
    client.post(f"{link}/erase", {"how": "words", "sure": "1"})
    mark = (django_settings.DATA / "erasures.jsonl").read_text()
    assert BO not in mark, "the list itself holds no address"

    Bookmark.objects.filter(reader__startswith="erasures").delete()  # the copy is from before it
    mine.save()
    stranger = a_comment(story, "Somebody without an address.", name="Dot")
    assert erasure.replay_erasures() == 1
    assert Comment.objects.get(pk=mine.pk).text == ""
    assert Comment.objects.get(pk=stranger.pk).text == "Somebody without an address."
    assert erasure.replay_erasures() == 0


def test_what_was_written_after_an_erasure_is_not_erased_again(
    client: Any, link: str, talk: Any, a_comment: Any
) -> None:
    client.post(f"{link}/erase", {"how": "words", "sure": "1"})
    later = a_comment(talk[0].story, "Bo is back.", email=BO)
    erasure.replay_erasures(everything=True)
    assert Comment.objects.get(pk=later.pk).text == "Bo is back."


def test_a_link_cannot_be_made_up(client: Any, db: None) -> None:
    for seal in ("x", "ImJvQHJlYWRlci5leGFtcGxlIg:1abc:xyz", "%22bo%22"):
        assert client.get(f"/-/mine/{seal}").status_code == 410
        assert client.post(f"/-/mine/{seal}/erase", {"how": "words", "sure": "1"}).status_code == 410


def test_a_pace_is_changed_and_a_follow_ended(client: Any, link: str, talk: Any) -> None:
    follow = Follow.objects.get()
    client.post(f"{link}/follow", {"follow": follow.pk, "frequency": "weekly"})
    assert Follow.objects.get().frequency == "weekly"
    client.post(f"{link}/follow", {"follow": follow.pk, "frequency": "never"})
    assert not Follow.objects.exists()
