"""No address of anybody is ever in the log."""

from __future__ import annotations

import logging
import logging.config
import smtplib
from io import StringIO
from typing import Any

import pytest
from django.conf import settings

from broadsheet.mailroom.models import FollowType
from tests.mailroom.test_email_content import BO, followed


@pytest.fixture
def log() -> Any:
    """What an operator reads, formatted as the settings say."""
    formatters: Any = settings.LOGGING["formatters"]
    formatter = logging.config.DictConfigurator({}).configure_formatter(dict(formatters["line"]))
    lines, root = StringIO(), logging.getLogger()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(formatter)
    root.addHandler(handler)
    yield lines
    root.removeHandler(handler)


@pytest.mark.parametrize(
    "address",
    [
        "bo@reader.example",
        "Bo.O'Neil+x@mail.reader.example",
        "жанна@почта.рф",
        "bo@xn--mller-kva.example",
        "b@localhost",
    ],
)
def test_an_address_is_taken_out_wherever_it_stands(log: StringIO, address: str) -> None:
    logger = logging.getLogger("anybody's")
    logger.warning("<%s> was refused", address)
    logger.error("%s", {address: (550, f"5.1.1 <{address}>: no such user".encode())})
    try:
        raise smtplib.SMTPRecipientsRefused({address: (550, b"no")})
    except smtplib.SMTPException:
        logger.exception("It failed for %s.", address)
    said = log.getvalue()
    domain = address.partition("@")[2]
    assert domain not in said and "no such user" in said and "It failed for …@…" in said


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("answer", ["550 5.1.1 <{}>: no such person", "550 5.7.1 <{}> refused", "451 4.7.1 {} later"])
def test_what_a_mail_server_says_of_somebody_is_not_logged(
    answer: str, log: StringIO, post_office: Any, round_of_mail: Any, a_story: Any, a_comment: Any
) -> None:
    story = a_story()
    followed(FollowType.STORY, story.pk)
    post_office.refuse[BO] = answer.format(BO)
    a_comment(story, "A first comment.")
    round_of_mail()
    assert BO not in log.getvalue() and "reader.example" not in log.getvalue()
