"""The world around a site under the making: a mail server, the newsroom's own check, and Akismet. Nothing leaves the machine."""

from __future__ import annotations

import json
import re
import threading
from dataclasses import dataclass, field
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from smtplib import SMTPRecipientsRefused
from types import SimpleNamespace
from typing import ClassVar

from django.core.mail.backends.base import BaseEmailBackend

UNKNOWN_HERE = "nobody@gone.example"


class Office(BaseEmailBackend):
    """Takes every e-mail but those to one address, which its server does not know."""

    sent: ClassVar[list[EmailMessage]] = []

    def open(self) -> bool:
        return True

    def close(self) -> None:
        pass

    def send_messages(self, messages: list) -> int:
        for message in messages:
            if UNKNOWN_HERE in message.to:
                raise SMTPRecipientsRefused({UNKNOWN_HERE: (550, b"No such mailbox")})
            self.sent.append(message.message())
        return len(messages)


@dataclass
class Mail:
    """One e-mail that was sent, as its reader has it."""

    to: str
    subject: str
    text: str
    identity: str
    headers: dict[str, str]
    links: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, message: EmailMessage) -> Mail:
        part = message if not message.is_multipart() else message.get_payload()[0]
        text = part.get_payload(decode=True).decode()
        kept = {name: message[name] for name in ("List-Unsubscribe", "In-Reply-To", "References") if message[name]}
        links = re.findall(r"https://paper\.example(/[^\s<>\"]*)", text + " " + kept.get("List-Unsubscribe", ""))
        subject = str(message["Subject"])
        return cls(
            message["To"],
            subject,
            text,
            message["Message-ID"],
            kept,
            list(dict.fromkeys(one.rstrip(".)") for one in links)),
        )


def posted_to(address: str) -> list[Mail]:
    """Everything that was sent there, the oldest first."""
    return [mail for mail in map(Mail.of, Office.sent) if mail.to == address]


class _Check(BaseHTTPRequestHandler):
    """The newsroom's own check: it does what the comment itself says it should."""

    def do_POST(self) -> None:
        facts = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        said = re.search(r"\boutside-(publish|hold|spam)\b", facts["text"])
        answer = {"decision": said[1] if said else "publish", "reason": "Names a minor" if said else ""}
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


def open_check() -> str:
    """The address of a running check."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Check)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


def akismet(address: str, *, data: bytes = b"", **_more: object) -> SimpleNamespace:
    """In the place of `kit.fetch`: answers by a word in the comment, as Akismet would."""
    if b"akismet-silence" in data:
        from broadsheet.kit import Unfetched

        raise Unfetched("no answer")
    headers = {"x-akismet-recheck-after": "600"} if b"akismet-again" in data else {}
    if "comment-check" not in address:
        return SimpleNamespace(status=200, body=b"Thanks for making the web a better place.", headers={})
    return SimpleNamespace(status=200, body=b"true" if b"akismet-bad" in data else b"false", headers=headers)
