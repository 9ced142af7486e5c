"""The door and the printed folder, asked as a server would ask."""

from __future__ import annotations

import asyncio
import gzip
from pathlib import Path
from typing import Any

import brotli
import pytest

from broadsheet.server import printed_files
from broadsheet.server.printed_files import Door, _read_encodings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    page = tmp_path / "2026" / "bridge" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_bytes(b"plain")
    page.with_name("index.html.br").write_bytes(brotli.compress(b"plain"))
    page.with_name("index.html.gz").write_bytes(gzip.compress(b"plain"))
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "page.js").write_bytes(b"// script")
    (tmp_path / "2026" / ".index.html.12.draft").write_bytes(b"draft")
    (tmp_path / "2026" / "index.html.gone").write_bytes(b"edition: 3")
    return tmp_path


def ask(
    folder: Path | Door, path: str, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes] | None:
    """The door's answer, or None when it hands the request on."""
    door = folder if isinstance(folder, Door) else Door(folder)
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
    }
    if not asyncio.run(door.hand_out(scope, send)):
        return None
    answered = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], answered, sent[1].get("body", b"")


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("br, gzip", "br"),
        ("gzip", "gzip"),
        ("", None),
        ("gzip;q=1, br;q=0", "gzip"),
        ("br;q=0.5", "br"),
        ("identity", None),
    ],
)
def test_a_page_comes_in_the_best_encoding_the_client_takes(folder: Path, accepted: str, encoding: str | None) -> None:
    answer = ask(folder, "/2026/bridge/", accept_encoding=accepted)
    assert answer
    assert answer[1].get("content-encoding") == encoding
    assert answer[1]["vary"] == "accept-encoding"
    decode = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert decode(answer[2]) == b"plain"


def test_a_page_that_is_known_is_not_sent_again(folder: Path) -> None:
    first = ask(folder, "/2026/bridge/")
    assert first
    again = ask(folder, "/2026/bridge/", if_none_match=f'W/"other", {first[1]["etag"]}')
    assert again
    assert (again[0], again[2]) == (304, b"")
    assert again[1]["etag"] == first[1]["etag"]


def test_each_encoding_has_a_tag_of_its_own(folder: Path) -> None:
    tags = {ask(folder, "/2026/bridge/", accept_encoding=one)[1]["etag"] for one in ("br", "gzip", "")}  # type: ignore[index]
    assert len(tags) == 3


def test_a_new_print_shows_at_once(folder: Path) -> None:
    door = Door(folder)
    assert ask(door, "/2026/bridge/")
    draft = folder / "draft"
    draft.write_bytes(b"newer")
    draft.rename(folder / "2026" / "bridge" / "index.html")
    answer = ask(door, "/2026/bridge/")
    assert answer
    assert answer[2] == b"newer"


def test_pages_are_asked_about_again_and_assets_are_kept_for_ever(folder: Path) -> None:
    page, asset = ask(folder, "/2026/bridge/"), ask(folder, "/assets/page.js")
    assert page
    assert asset
    assert page[1]["cache-control"] == "no-cache"
    assert "immutable" in asset[1]["cache-control"]
    assert asset[1]["content-type"].startswith("text/javascript")


def test_a_head_has_everything_but_the_page(folder: Path) -> None:
    answer = ask(folder, "/2026/bridge/", "HEAD")
    assert answer
    assert answer[2] == b""
    assert answer[1]["content-length"] == "5"


def test_a_page_cannot_be_posted_to(folder: Path) -> None:
    answer = ask(folder, "/2026/bridge/", "POST")
    assert answer
    assert answer[0] == 405


def test_an_address_without_its_slash_is_pointed_on(folder: Path) -> None:
    answer = ask(folder, "/2026/bridge")
    assert answer
    assert (answer[0], answer[1]["location"]) == (301, "/2026/bridge/")


@pytest.mark.parametrize(
    "path",
    [
        "/nothing/",
        "/2026/",
        "/2026/.index.html.12.draft",
        "/2026/index.html.gone",
        "/../secret",
        "/a\0b",
        "//2026/bridge/",
        "/..\\x",
        "/" + "a" * 5000,
    ],
)
def test_what_is_not_printed_is_not_handed_out(folder: Path, path: str) -> None:
    assert ask(folder, path) is None


def test_a_policy_without_inline_code_goes_with_every_page(folder: Path) -> None:
    answer = ask(folder, "/2026/bridge/")
    assert answer
    assert "script-src 'self'" in answer[1]["content-security-policy"]
    assert "unsafe" not in answer[1]["content-security-policy"]


def test_a_page_that_is_no_newer_than_the_clients_is_not_sent_again(folder: Path) -> None:
    first = ask(folder, "/2026/bridge/")
    assert first
    again = ask(folder, "/2026/bridge/", if_modified_since=first[1]["last-modified"])
    assert again
    assert (again[0], again[2], again[1]["etag"]) == (304, b"", first[1]["etag"])


@pytest.mark.parametrize("since", ["Mon, 01 Jan 2001 00:00:00 GMT", "yesterday", "", "9" * 5000])
def test_a_page_that_is_newer_or_a_date_that_is_none_is_sent(folder: Path, since: str) -> None:
    answer = ask(folder, "/2026/bridge/", if_modified_since=since)
    assert answer
    assert (answer[0], answer[2]) == (200, b"plain")


def test_the_tag_counts_before_the_time(folder: Path) -> None:
    """A page is printed twice within a second (RFC 9110 §13.2.2)."""
    answer = ask(folder, "/2026/bridge/", if_none_match='"older"', if_modified_since="Fri, 01 Jan 2100 00:00:00 GMT")
    assert answer
    assert answer[0] == 200


def test_a_refused_method_is_said_in_the_readers_language(folder: Path) -> None:
    answer = ask(folder, "/2026/bridge/", "DELETE", accept_language="uk")
    assert answer
    assert (answer[0], answer[1]["allow"]) == (405, "GET, HEAD")
    assert "Цю сторінку можна читати" in answer[2].decode()


def test_a_page_is_kept_once_for_each_encoding_however_it_is_asked_for(folder: Path) -> None:
    door = Door(folder)
    for number in range(3000):
        assert ask(door, "/2026/bridge/", accept_encoding=f"br, gzip, x-{number}" + "a" * (number % 300))
        assert ask(door, "/2026/bridge/", accept_encoding=f"x-{number};q=0.{number}")
    assert len(door.kept) == 2
    assert _read_encodings.cache_info().currsize <= 64  # type: ignore[attr-defined]


def test_what_is_kept_of_many_pages_is_bounded_in_bytes_with_its_keys(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printed_files, "_KEPT_AT_MOST", 100_000)
    door = Door(folder)
    for number in range(200):
        (folder / f"{'long' * 40}-{number}.txt").write_bytes(b"x")
        assert ask(door, f"/{'long' * 40}-{number}.txt")
    assert len(door.kept) < 50


def test_an_https_address_is_asked_by_tls_alone(folder: Path) -> None:
    answer = ask(folder, "/2026/bridge/")
    assert answer
    assert answer[1]["strict-transport-security"] == "max-age=31536000"
