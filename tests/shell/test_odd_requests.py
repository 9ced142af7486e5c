"""No request ends in an error page: odd ids in every address, odd values in every field and query, for strangers and staff."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from tests.conftest import ROOT
from tests.shell.test_roles import Things, addresses, client_of, things

__all__ = ["client_of", "things"]
EVERY = int(os.environ.get("TEST_ODD_EVERY", "40"))  # 1: all of them
IDS = (
    "0",
    *(str(number) for number in (2**31 - 1, 2**31, 2**63 - 1, 2**63, 10**40)),
    *("-1", "1e3", "१२", "\0", "a\0b", "\ufffd", "..", "%", "'; --", "x" * 300, "👩‍👩‍👧", "latest", "None"),
)
VALUES = (
    *(
        "",
        "\0",
        "a\0b",
        "-1",
        "1e400",
        "NaN",
        "१२",
        "9" * 20,
        "9" * 400,
        "held",
        "held.0",
        "held." + "9" * 30,
        "12.held",
    ),
    *("2026-02-30", "0000-01-01", "99999-01-01", "24:60", "10000-13-45T99:99", "Europe/Nowhere", "xx-yy"),
    *(
        "//evil.example/",
        "https://[::1",
        "javascript:1",
        "@",
        "a@" + "b" * 250 + ".example",
        "\ufffe",
        "👩‍👩‍👧" * 200,
        "ﷺ" * 500,
    ),
    *(
        "[" * 500,
        '{"a":' * 200,
        "<b>" * 300,
        "*" * 900,
        "=\n" * 500,
        "\r\n\r\n",
        "\u202e",
        "\u0301" * 500,
        "%s%n",
        "${7*7}",
    ),
)
_NAMED = re.compile(r"<(\w+)>")


def _names() -> list[str]:
    """Every name that a form of the project or a request's query is asked for."""
    found = set()
    for path in (ROOT / "broadsheet").rglob("*.py"):
        found |= set(re.findall(r"(?:GET|POST)(?:\.get\(|\.getlist\(|\[)\"(\w+)\"", path.read_text()))
        if "form" in path.name:
            found |= set(
                re.findall(r"^    (\w+) = (?:forms\.)?\w*(?:Field\w*|_sentence)\(", path.read_text(), re.MULTILINE)
            )
    assert {"text", "name", "seen", "language", "q", "frequency"} <= found
    return sorted(found)


def _requests(things: Things) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Method, address, fields."""
    chance, names = random.Random(1), _names()
    for address in addresses():
        for odd in IDS if _NAMED.search(address) else ():
            place = _NAMED.sub(quote(odd), address).replace("…", quote(odd))
            yield "GET", place, {}
            yield "POST", place, {}
        place = things.fill(address)
        for value in VALUES:
            some = dict.fromkeys(chance.sample(names, 20), value)
            yield "POST", place, some
            yield "GET", f"{place}?{urlencode(some)}", {}
        yield "GET", f"{place}?a=1;b=%ff%fe&=&&a[]=1", {}


@pytest.mark.parametrize("role", ["nobody", "reader", "owner"])
def test_no_request_ends_in_an_error(role: str, client_of: Any, things: Things) -> None:
    cache.clear()
    client: Client = client_of(role)
    kept = {name: morsel.value for name, morsel in client.cookies.items()}
    wrong = []
    first = ("nobody", "reader", "owner").index(role) % EVERY  # so that each asks other requests
    chosen = [one for number, one in enumerate(_requests(things)) if number % EVERY == first]
    for method, place, fields in chosen:
        with transaction.atomic():
            answer = client.generic(method, place, urlencode(fields), content_type="application/x-www-form-urlencoded")
            transaction.set_rollback(True)
        client.cookies = SimpleCookie(kept)
        if answer.status_code >= 500:
            problem = repr((getattr(answer, "exc_info", None) or (None, None))[1])
            wrong.append((method, place[:200], {name: value[:40] for name, value in fields.items()}, problem[:300]))
    assert len(chosen) > 500
    assert wrong == [], "\n" + "\n".join(map(str, wrong[:60]))
