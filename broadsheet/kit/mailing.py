"""Letters: the one way by which mail leaves, and where letters lie when no mail server is named."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import make_msgid
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from broadsheet.kit.files import write_plain


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one address. `html` may be empty; `headers` are added as they are (`In-Reply-To`, `List-Unsubscribe`).

    `identity` is the `Message-ID` with its angle brackets; made anew where it is empty.
    """

    to: str
    subject: str
    text: str
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    identity: str = ""
    sender: str = ""


def send_letter(letter: Letter, connection: Any = None) -> str:
    """Hand a letter to the mail server and give its `Message-ID`; many go faster over one `mail_connection()`.

    Raises smtplib.SMTPException or OSError when the server does not take it.
    """
    identity = letter.identity or make_msgid(domain=_domain())
    message = EmailMultiAlternatives(
        subject=" ".join(letter.subject.split()),  # a line break would begin another header
        body=letter.text,
        from_email=letter.sender or None,
        to=[letter.to],
        headers={"Message-ID": identity, **letter.headers},
        connection=connection,
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    message.send()
    return identity


def mail_connection() -> Any:
    """A connection that stays open for many letters, as a context manager. Raises as `send_letter` does."""
    return get_connection()


def _domain() -> str:
    return urlsplit(settings.ADDRESS).hostname or "localhost"


class IntoFolder(BaseEmailBackend):
    """Django's mail backend when no server is named: each letter one `.eml` file, named so that they sort by time."""

    def send_messages(self, email_messages: Sequence[Any]) -> int:
        for message in email_messages:
            name = f"{time.time_ns()}-{secrets.token_hex(4)}.eml"
            write_plain(Path(settings.MAIL_FOLDER) / name, message.message().as_bytes(linesep="\r\n"))
        return len(email_messages)
