"""A site that asked for it is called when its answer changes; nobody else ever is."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
from django.test import Client
from django.utils import timezone

from broadsheet.spam import akismet, classifier
from broadsheet.spam.akismet import callbacks, make_key, revoke_key
from broadsheet.spam.akismet.callbacks import _call
from broadsheet.spam.models import Callback, Key
from tests.spam.conftest import SPAM, stream
from tests.waiting import PATIENCE

pytestmark = pytest.mark.django_db
BLOG = "blog.example"
PUBLIC = "93.184.216.34"


class FarEnd:
    """Every name has the addresses in `names`; what is sent to the public one comes to a server here, which answers `status`."""

    def __init__(self) -> None:
        self.names = {BLOG: PUBLIC}
        self.status = 200
        self.reached: list[tuple[str, int]] = []
        self.got: list[tuple[str, dict[str, list[str]]]] = []


@pytest.fixture
def far_end(monkeypatch: pytest.MonkeyPatch) -> Iterator[FarEnd]:
    made = FarEnd()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            made.got.append((f"{self.headers['Host']}{self.path}", parse_qs(body)))
            self.send_response(made.status)
            self.send_header("Location", "http://10.0.0.1/inside")
            self.end_headers()

        def log_message(self, *arguments: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def resolve(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (made.names.get(host, "10.0.0.1"), port))]

    def reach(place: tuple[str, int], timeout: float) -> socket.socket:
        made.reached.append(place)
        sock = socket.socket()
        sock.settimeout(timeout)
        sock.connect(server.server_address)
        return sock

    monkeypatch.setattr(callbacks, "_SECONDS", PATIENCE)
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", reach)
    yield made
    server.shutdown()
    server.server_close()


def check(secret: str, callback: str, **more: str) -> Any:
    given = {"api_key": secret, "blog": BLOG, "user_ip": "1.2.3.4", "comment_content": SPAM.text, "callback": callback}
    body = urlencode({**given, **more}, errors="surrogatepass")
    return Client().post("/-/akismet/1.1/comment-check", body, content_type="application/x-www-form-urlencoded")


def change_its_mind(key: Key) -> None:
    classifier.train(stream(60), key.filter.name)


@pytest.fixture
def key(db: None) -> tuple[Key, str]:
    return make_key(BLOG)


def test_a_changed_answer_is_told_once(key: tuple[Key, str], far_end: FarEnd) -> None:
    answer = check(key[1], f"http://{BLOG}/told?comment=7")
    assert answer.content == b"false"
    assert far_end.reached == []  # never within the request
    assert akismet.call_back() == 0
    change_its_mind(key[0])
    assert [akismet.call_back(), akismet.call_back()] == [1, 0]
    said = {"guid": [answer["X-akismet-guid"]], "comment_check_response": ["true"]}
    assert far_end.got == [(f"{BLOG}/told?comment=7", said)]


def test_no_words_are_kept_for_it(key: tuple[Key, str]) -> None:
    check(key[1], f"http://{BLOG}/", comment_author_email="Bo@reader.example")
    kept = Callback.objects.get()
    assert b"casino" not in bytes(kept.features)
    classifier.forget(writers=["bo@reader.example"])
    assert not Callback.objects.exists()


FORGED = [
    "http://evil.example/", f"http://sub.{BLOG}/", f"http://{BLOG}.evil.example/", f"http://evil.example/{BLOG}", f"http://evil.example#{BLOG}",
    f"http://{BLOG}@evil.example/", f"http://evil.example@{BLOG}/", f"http://:word@{BLOG}/", f"http://@{BLOG}/", f"http://{BLOG}:8000/",
    f"http://{BLOG}:443/", f"https://{BLOG}:80/", f"http://{BLOG}:22/", f"http://{BLOG}:99999/", f"http://{BLOG}./", f"//{BLOG}/", f"{BLOG}", f"ftp://{BLOG}/",
    f"file://{BLOG}/etc/passwd", f"gopher://{BLOG}/", f"javascript://{BLOG}/", f"http:\\\\{BLOG}\\", f"http://{BLOG}\\@evil.example/", f"http://evil.example\\@{BLOG}/",
    f"http://{BLOG}/\r\nX: y", f"http://{BLOG}/ x", f"http://{BLOG}\t/", f"\nhttp://{BLOG}/", f"http://{BLOG}/\0", f"http://{BLOG}/ä", "http://ｂlog.example/",
    "http://blog。example/", "http://[::1]/", "http://127.0.0.1/", "http://2130706433/", "http://169.254.169.254/latest/", "http://[blog.example]/", "http://[", "",
    f"http://{BLOG}/{'x' * 500}", "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("address", FORGED)
def test_a_forged_address_is_passed_over_quietly(address: str, key: tuple[Key, str], far_end: FarEnd) -> None:
    answer = check(key[1], address)
    assert (answer.status_code, answer.content, "X-akismet-guid" in answer) == (200, b"false", False)
    assert not Callback.objects.exists()
    assert far_end.reached == []


def test_nothing_is_fetched_for_any_of_them_later(key: tuple[Key, str], far_end: FarEnd) -> None:
    for address in FORGED:
        check(key[1], address)
    change_its_mind(key[0])
    assert akismet.call_back() == 0
    assert far_end.reached == []


def test_one_that_came_into_the_table_all_the_same_is_not_called(key: tuple[Key, str], far_end: FarEnd) -> None:
    check(key[1], f"http://{BLOG}/")
    kept = Callback.objects.get()
    for kept.address in FORGED:
        assert not _call(kept, spam=True)
    assert far_end.reached == []


@pytest.mark.parametrize("private", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.0.1", "0.0.0.0"])
def test_a_host_that_is_not_public_is_never_reached(private: str, key: tuple[Key, str], far_end: FarEnd) -> None:
    check(key[1], f"http://{BLOG}/")
    change_its_mind(key[0])
    far_end.names[BLOG] = private  # as when the name changed since the key was made
    assert akismet.call_back() == 1
    assert far_end.reached == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.0.0.1"])
def test_neither_is_one_that_a_key_was_made_for(host: str, far_end: FarEnd) -> None:
    far_end.names |= {"127.0.0.1": "127.0.0.1", "localhost": "127.0.0.1"}
    key, secret = make_key(host)
    check(secret, f"http://{host}/")
    change_its_mind(key)
    akismet.call_back()
    assert far_end.reached == []


def test_a_redirect_is_not_followed(key: tuple[Key, str], far_end: FarEnd) -> None:
    check(key[1], f"http://{BLOG}/")
    far_end.status = 302
    change_its_mind(key[0])
    akismet.call_back()
    assert far_end.reached == [(PUBLIC, 80)]


def test_it_is_tried_three_times(key: tuple[Key, str], far_end: FarEnd) -> None:
    check(key[1], f"http://{BLOG}/")
    far_end.status = 500
    change_its_mind(key[0])
    for _ in range(5):
        akismet.call_back()
        Callback.objects.update(due=timezone.now())
    assert len(far_end.got) == 3


def test_a_revoked_key_and_an_old_question_are_forgotten(key: tuple[Key, str], far_end: FarEnd) -> None:
    check(key[1], f"http://{BLOG}/")
    Callback.objects.update(at=timezone.now() - timedelta(days=2))
    check(key[1], f"http://{BLOG}/")
    change_its_mind(key[0])
    revoke_key(key[0])
    assert akismet.call_back() == 0
    assert not Callback.objects.exists()


def test_a_test_is_never_called_about(key: tuple[Key, str]) -> None:
    check(key[1], f"http://{BLOG}/", is_test="1")
    assert not Callback.objects.exists()
    check(key[1], f"http://{BLOG}/")
    assert Callback.objects.exists()


def test_a_key_has_so_many_open_at_a_time(key: tuple[Key, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("broadsheet.spam.akismet.callbacks._MOST_OF_A_KEY", 2)
    for number in range(4):
        check(key[1], f"http://{BLOG}/{number}")
    assert Callback.objects.count() == 2
