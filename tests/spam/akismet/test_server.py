"""Akismet's protocol, asked by a client that its makers wrote, by hand, and by nonsense."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import quote_from_bytes, urlencode

import akismet
import httpx
import pytest
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.spam import classifier
from broadsheet.spam.akismet import make_key, revoke_key
from broadsheet.spam.akismet.keys import LENGTH, month_now
from broadsheet.spam.akismet.parsing import form_of
from broadsheet.spam.akismet.server import THANKS
from broadsheet.spam.models import Doubt, Filter, Key, Label
from tests.spam.conftest import GOOD, SPAM, stream

pytestmark = pytest.mark.django_db
BLOG = "https://blog.example/"


@pytest.fixture
def key() -> tuple[Key, str]:
    return make_key("blog.example")


class ToOurServer(httpx.BaseTransport):
    """Sends what is meant for Akismet's host to the views here."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert request.url.host == "rest.akismet.com"
        client, path = Client(), f"/-/akismet{request.url.raw_path.decode()}"
        if request.method == "GET":
            answer: Any = client.get(path)
        else:
            answer = client.post(path, request.content, content_type=request.headers["Content-Type"])
        return httpx.Response(answer.status_code, headers=dict(answer.items()), content=answer.content)


@pytest.fixture
def their_client(key: tuple[Key, str]) -> Iterator[akismet.SyncClient]:
    with httpx.Client(transport=ToOurServer()) as http:
        yield akismet.SyncClient.validated_client(akismet.Config(key=key[1], url=BLOG), http_client=http)


def ask(method: str, **given: str) -> Any:
    return Client().post(f"/-/akismet/1.1/{method}", urlencode(given), content_type="application/x-www-form-urlencoded")


def test_their_client_works_with_us(their_client: akismet.SyncClient, key: tuple[Key, str]) -> None:
    check = partial(their_client.comment_check, user_ip="127.0.0.1", comment_author="Casino Max")
    assert check(comment_content=SPAM.text) == akismet.CheckResponse.HAM
    for number in range(40):
        words = stream(80)[2 * number : 2 * number + 2]
        assert their_client.submit_ham(user_ip="127.0.0.1", comment_content=words[0][0].text)
        assert their_client.submit_spam(user_ip="127.0.0.1", comment_content=words[1][0].text)
    assert check(comment_content=SPAM.text) == akismet.CheckResponse.SPAM
    assert their_client.comment_check(user_ip="127.0.0.1", comment_content=GOOD.text) == akismet.CheckResponse.HAM
    assert their_client.usage_limit()["usage"] == 3
    asked = {"api_key": key[1]}  # by hand: this client's `key_sites` sends no key
    (site,) = Client().get("/-/akismet/1.2/key-sites", asked).json()[month_now()]
    assert (site["site"], site["api_calls"], site["missed_spam"]) == ("blog.example", "3", "40")
    assert b"blog.example" in Client().get("/-/akismet/1.2/key-sites", asked | {"format": "csv"}).content
    assert not Filter.objects.filter(name="site").exists()


def test_their_client_is_refused_with_a_wrong_key() -> None:
    with httpx.Client(transport=ToOurServer()) as http, pytest.raises(akismet.APIKeyError):
        akismet.SyncClient.validated_client(akismet.Config(key="wrong", url=BLOG), http_client=http)


def test_bodies_are_exact(key: tuple[Key, str]) -> None:
    secret = key[1]
    assert len(secret) == LENGTH
    asked = {"api_key": secret, "blog": BLOG, "user_ip": "127.0.0.1"}
    for method, fields, body in [
        ("verify-key", {"key": secret, "blog": BLOG}, b"valid"),
        ("verify-key", {"key": "nonsense", "blog": BLOG}, b"invalid"),
        ("comment-check", {**asked, "comment_author": "viagra-test-123"}, b"true"),
        ("comment-check", {**asked, "comment_author": "akismet-guaranteed-spam"}, b"true"),
        ("comment-check", {**asked, "comment_author_email": "akismet-guaranteed-spam@example.com"}, b"true"),
        ("comment-check", {**asked, "user_role": "administrator", "is_test": "1"}, b"false"),
        ("comment-check", {**asked, "unknown_field": "\x00"}, b"false"),
        ("comment-check", {"api_key": secret, "blog": BLOG}, b"invalid"),
        (
            "submit-spam",
            {**asked, "is_test": "1", "comment_content": "x"},
            b"Thanks for making the web a better place.",
        ),
        ("submit-ham", {**asked, "is_test": "true"}, b"Thanks for making the web a better place."),
    ]:
        answer = ask(method, **fields)
        assert (answer.status_code, answer.content) == (200, body)
        assert answer["Content-Type"].startswith("text/plain")
    assert not Label.objects.exists()


