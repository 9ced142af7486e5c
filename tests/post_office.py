"""A real SMTP server on loopback for tests, what it was handed, and what letters hold."""

from __future__ import annotations

import email
import re
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

from tests.site import free_port
from tests.waiting import wait_until


class PostOffice:
    """Started by `open`, ended by `close`; `refuse` answers a recipient with a line of its own."""

    def __init__(self) -> None:
        self.envelopes: list[Any] = []
        self.refuse: dict[str, str] = {}
        self.port = free_port()
        self._controller: Any = None

    async def handle_RCPT(  # noqa: N802 - the protocol's name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - as above
        self.envelopes.append(envelope)
        return "250 kept"

    def open(self, port: int = 0, *, smtputf8: bool = True) -> None:
        self.port = port or self.port
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, enable_SMTPUTF8=smtputf8)
        self._controller.start()

    def close(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    @property
    def letters(self) -> list[EmailMessage]:
        """Those that came, the oldest first."""
        return [_opened(one) for one in self.envelopes]

    def to(self, address: str) -> list[EmailMessage]:
        return [_opened(one) for one in self.envelopes if address in one.rcpt_tos]

    def newest(self, at_least: int = 1) -> EmailMessage:
        wait_until(lambda: len(self.envelopes) >= at_least, f"{at_least} letters")
        return self.letters[-1]


def _opened(envelope: Any) -> EmailMessage:
    return email.message_from_bytes(envelope.content, policy=default)


def said(letter: EmailMessage, kind: str = "plain") -> str:
    """The text of a letter's plain or HTML part."""
    part = letter.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def links_in(letter: EmailMessage, part: str) -> list[str]:
    """Paths on this site that contain `part`, as the plain text has them."""
    found = re.findall(r"https?://[^/\s]+(\S*)", said(letter))
    return [path for path in found if part in path]


def code_in(letter: EmailMessage) -> str:
    """The six digits of a letter that lets somebody in."""
    found = re.search(r"^\s+(\d{6})$", said(letter), re.MULTILINE)
    assert found, said(letter)
    return found[1]


def link_in(letter: EmailMessage) -> str:
    """The path of the link that lets somebody in."""
    (path,) = links_in(letter, "/-/sign-in/link")
    return path
