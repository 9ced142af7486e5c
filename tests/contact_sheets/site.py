"""A running site with something on every page, and browsers' cookies for every role."""

from __future__ import annotations

import email
import email.policy
import json
import re
import secrets
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

import httpx

from tests.contact_sheets.cast import PASSWORD, STAFF, email_of
from tests.contact_sheets.pages import E_MAILS
from tests.site import Site, http


@dataclass
class Newspaper:
    """A site that speaks one language at a time; what its addresses are filled with, and who is signed in."""

    site: Site
    filled: dict[str, dict[str, Any]]
    things: dict[str, Any] = field(default_factory=dict)
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)  # by role

    def speak(self, language: str) -> None:
        """Print the site in a language, start it, sign in, and write what can be changed for a quarter of an hour."""
        self.site.stop()
        _prepare(self.site, "speak", language)
        folder = self.site.folder / "e-mails" / language
        _prepare(self.site, "e-mails", language, str(folder))
        self.site.start()
        self.things = {**self.filled[language], "e_mails": folder}
        with self._browser(language) as guest:
            self.things["own"] = _write(guest, self.things["story_id"])
            self.cookies["guest"] = dict(guest.cookies)
        with self._browser(language) as reader:
            self.things["token"] = self._come_by_code(reader)
            self.cookies["reader"] = dict(reader.cookies)
        for role in STAFF:
            with self._browser(language) as staff:
                self.cookies[role] = _come_by_password(staff, role)
        found = {one.stem for one in folder.iterdir()}
        assert found == set(E_MAILS), "the list of e-mails is another than what is sent"

    def _browser(self, language: str) -> httpx.Client:
        headers = {"Sec-Fetch-Site": "same-origin", "Accept-Language": language}
        return http(base_url=self.site.address, headers=headers)

    def _come_by_code(self, reader: httpx.Client) -> str:
        """Sign in with the code in an e-mail; gives the token of another e-mail's link, which stays unused."""
        asked = reader.post("/-/sign-in/code", data={"email": email_of("reader")}).raise_for_status().text
        code = _found(r"\b(\d{6})\b", str(self._last_e_mail()["Subject"]))
        fields = {
            name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', asked)
        }
        entered = reader.post("/-/sign-in/enter", data={**fields, "code": code})
        assert entered.status_code == 303, entered.text
        reader.post("/-/sign-in/code", data={"email": email_of("reader")}).raise_for_status()
        letter = self._last_e_mail()
        html = letter.get_body(("html",))
        assert html is not None
        (self.things["e_mails"] / "code.html").write_text(html.get_content())
        return _found(r"link\?t=([\w:.%-]+)", str(html.get_content()))

    def _last_e_mail(self) -> email.message.EmailMessage:
        newest = max((self.site.folder / "mail").glob("*.eml"))
        return email.message_from_bytes(newest.read_bytes(), policy=email.policy.default)


@contextmanager
def newspaper(folder: Path, languages: Iterable[str]) -> Iterator[Newspaper]:
    """Filled and not started yet: `speak` does that. Ended with the block."""
    site = Site(folder, {"PACING": "no", "WORKERS": "1"})
    site.lay_database()
    paper = Newspaper(site, json.loads(_prepare(site, "fill", *languages)))
    try:
        yield paper
    except BaseException:
        sys.stderr.write(f"The log of the site:\n{site.log()}\n")
        raise
    finally:
        site.stop()


def _prepare(site: Site, *arguments: str) -> str:
    call = [sys.executable, "-m", "tests.contact_sheets.prepare", *arguments]
    environment = {**site.environment, "DJANGO_SETTINGS_MODULE": "broadsheet.settings"}
    done = subprocess.run(call, env=environment, cwd=site.folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _write(guest: httpx.Client, story: int) -> int:
    """A comment of the guest's own, which waits: as long, and under as long a name, as is taken."""
    unwieldy = {"name": "Ä" * 80, "text": "x" * 9_980 + secrets.token_hex(4), "email": "", "website": "", "parent": ""}
    answer = guest.post(f"/-/stories/{story}/comments", data=unwieldy)
    assert answer.status_code == 303, answer.text
    return int(_found(r"comment=(\d+)", answer.headers["location"]))


def _come_by_password(staff: httpx.Client, role: str) -> dict[str, str]:
    address = "/-/newsroom/login/"
    token = _found(r'name="csrfmiddlewaretoken" value="(\w+)"', staff.get(address).text)
    fields = {"csrfmiddlewaretoken": token, "username": email_of(role), "password": PASSWORD}
    answer = staff.post(address, data=fields, headers={"Referer": str(staff.base_url)})
    assert answer.status_code == 302, answer.text
    return dict(staff.cookies)


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found, f"no {pattern} in {text[:400]}"
    return found[1]