def test_a_trap_is_spam(key: tuple[Key, str]) -> None:
    asked = {"api_key": key[1], "blog": BLOG, "user_ip": "1.2.3.4", "comment_content": GOOD.text}
    assert ask("comment-check", **asked, honeypot_field_name="hp", hp="x").content == b"true"
    assert ask("comment-check", **asked, honeypot_field_name="hp", hp="").content == b"false"


def test_a_revoked_key_is_invalid(key: tuple[Key, str]) -> None:
    revoke_key(key[0])
    assert ask("verify-key", key=key[1], blog=BLOG).content == b"invalid"


def test_the_key_is_not_kept(key: tuple[Key, str]) -> None:
    assert key[1] not in str(Key.objects.values())


def test_a_key_has_only_letters_that_their_wordpress_plugin_keeps(key: tuple[Key, str]) -> None:
    assert len(key[1]) == LENGTH
    assert set(key[1]) <= set("0123456789abcdef")


def test_their_wordpress_plugin_finds_that_we_are_here() -> None:
    assert Client().get("/-/akismet/1.1/test").content == b"connected"


def test_a_plugin_that_is_switched_off_does_not_revoke_the_key(key: tuple[Key, str]) -> None:
    assert ask("deactivate", key=key[1], blog=BLOG).content == b"deactivated"
    assert ask("verify-key", key=key[1], blog=BLOG).content == b"valid"


def test_a_quota_ends(key: tuple[Key, str]) -> None:
    Key.objects.filter(pk=key[0].pk).update(quota=1)
    asked = {"api_key": key[1], "blog": BLOG, "user_ip": "1.2.3.4", "comment_content": "Hello there."}
    assert ask("comment-check", **asked).content == b"false"
    assert ask("comment-check", **asked).content == b"invalid"


def test_poison_waits_for_a_second_person(key: tuple[Key, str]) -> None:
    name = key[0].filter.name
    classifier.train(stream(200), name)
    labels = Label.objects.count()
    for number in range(20):
        ask("submit-ham", api_key=key[1], blog=BLOG, user_ip="1.2.3.4", comment_content=f"{SPAM.text} {number}")
    assert Label.objects.count() == labels
    assert Doubt.objects.count() == 20


def test_a_report_may_be_reported_back(key: tuple[Key, str]) -> None:
    asked = {"api_key": key[1], "blog": BLOG, "user_ip": "1.2.3.4", "comment_content": GOOD.text}
    ask("submit-spam", **asked)
    ask("submit-ham", **asked)
    assert list(Label.objects.order_by("number").values_list("spam", "back")) == [
        (True, False),
        (True, True),
        (False, False),
    ]


def test_what_is_too_large_is_413(key: tuple[Key, str]) -> None:
    assert ask("comment-check", api_key=key[1], comment_content="x" * 70_000).status_code == 413


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "shift_jis", "nonsense", "base64", "\x00", "utf-16"])
def test_a_blogs_own_charset_is_read(key: tuple[Key, str], charset: str) -> None:
    words = quote_from_bytes("Привет, мост".encode("windows-1251"))
    body = f"api_key={key[1]}&blog=x&user_ip=1&blog_charset={charset}&comment_content={words}"
    answer = Client().post("/-/akismet/1.1/comment-check", body, content_type="application/x-www-form-urlencoded")
    assert answer.content == b"false"
    read = form_of(RequestFactory().post("/", body, content_type="application/x-www-form-urlencoded"))
    known = charset if charset in {"windows-1251", "koi8-r", "shift_jis"} else "utf-8"
    assert read["comment_content"] == "Привет, мост".encode("windows-1251").decode(known, "replace")


def test_get_is_invalid_where_post_is_meant(key: tuple[Key, str]) -> None:
    assert Client().get("/-/akismet/1.1/submit-ham", {"api_key": key[1]}).content == b"invalid"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.binary(max_size=300),
    kind=st.sampled_from(["application/x-www-form-urlencoded", "multipart/form-data", "x", "text/html"]),
    method=st.sampled_from(
        ["verify-key", "comment-check", "submit-spam", "submit-ham", "get-stats", "get-subscription"]
    ),
    known=st.booleans(),
)
def test_nonsense_is_answered(key: tuple[Key, str], body: bytes, kind: str, method: str, known: bool) -> None:
    start = f"api_key={key[1]}&blog=x&user_ip=1&comment_content=".encode() if known else b""
    answer = Client().post(f"/-/akismet/1.1/{method}", start + body, content_type=kind)
    assert answer.status_code == 200
    if not known:
        assert answer.content == b"invalid"
    elif method in {"get-stats", "get-subscription"}:
        assert json.loads(answer.content)
    else:
        valid = {"verify-key": b"valid", "comment-check": b"false"}
        assert answer.content == valid.get(method, THANKS.encode())
