"""A letter's words out of its two templates, and the letter out of its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.template.loader import get_template
from django.utils import translation

from broadsheet import kit
from broadsheet.mailroom.models import Address, Follow, Letter
from broadsheet.mailroom.signed_links import Identity, stop_link
from broadsheet.stories import RIGHT_TO_LEFT, house

STOP = "\ue000"  # stands for the link that is each reader's own
BULK = {"Precedence": "bulk"}


@dataclass(frozen=True, slots=True)
class Words:
    subject: str
    text: str
    html: str


def identity_of(letter: Letter) -> Identity:
    return Identity("letter", letter.pk, letter.address_id)


def render(template: str, subject: str, context: dict[str, Any]) -> Words:
    language = translation.get_language() or "en"
    around = {
        "house": house(),
        "language": language,
        "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        "subject": subject,
        **context,
    }
    text = get_template(f"mailroom/{template}.txt").render(around).strip() + "\n"
    return Words(subject, text, get_template(f"mailroom/{template}.html").render(around).strip() + "\n")


def letter_to(
    letter: Letter, words: Words, identity: Identity, headers: Mapping[str, str], follow: Follow | None
) -> kit.Letter:
    """The words with their headers; one that comes unasked can be stopped with one click (RFC 8058)."""
    address: Address = letter.address
    headers = {"Auto-Submitted": "auto-generated", **headers}
    text, html = words.text, words.html
    if "Precedence" in headers:
        stop = stop_link(address.pk, follow.pk if follow else None)
        headers |= {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        text, html = text.replace(STOP, stop), html.replace(STOP, stop)
    sender = formataddr((house().name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    return kit.Letter(address.email, words.subject, text, html, headers, str(identity), sender)
