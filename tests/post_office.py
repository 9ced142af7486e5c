"""A real SMTP server on loopback that keeps what it is handed."""

from __future__ import annotations

import email
import re
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

from tests.site import free_port, wait_until


class PostOffice:
    """Started by `open`, ended by `close`; `letters` are those that came, the oldest first."""

    def __init__(self) -> None:
        self.envelopes: list[Any] = []
        self.port = free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - the protocol's name
        self.envelopes.append(envelope)
        return "250 kept"

    def open(self) -> None:
        self._controller.start()

    def close(self) -> None:
        self._controller.stop()

    @property
    def letters(self) -> list[EmailMessage]:
        return [email.message_from_bytes(one.content, policy=default) for one in self.envelopes]

    def newest(self, at_least: int = 1) -> EmailMessage:
        wait_until(lambda: len(self.envelopes) >= at_least, f"{at_least} letters")
        return self.letters[-1]


def code_in(letter: EmailMessage) -> str:
    """The six digits of a letter that lets somebody in."""
    found = re.search(r"^\s+(\d{6})$", words_of(letter), re.MULTILINE)
    assert found, words_of(letter)
    return found[1]


def link_in(letter: EmailMessage) -> str:
    """The path of the link in it."""
    found = re.search(r"https?://[^/\s]+(/-/sign-in/letter\S+)", words_of(letter))
    assert found, words_of(letter)
    return found[1]


def words_of(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")
