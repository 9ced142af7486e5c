"""E-mails about accounts, sent by the worker: whoever asks for one learns nothing from how long the answer takes."""

from __future__ import annotations

import logging
from datetime import timedelta
from smtplib import SMTPException, SMTPResponseException
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core import signing
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.encoding import force_bytes
from django.utils.http import urlencode, urlsafe_base64_encode
from django.utils.translation import gettext

from broadsheet import kit
from broadsheet.people.models import AccountEmail, AccountEmailKind, Person
from broadsheet.people.refusals import Dead

logger = logging.getLogger(__name__)

_SALT = "broadsheet.account.address"
_CONFIRM_LASTS = timedelta(days=7)
_KEPT = timedelta(days=1)  # while the mail server does not take it
_LATER = timedelta(minutes=1)
_AT_ONCE = 50


def write_account_email(kind: AccountEmailKind, address: str, person: Person | None = None) -> None:
    """Leave an e-mail for the worker, in the active language."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    AccountEmail.objects.create(kind=kind, address=address, person=person, language=language[:8])


def send_account_emails() -> int:
    """Send what waits; called by the worker. Returns how many rows went. A mail server that is away gets it later."""
    waiting = AccountEmail.objects.filter(due__lte=timezone.now())
    if not waiting.exists():
        return 0
    with kit.alone("account e-mails") as mine:
        rows = list(waiting.select_related("person").order_by("pk")[:_AT_ONCE]) if mine else []
        return sum(_send(row) for row in rows)


def _send(row: AccountEmail) -> bool:
    try:
        with translation.override(row.language):
            email = _compose(row)
        if email is not None:
            kit.send_email(email)
    except (OSError, SMTPException) as trouble:
        refused = isinstance(trouble, SMTPResponseException) and trouble.smtp_code >= 500
        if not refused and row.made > timezone.now() - _KEPT:
            AccountEmail.objects.filter(pk=row.pk).update(due=timezone.now() + _LATER)
            return False
        logger.warning("An e-mail about account %s could not be sent (%s).", row.person_id, type(trouble).__name__)
    return bool(AccountEmail.objects.filter(pk=row.pk).delete()[0])


def _compose(row: AccountEmail) -> kit.Email | None:
    """None where there is nobody to be written to: an unknown address, or an account that nobody may enter by password."""
    if row.kind == AccountEmailKind.RESET:
        person = Person.objects.filter(email=row.address, is_active=True).first()
        return _reset(row, person) if person and (person.is_staff or person.has_usable_password()) else None
    if row.person is None:
        return None
    return _changed(row) if row.kind == AccountEmailKind.CHANGED else _confirm(row, row.person)


def _confirm(row: AccountEmail, person: Person) -> kit.Email:
    sentence = gettext(
        "The account of %(name)s at %(site)s is to have this e-mail address. If that is you, sign in there and open this link:"
    )
    note = gettext("If not, ignore this e-mail: nothing changes.")
    link = f"{settings.ADDRESS}/-/sign-in/address?{urlencode({'t': address_token(person, row.address)})}"
    return _email(row, gettext("Is this your e-mail address?"), sentence, note, link, person.name)


def _changed(row: AccountEmail) -> kit.Email:
    sentence = gettext(
        "Your account at %(site)s has another e-mail address from now on, which its owner has confirmed."
    )
    note = gettext("If it was not you, please write to the newsroom at once.")
    return _email(row, gettext("Your e-mail address was changed"), sentence, note)


def _reset(row: AccountEmail, person: Person) -> kit.Email:
    sentence = gettext("Somebody, we hope you, asked for a new password at %(site)s. To choose one, open this link:")
    note = gettext("If it was not you, ignore this e-mail: your password stays as it is.")
    return _email(row, gettext("A new password"), sentence, note, _reset_link(person))


def _email(row: AccountEmail, subject: str, sentence: str, note: str, link: str = "", name: str = "") -> kit.Email:
    site = urlsplit(settings.ADDRESS).netloc
    context = {"subject": subject, "sentence": sentence % {"site": site, "name": name}, "note": note, "link": link}
    text, html = (get_template(f"people/account_email.{kind}").render(context) for kind in ("txt", "html"))
    headers = {"Auto-Submitted": "auto-generated"}
    return kit.Email(row.address, f"{site}: {subject}", text.strip() + "\n", html, headers=headers)


def _reset_link(person: Person) -> str:
    """Django's own, good as long as its setting says and until the password, the address or the last sign-in changes."""
    who = urlsafe_base64_encode(force_bytes(person.pk))
    token = default_token_generator.make_token(person)
    return settings.ADDRESS + reverse("wagtailadmin_password_reset_confirm", args=[who, token])


def address_token(person: Person, address: str) -> str:
    """It dies when the account's address has changed meanwhile."""
    return signing.dumps([person.pk, address, address_mark(person)], salt=_SALT)


def address_mark(person: Person) -> str:
    """16 hex digits that say which address an account has without saying it."""
    return salted_hmac(_SALT, f"{person.pk} {person.email or ''}").hexdigest()[:16]


def read_address_token(token: str) -> tuple[int, str, str]:
    """The id of an account, the address to be proven, and the mark of the account's address when it was asked. Raises Dead."""
    try:
        number, address, mark = signing.loads(token, salt=_SALT, max_age=_CONFIRM_LASTS)
        return int(number), str(address), str(mark)
    except (signing.BadSignature, TypeError, ValueError):
        raise Dead(gettext("This link is no longer valid, or it was cut off. Please ask for a new one.")) from None
