"""Letters: by real SMTP, and into the folder."""

from __future__ import annotations

import email
import os
import subprocess
import sys
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from broadsheet.kit.mailing import Email, check_mail_settings, mail_connection, send_email
from tests.post_office import PostOffice

LETTER = Email("bo@reader.example", "Grüße\r\nBcc: all@paper.example", "Guten Tag.", html="<p>Guten Tag.</p>")


def test_a_letter_arrives_in_both_forms(post_office: PostOffice) -> None:
    identity = send_email(LETTER)
    (envelope,) = post_office.envelopes
    message = email.message_from_bytes(envelope.content, policy=default)
    assert envelope.rcpt_tos == ["bo@reader.example"]
    assert message["Message-ID"] == identity
    assert {part.get_content_type() for part in message.walk()} == {
        "multipart/alternative",
        "text/plain",
        "text/html",
    }


def test_a_line_break_in_a_subject_begins_no_header(post_office: PostOffice) -> None:
    send_email(LETTER)
    message = email.message_from_bytes(post_office.envelopes[0].content, policy=default)
    assert message["Subject"] == "Grüße Bcc: all@paper.example"
    assert message["Bcc"] is None


def test_many_letters_go_over_one_connection(post_office: PostOffice) -> None:
    with mail_connection() as connection:
        for _ in range(3):
            send_email(LETTER, connection)
    assert len(post_office.envelopes) == 3


def test_a_server_that_is_not_there_is_said_loudly(settings: Any) -> None:
    settings.EMAIL_BACKEND = "broadsheet.kit.mailing.SmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(OSError):
        send_email(LETTER)


def test_without_a_server_letters_lie_in_a_folder(settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "broadsheet.kit.mailing.FolderBackend"
    settings.MAIL_FOLDER = tmp_path / "mail"
    identity = send_email(LETTER)
    (path,) = (tmp_path / "mail").glob("*.eml")
    message = email.message_from_bytes(path.read_bytes(), policy=default)
    assert (message["Message-ID"], message["To"]) == (identity, "bo@reader.example")


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("", "FolderBackend None None None"),
        ("smtp://mail.example", "SmtpBackend mail.example 25 False"),
        ("smtps://bo:p%40ss@mail.example", "SmtpBackend mail.example 465 False"),
        ("smtp+starttls://mail.example:2525", "SmtpBackend mail.example 2525 True"),
    ],
)
def test_one_address_says_how_letters_leave(address: str, wanted: str, tmp_path: Path) -> None:
    said = (
        "from broadsheet import settings as s; g = lambda n: getattr(s, n, None); "
        "print(g('EMAIL_BACKEND').rpartition('.')[2], g('EMAIL_HOST'), g('EMAIL_PORT'), g('EMAIL_USE_TLS'))"
    )
    environment = {**os.environ, "BROADSHEET_DATA": str(tmp_path), "BROADSHEET_MAIL_URL": address}
    done = subprocess.run([sys.executable, "-c", said], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == wanted


@pytest.mark.parametrize("address", ["pop3://mail.example", "smtp://", "smtp://mail.example:post", "mail.example"])
def test_an_address_of_another_kind_is_a_numbered_mistake(address: str, tmp_path: Path) -> None:
    said = (
        "import django; django.setup(); from django.core.checks import run_checks; print([m.id for m in run_checks()])"
    )
    environment = {
        **os.environ,
        "BROADSHEET_DATA": str(tmp_path),
        "BROADSHEET_MAIL_URL": address,
        "DJANGO_SETTINGS_MODULE": "broadsheet.settings",
    }
    done = subprocess.run([sys.executable, "-c", said], env=environment, capture_output=True, text=True, check=True)
    assert "broadsheet.E002" in done.stdout


def test_a_sender_without_an_address_is_a_numbered_mistake(settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "The Paper"
    assert [(one.id, bool(one.hint)) for one in check_mail_settings(None)] == [("broadsheet.E003", True)]
