"""E-mail: the one way by which it leaves, and the folder that takes it when no mail server is named."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import SMTPUTF8
from email.utils import make_msgid, parseaddr
from pathlib import Path
from smtplib import SMTPNotSupportedError
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from broadsheet.kit.files import write_plain


@dataclass(frozen=True, slots=True)
class Email:
    """One e-mail to one address. `html` may be empty; `headers` are added as they are (`In-Reply-To`, `List-Unsubscribe`).

    `identity` is the `Message-ID` with its angle brackets; made anew where it is empty.
    """

    to: str
    subject: str
    text: str
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    identity: str = ""
    sender: str = ""


def send_email(email: Email, connection: Any = None) -> str:
    """Hand an e-mail to the mail server and return its `Message-ID`; many go faster over one `mail_connection()`.

    Raises smtplib.SMTPException or OSError when the server does not take it.
    """
    identity = email.identity or make_msgid(domain=_domain())
    message = EmailMultiAlternatives(
        subject=" ".join(email.subject.split()),  # a line break would begin another header
        body=email.text,
        from_email=email.sender or None,
        to=[email.to],
        headers={"Message-ID": identity, **email.headers},
        connection=connection,
    )
    if email.html:
        message.attach_alternative(email.html, "text/html")
    message.send()
    return identity


def mail_connection() -> Any:
    """A connection that stays open for many e-mails, as a context manager. Raises as `send_email` does."""
    return get_connection()


def _domain() -> str:
    return urlsplit(settings.ADDRESS).hostname or "localhost"


class SmtpBackend(EmailBackend):
    """Django's, which cannot write to an address with letters of other scripts before the @ (SMTPUTF8, RFC 6531)."""

    def _send(self, email_message: Any) -> bool:
        recipients = email_message.recipients()
        if all(address.isascii() for address in recipients):
            return bool(super()._send(email_message))  # type: ignore[misc] # the stubs leave it out
        server: Any = self.connection
        server.ehlo_or_helo_if_needed()
        if not server.has_extn("smtputf8"):
            raise SMTPNotSupportedError("This mail server takes no SMTPUTF8.")
        message = message_from_bytes(email_message.message().as_bytes(), policy=SMTPUTF8)
        message.replace_header("To", ", ".join(recipients))
        sender = parseaddr(email_message.from_email)[1]
        server.sendmail(sender, recipients, message.as_bytes(), mail_options=["SMTPUTF8", "BODY=8BITMIME"])
        return True


class FolderBackend(BaseEmailBackend):
    """Django's mail backend when no server is named: each e-mail is one `.eml` file, named so that they sort by time."""

    def send_messages(self, email_messages: Sequence[Any]) -> int:
        for message in email_messages:
            name = f"{time.time_ns()}-{secrets.token_hex(4)}.eml"
            write_plain(Path(settings.MAIL_FOLDER) / name, message.message().as_bytes(linesep="\r\n"))
        return len(email_messages)


@checks.register
def check_mail_settings(app_configs: Any, **named: Any) -> list[checks.CheckMessage]:
    """broadsheet.E002: a mail server's address that cannot be read. broadsheet.E003: a sender that is no address."""
    found: list[checks.CheckMessage] = []
    if settings.MAIL_URL and settings.EMAIL_BACKEND.endswith("FolderBackend"):
        hint = (
            "Give smtp://host:port, smtps://… or smtp+starttls://…, or leave it empty to write e-mails into a folder."
        )
        found.append(checks.Error("BROADSHEET_MAIL_URL cannot be read.", hint=hint, id="broadsheet.E002"))
    local, _at, host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")
    if not (local and host):
        hint = "Give news@paper.example or The Paper <news@paper.example>."
        found.append(checks.Error("BROADSHEET_MAIL_FROM is no e-mail address.", hint=hint, id="broadsheet.E003"))
    return found
