"""An e-mail rendered out of its two templates, and the message out of what was rendered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.template.loader import get_template
from django.utils import translation

from broadsheet import kit
from broadsheet.mailroom.models import Address, Follow, Notification
from broadsheet.mailroom.signed_links import MessageId, unsubscribe_link
from broadsheet.stories import RIGHT_TO_LEFT, site_settings

STOP = "\ue000"  # stands for the link that is each reader's own
BULK = {"Precedence": "bulk"}


@dataclass(frozen=True, slots=True)
class RenderedEmail:
    subject: str
    text: str
    html: str


def message_id_of(notification: Notification) -> MessageId:
    return MessageId("notification", notification.pk, notification.address_id)


def render(template: str, subject: str, context: dict[str, Any]) -> RenderedEmail:
    language = translation.get_language() or "en"
    around = {
        "site_settings": site_settings(),
        "language": language,
        "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        "subject": subject,
        **context,
    }
    text = get_template(f"mailroom/{template}.txt").render(around).strip() + "\n"
    return RenderedEmail(subject, text, get_template(f"mailroom/{template}.html").render(around).strip() + "\n")


def email_to(
    notification: Notification,
    rendered: RenderedEmail,
    identity: MessageId,
    headers: Mapping[str, str],
    follow: Follow | None,
) -> kit.Email:
    """The message with its headers; one that was not asked for by hand unsubscribes with one click (RFC 8058)."""
    address: Address = notification.address
    headers = {"Auto-Submitted": "auto-generated", **headers}
    text, html = rendered.text, rendered.html
    if "Precedence" in headers:
        stop = unsubscribe_link(address.pk, follow.pk if follow else None)
        headers |= {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        text, html = text.replace(STOP, stop), html.replace(STOP, stop)
    sender = formataddr((site_settings().name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    return kit.Email(address.email, rendered.subject, text, html, headers, str(identity), sender)
