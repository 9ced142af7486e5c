"""What is too large, too slow, cut off or for somebody else is refused before it is worked on: a real site, by raw sockets."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import pytest

from benchmarks.awkward import server_processes
from benchmarks.measuring import make_stories
from tests.site import Site, http, running_site
from tests.waiting import PATIENCE, wait_until

pytestmark = pytest.mark.xdist_group("sites")
STORY = 1


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site") / "data"
    with running_site(folder, PACING="no", WORKERS="1", STREAMS="30") as site:
        assert make_stories(site, [3]) == [STORY]
        site.wait_for_print("/bench/1/")
        yield site


def said(site: Site, request: bytes, *, close: bool = False) -> bytes:
    """What is answered, until the server closes; with `close`, after we have said that no more comes."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE) as connection:
        connection.sendall(request)
        if close:
            connection.shutdown(socket.SHUT_WR)
        answer = b""
        while part := connection.recv(65536):
            answer += part
    return answer


def get(path: str, *lines: str, host: str = "localhost", method: str = "GET") -> bytes:
    return "\r\n".join([f"{method} {path} HTTP/1.1", f"Host: {host}", "Connection: close", *lines, "", ""]).encode()


def post(words: str, *, length: int | None = None, chunked: bool = False, address: str = "comments") -> bytes:
    """A comment as a form; `length` announces another than it has."""
    body = f"name=Bo&text={words}".encode()
    head = f"POST /-/stories/{STORY}/{address} HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n"
    head += "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n"
    if chunked:
        return head.encode() + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n" % (len(body), body)
    return f"{head}Content-Length: {len(body) if length is None else length}\r\n\r\n".encode() + body


def comments(site: Site) -> int:
    return int(site.python("from broadsheet.comments import Comment\nprint(Comment.objects.count())"))


@pytest.mark.parametrize("path", ["/bench/1/", "/-/me", f"/-/live/{STORY}", "/nothing/"])
def test_a_head_beyond_16_kilobytes_is_refused_in_words(site: Site, path: str) -> None:
    answer = said(site, get(path, "X-Anything: " + "a" * 17_000))
    assert answer.startswith(b"HTTP/1.1 431 ")
    assert b"cookies" in answer
    assert b" 431 " not in said(site, get("/bench/1/", "X-Anything: " + "a" * 15_000)).partition(b"\r\n")[0]


@pytest.mark.parametrize("path", ["/" + "a" * 2_001, "/-/" + "%CC%81" * 2_000, "/?p=" + "1" * 8_200])
def test_a_long_address_is_refused_in_words(site: Site, path: str) -> None:
    answer = said(site, get(path, "Accept-Language: ru"))
    assert answer.startswith(b"HTTP/1.1 414 ")
    assert "Такого длинного адреса".encode() in answer


@pytest.mark.parametrize("close", [True, False])
@pytest.mark.parametrize("chunked", [True, False])
def test_half_a_request_does_nothing(site: Site, chunked: bool, close: bool) -> None:
    """Cut off by its sender, who waits for an answer or is gone; or by chunks that cannot be read."""
    before = comments(site)
    cut = post("I+do+not+agree", chunked=True) if chunked else post("I+do+not+agree", length=500)
    if close:
        answer = said(site, cut, close=True)
        assert answer.startswith(b"HTTP/1.1 400 ")
        assert b"cut off" in answer
    else:
        with socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE) as connection:
            connection.sendall(cut)
    assert said(site, post("This+came+whole.")).startswith(b"HTTP/1.1 303 ")
    assert comments(site) == before + 1  # what came after the cut one, in the same queue, and nothing else


def test_a_body_that_stalls_is_given_up_in_words(site: Site) -> None:
    before, began = comments(site), time.monotonic()
    answer = said(site, post("Slowly", length=500))
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"too slowly" in answer
    assert time.monotonic() - began >= 9
    assert comments(site) == before


def test_a_text_that_is_too_long_comes_back(site: Site) -> None:
    answer = said(site, post("word+" * 60_000))
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"10,000 fit" in answer
    assert answer.count(b"word ") >= 59_000


def test_more_than_any_form_holds_is_refused_before_it_comes(site: Site) -> None:
    answer = said(site, post("a", length=600_000))
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"too much to send at once" in answer


def test_strangers_send_no_more_to_the_newsroom_than_to_anybody(site: Site) -> None:
    head = "POST /-/newsroom/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 30000000\r\n"
    assert said(site, f"{head}\r\n".encode()).startswith(b"HTTP/1.1 413 ")
    kept = said(site, f"{head}Cookie: sessionid=x\r\n\r\nshort".encode(), close=True)
    assert kept.startswith(b"HTTP/1.1 400 ")  # it is read, and then it was cut off


@pytest.mark.parametrize(
    "path", ["/-/me", f"/-/live/{STORY}", "/-/newsroom/login/", "/-/sign-in/", "/nothing/", "/?p=1"]
)
def test_every_living_address_answers_to_this_sites_names_alone(site: Site, path: str) -> None:
    for host in ("evil.example", "", "localhost\r\nHost: evil.example"):
        answer = said(site, get(path, host=host))
        assert answer.startswith(b"HTTP/1.1 400 "), host
        assert b"by that name" in answer
    assert said(site, get("/bench/1/", host="evil.example")).startswith(b"HTTP/1.1 200 ")  # a file is a file


def test_backslashes_in_cookies_are_not_worked_on(site: Site) -> None:
    """`http.cookies` of Python 3.11.7 takes four seconds for these."""
    (process,) = server_processes(site.process.pid)  # type: ignore[union-attr]
    before = time.clock_gettime(~process << 3 | 2)
    answer = said(site, get("/-/me", 'Cookie: guest="' + "\\" * 15_000 + '"; known=1'))
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert time.clock_gettime(~process << 3 | 2) - before < 0.5


def test_pages_are_answered_while_streams_bodies_and_idle_connections_hold_what_they_may(site: Site) -> None:
    """Some hundreds of each; the bench asks for thousands."""
    held = []
    try:
        for _ in range(300):
            held.append(socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE))
        for number in range(100):
            held.append(socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE))
            held[-1].sendall(post("Slowly", length=500) if number % 2 else b"GET / HTTP/1.1\r\nHost:")
        streams = [socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE) for _ in range(100)]
        held += streams
        for stream in streams:
            stream.sendall(f"GET /-/live/{STORY} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        answers = [stream.recv(4096) for stream in streams]
        with http(base_url=site.address) as client:
            assert [client.get("/bench/1/").status_code for _ in range(20)] == [200] * 20
            assert client.get("/-/me").status_code == 200
    finally:
        for connection in held:
            connection.close()
    taken, refused = [[one for one in answers if f" {status} ".encode() in one[:20]] for status in (200, 503)]
    assert (len(taken), len(refused)) == (30, 70)
    assert all(b"retry-after: 60" in one for one in refused)


def test_a_place_among_the_streams_is_free_again_when_its_reader_leaves(site: Site) -> None:
    def opens() -> bool:
        with socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE) as stream:
            stream.sendall(f"GET /-/live/{STORY} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            return b" 200 " in stream.recv(4096)[:20]

    for _ in range(31):
        wait_until(opens, "a place among the streams")


def test_an_idle_connection_is_closed(site: Site) -> None:
    with socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE) as connection:
        connection.sendall(b"GET /bench/1/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        while connection.recv(65536):
            pass
