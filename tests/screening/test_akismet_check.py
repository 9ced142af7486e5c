"""Akismet asked besides: our client speaks with our own server over a network that is not there."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from broadsheet import spam
from broadsheet.comments import Comment, State
from broadsheet.discussion.posting import post_comment
from broadsheet.kit.fetching import Unfetched
from broadsheet.kit.fetching.guarded_fetch import Fetched
from broadsheet.moderation import hide_comment, publish_comment
from broadsheet.people import Reader
from broadsheet.screening import ask_second_opinions
from broadsheet.spam import Judgement, Question, akismet
from broadsheet.spam.models import Filter
from tests.conftest import StoryMaker
from tests.spam.conftest import GOOD

pytestmark = pytest.mark.django_db
BO = Reader(guest="b" * 32)


class Network:
    """What is sent to rest.akismet.com comes to the views here, unless it is `down`; `extra` headers are added."""

    def __init__(self) -> None:
        self.down, self.garbled = False, False
        self.extra: dict[str, str] = {}
        self.sent: list[tuple[str, dict[str, list[str]]]] = []

    def fetch(self, url: str, *, data: bytes, headers: dict[str, str], **_: Any) -> Fetched:
        parts = urlsplit(url)
        assert (parts.scheme, parts.hostname) == ("https", "rest.akismet.com")
        assert headers["User-Agent"].startswith("Broadsheet/")
        self.sent.append((parts.path, parse_qs(data.decode())))
        if self.down:
            raise Unfetched("It does not answer.")
        if self.garbled:
            return Fetched(200, {}, b"<html>Please log in</html>")
        answer = Client().generic("POST", f"/-/akismet{parts.path}", data, "application/x-www-form-urlencoded")
        found = {name.lower(): value for name, value in answer.headers.items()}
        return Fetched(answer.status_code, found | self.extra, answer.content)


@pytest.fixture(autouse=True)
def network(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Network:
    settings.DATA = tmp_path
    made = Network()
    monkeypatch.setattr("broadsheet.spam.akismet.client.fetch", made.fetch)
    return made


@pytest.fixture
def asked(network: Network, db: None) -> str:
    _key, secret = akismet.make_key("paper.example")
    assert akismet.choose_akismet(secret)
    return secret


def post(story: Any, text: str = GOOD.text, **given: Any) -> Comment:
    return post_comment(story, name=given.pop("name", "Bo"), text=text, reader=given.pop("reader", BO), **given)


def state(comment: Comment) -> str:
    return str(Comment.objects.values_list("state", flat=True).get(pk=comment.pk))


def pass_time() -> None:
    Question.objects.update(due=timezone.now())


def test_by_itself_nothing_leaves(network: Network, a_story: StoryMaker) -> None:
    assert post(a_story(rule="everyone")).state == State.PUBLISHED
    ask_second_opinions()
    assert network.sent == []
    assert not akismet.asks_akismet()


def test_a_comment_waits_for_the_answer_and_is_published_where_both_agree(asked: str, a_story: StoryMaker) -> None:
    comment = post(a_story(rule="everyone"))
    assert comment.state == State.HELD
    assert "being asked" in spam.words_for(Judgement.objects.get().reasons)[0]
    ask_second_opinions()
    assert state(comment) == "published"


def test_what_they_call_spam_is_held(asked: str, a_story: StoryMaker) -> None:
    comment = post(a_story(rule="everyone"), name="viagra-test-123")
    ask_second_opinions()
    assert state(comment) == "held"
    assert Judgement.objects.get().reasons == ["akismet-spam"]


def test_no_readers_address_is_sent(asked: str, network: Network, a_story: StoryMaker) -> None:
    post(a_story(rule="everyone"), email="bo@reader.example", network="f" * 32)
    ask_second_opinions()
    sent = network.sent[-1][1]
    assert sent["user_ip"] == ["0.0.0.0"]
    assert "f" * 32 not in str(sent)


def test_the_rule_still_holds_what_they_find_good(asked: str, a_story: StoryMaker) -> None:
    comment = post(a_story(rule="nobody"))
    ask_second_opinions()
    assert state(comment) == "held"


@pytest.mark.parametrize("fault", ["down", "garbled"])
def test_silence_means_held_and_is_asked_again(asked: str, network: Network, a_story: StoryMaker, fault: str) -> None:
    comment = post(a_story(rule="everyone"))
    setattr(network, fault, True)
    ask_second_opinions()
    assert state(comment) == "held"
    assert ask_second_opinions() == 0
    setattr(network, fault, False)
    pass_time()
    ask_second_opinions()
    assert state(comment) == "published"


def test_endless_silence_ends(asked: str, network: Network, a_story: StoryMaker) -> None:
    post(a_story(rule="everyone"))
    network.down = True
    for _ in range(6):
        pass_time()
        ask_second_opinions()
    assert len([path for path, _ in network.sent if "check" in path]) == 4
    assert Judgement.objects.get().reasons == ["akismet-silent"]


def test_a_provisional_answer_is_asked_for_again(asked: str, network: Network, a_story: StoryMaker) -> None:
    comment = post(a_story(rule="everyone"))
    network.extra = {"x-akismet-recheck-after": "120"}
    ask_second_opinions()
    assert state(comment) == "held"
    assert 100 < (Question.objects.get().due - timezone.now()).total_seconds() <= 120
    network.extra = {}
    pass_time()
    ask_second_opinions()
    assert state(comment) == "published"


def test_what_moderators_decide_is_reported(asked: str, network: Network, a_story: StoryMaker, dee: Any) -> None:
    comment = post(a_story(rule="everyone"))
    ask_second_opinions()
    comment.refresh_from_db()
    hide_comment(comment, by=dee, state=State.SPAM)
    publish_comment(comment, by=dee)
    ask_second_opinions()
    assert [path for path, _ in network.sent][-2:] == ["/1.1/submit-spam", "/1.1/submit-ham"]


def test_a_key_they_do_not_know_is_refused(client: Client, network: Network, dee: Any) -> None:
    client.force_login(dee)
    assert "Nothing was changed" in client.post("/-/desk/filter/akismet", {"key": "wrong"}).content.decode()
    assert not akismet.asks_akismet()
    assert not Filter.objects.exclude(akismet_key="").exists()


def test_it_is_switched_off_again(asked: str, client: Client, a_story: StoryMaker, dee: Any) -> None:
    client.force_login(dee)
    assert "Stop checking with Akismet" in client.get("/-/desk/filter").content.decode()
    client.post("/-/desk/filter/akismet", {"key": ""})
    assert post(a_story(rule="everyone")).state == State.PUBLISHED
