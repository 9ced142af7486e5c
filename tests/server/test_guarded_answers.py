"""What goes with every living answer: nobody frames it, and with an https address browsers come by TLS and keep cookies to the host."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.signing import get_cookie_signer
from django.test import Client, RequestFactory

from broadsheet.kit import cookie_name
from broadsheet.people import known
from broadsheet.server.django_bridge import _guarded

PAGES = ["/-/newsroom/login/", "/-/newsroom/stories/", "/-/desk/", "/-/sign-in/", "/-/me", "/-/read/1", "/nothing/"]


@pytest.mark.parametrize("path", PAGES)
def test_no_other_site_can_frame_a_living_page(path: str) -> None:
    headers = dict(_guarded(path, [(b"content-type", b"text/html")]))
    ours = path.startswith("/-/newsroom/")  # Wagtail shows its preview in a frame of its own
    assert headers[b"x-frame-options"] == (b"SAMEORIGIN" if ours else b"DENY")
    assert headers[b"content-security-policy"] == b"frame-ancestors " + (b"'self'" if ours else b"'none'")
    assert headers[b"strict-transport-security"] == b"max-age=31536000"


def test_a_policy_that_says_more_stays() -> None:
    given = [(b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"), (b"x-frame-options", b"DENY")]
    headers = _guarded("/-/newsroom/stories/", given)
    assert [name for name, _ in headers].count(b"content-security-policy") == 1
    assert dict(headers)[b"x-frame-options"] == b"DENY"


def test_cookies_are_bound_to_the_host(client: Client, a_story: Any, bo: Any) -> None:
    """`__Host-` is taken by browsers only with Secure, with the path /, and without a domain."""
    client.post(f"/-/stories/{a_story().pk}/comments", {"name": "Bo", "text": "Words.", "remember": "1"})
    client.post(f"/-/stories/{a_story().pk}/sign-in", {"text": "Words for later."})
    assert {"__Host-guest", "__Host-writer", "__Host-draft"} <= set(client.cookies)
    for name, cookie in client.cookies.items():
        if name.startswith("__Host-"):
            assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", ""), name
    assert settings.SESSION_COOKIE_NAME == "__Host-sessionid"


def test_a_guest_of_before_is_known_and_gets_the_guarded_cookie(client: Client, a_story: Any) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["guest"] = get_cookie_signer(salt="guestbroadsheet.guest").sign("a" * 32)
    assert known(request).guest == "a" * 32
    client.cookies["guest"] = request.COOKIES["guest"]
    client.post(f"/-/stories/{a_story().pk}/comments", {"name": "Bo", "text": "Words."})
    again = RequestFactory().get("/")
    again.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
    assert (known(again).guest, known(again).outdated) == ("a" * 32, False)


def test_the_guarded_cookie_counts_before_the_plain_one() -> None:
    """A neighbour under the same domain can set the plain one."""
    request = RequestFactory().get("/")
    request.COOKIES["guest"] = get_cookie_signer(salt="guestbroadsheet.guest").sign("b" * 32)
    request.COOKIES[cookie_name("guest")] = get_cookie_signer(salt="__Host-guestbroadsheet.guest").sign("a" * 32)
    assert known(request).guest == "a" * 32


def _session_of_before(person: Any) -> str:
    """Signed in by the version before: a session that was never saved under the guarded name."""
    before = Client()
    before.force_login(person)
    return str(before.cookies[settings.SESSION_COOKIE_NAME].value)


def test_who_was_signed_in_before_stays_so_under_another_key(bo: Any) -> None:
    key, client = _session_of_before(bo), Client()
    client.cookies["sessionid"] = key
    assert client.get("/-/me").json()["role"] == "reader"
    assert client.cookies["__Host-sessionid"].value not in {"", key}
    assert client.cookies["sessionid"].value == ""
    client.post("/-/sign-out")
    assert client.get("/-/me").json()["role"] is None


def test_a_session_of_now_is_not_taken_by_the_plain_name(bo: Any) -> None:
    """So a neighbour cannot sign somebody in as somebody else."""
    client = Client()
    client.cookies["sessionid"] = _session_of_before(bo)
    client.get("/-/me")
    planted = Client()
    planted.cookies["sessionid"] = client.cookies["__Host-sessionid"].value
    assert planted.get("/-/me").json()["role"] is None


def test_without_tls_nothing_is_said_of_it(tmp_path: Path) -> None:
    program = (
        "import django; django.setup()\n"
        "from django.conf import settings\n"
        "from broadsheet.server.request_limits import STRICT_TRANSPORT\n"
        "from broadsheet.kit import cookie_name\n"
        "print(STRICT_TRANSPORT, cookie_name('guest'), settings.SESSION_COOKIE_NAME)"
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "broadsheet.settings",
        "BROADSHEET_DATA": str(tmp_path),
        "BROADSHEET_ADDRESS": "http://localhost:8000",
    }
    said = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["[]", "guest", "sessionid"]


def test_the_door_asks_for_the_host_of_every_living_address() -> None:
    """By every way into Django or a stream; `tests/server/test_request_limits.py` asks a real server."""
    from broadsheet.asgi import app

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/-/me",
        "query_string": b"",
        "headers": [(b"host", b"evil.example")],
    }
    asyncio.run(app(scope, asyncio.Event().wait, send))  # type: ignore[arg-type]
    assert sent[0]["status"] == 400
