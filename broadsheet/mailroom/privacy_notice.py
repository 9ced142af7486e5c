"""What this room keeps of readers, and why: as the settings have it now, in the active language."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext

from broadsheet.kit import Fact
from broadsheet.mailroom.personal_data import SENT, UNCONFIRMED


def processed() -> list[Fact]:
    """Follows and notifications."""
    kept = gettext(
        "What you follow: until you unsubscribe. That an e-mail was sent: %(sent)s days. An address that is not confirmed: %(unconfirmed)s days."
    )
    return [
        Fact(
            gettext("What you follow by e-mail, and which e-mails you got"),
            gettext("To write to you about it, once for each comment, and to nobody who has not confirmed."),
            kept % {"sent": SENT.days, "unconfirmed": UNCONFIRMED.days},
            outside=_mail_server(),
        )
    ]


def _mail_server() -> list[str]:
    """The server that carries e-mail, where it is not this machine."""
    host = getattr(settings, "EMAIL_HOST", "") if settings.EMAIL_BACKEND.endswith("SmtpBackend") else ""
    return [gettext("the mail server %(host)s") % {"host": host}] if host and host not in _HERE else []


_HERE = {"localhost", "127.0.0.1", "::1"}
