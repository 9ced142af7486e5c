"""Following without writing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from broadsheet.mailroom.models import Follow, Notification
from tests.post_office import PostOffice, links_in

pytestmark = pytest.mark.django_db(transaction=True)
BO = "bo@reader.example"
Rounds = Callable[[], None]


def test_a_discussion_is_followed_without_writing(
    client: Any, post_office: PostOffice, round_of_mail: Rounds, a_story: Any, a_comment: Any
) -> None:
    story = a_story("Bridge reopens")
    address = f"/-/follow/story/{story.pk}"
    assert "Bridge reopens" in client.get(address).content.decode()
    assert client.post(address, {"email": " Bo@Reader.example", "frequency": "once"}).status_code == 200
    round_of_mail()
    (link,) = links_in(post_office.to(BO)[0], "/email/confirm/")
    client.post(link)
    a_comment(story, "The first comment.")
    round_of_mail()
    assert len(post_office.to(BO)) == 2


def test_once_confirmed_this_browser_is_asked_no_more(
    client: Any, post_office: PostOffice, round_of_mail: Rounds, a_story: Any
) -> None:
    first, second = a_story("One"), a_story("Two")
    client.post(f"/-/follow/story/{first.pk}", {"email": BO, "frequency": "once"})
    round_of_mail()
    (link,) = links_in(post_office.to(BO)[0], "/email/confirm/")
    client.post(link)
    page = client.post(f"/-/follow/story/{second.pk}", {"email": BO, "frequency": "daily"}).content.decode()
    assert "You follow this now" in page
    assert Follow.objects.get(about=second.pk).confirmed is not None
    round_of_mail()
    assert len(post_office.to(BO)) == 1


def test_an_address_that_is_none_comes_back_with_a_sentence(client: Any, a_story: Any) -> None:
    answer = client.post(f"/-/follow/story/{a_story().pk}", {"email": "bo at reader", "frequency": "daily"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "bo at reader" in page and "no e-mail address" in page
    assert '<option value="daily" selected>' in page


@pytest.mark.parametrize(
    "email", ["bo@reader.example\r\nBcc: all@paper.example", "<b>@x", "a" * 300 + "@reader.example"]
)
def test_hostile_addresses_are_no_addresses(email: str, client: Any, a_story: Any) -> None:
    assert client.post(f"/-/follow/story/{a_story().pk}", {"email": email}).status_code == 422
    assert not Notification.objects.exists()


@pytest.mark.parametrize(
    "path", ["story/999", "desk/0", "replies/1", "nothing/1", f"thread/{10**18}", f"story/{10**30}"]
)
def test_what_is_not_there_cannot_be_followed(path: str, client: Any, db: None) -> None:
    assert client.get(f"/-/follow/{path}").status_code == 404


def test_a_held_comments_thread_is_nobodys_to_know_of(client: Any, a_story: Any, a_comment: Any) -> None:
    comment = a_comment(a_story(), "Held words.", name="Hidden", state="held")
    assert client.get(f"/-/follow/thread/{comment.pk}").status_code == 404


def test_another_site_cannot_make_a_reader_follow(client: Any, a_story: Any) -> None:
    address = f"/-/follow/story/{a_story().pk}"
    assert client.post(address, {"email": BO}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
