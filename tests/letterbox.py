"""A real SMTP server on loopback for tests, and what it was handed."""

from __future__ import annotations

import email
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from tests.site import free_port


@dataclass
class PostOffice:
    """Keeps what comes; `refuse` answers a recipient or a letter with a line of its own."""

    letters: list[tuple[str, EmailMessage]] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    controller: Any = None

    async def handle_RCPT(  # noqa: N802 - the protocol's name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - as above
        message = email.message_from_bytes(envelope.content, policy=default)
        self.letters += [(to, message) for to in envelope.rcpt_tos]
        return "250 kept"

    def open(self, port: int = 0) -> None:
        self.controller = Controller(self, hostname="127.0.0.1", port=port or free_port())
        self.controller.start()

    def close(self) -> None:
        if self.controller is not None:
            self.controller.stop()
            self.controller = None

    @property
    def port(self) -> int:
        return int(self.controller.port)

    def to(self, address: str) -> list[EmailMessage]:
        return [message for to, message in self.letters if to == address]


def said(message: EmailMessage, kind: str = "plain") -> str:
    """The text of a letter's plain or HTML part."""
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def links_in(message: EmailMessage, part: str) -> list[str]:
    """Paths on this site that begin so, as the plain text has them."""
    import re

    return [
        found.removeprefix("https://paper.example")
        for found in re.findall(r"https?://\S+", said(message))
        if part in found
    ]


@pytest.fixture
def post_office(settings: Any) -> Iterator[PostOffice]:
    """The settings point to it."""
    from broadsheet.mailroom.rounds import postman

    office = PostOffice()
    office.open()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
    postman.cache_clear()
    yield office
    postman().hang_up()
    postman.cache_clear()
    office.close()


@pytest.fixture
def round_of_letters(post_office: PostOffice) -> Callable[[], None]:
    """Read the ledger to its end and send everything that is due."""
    from broadsheet import mailroom

    def go() -> None:
        while mailroom.run_once(seconds=60, at_once=True):
            pass

    return go
