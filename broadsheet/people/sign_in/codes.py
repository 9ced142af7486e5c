"""Codes by e-mail. Whether anybody is known under an address is asked only after its code came back, so a known and an
unknown address cannot be told apart by words, by time, or by what arrives there.
"""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass
from datetime import timedelta
from hmac import compare_digest
from smtplib import SMTPException, SMTPNotSupportedError
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import F, QuerySet
from django.template.loader import get_template
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.http import urlencode
from django.utils.translation import gettext

from broadsheet import kit
from broadsheet.kit import TooFast, Unfit
from broadsheet.kit.identity import canonical_email
from broadsheet.people.models import Code
from broadsheet.people.refusals import Dead, Unsent, Wrong
from broadsheet.people.sign_in.attempt_limits import count_wrong_code, forgive_right_code, pace_asking, pace_trying

LIFE = timedelta(minutes=15)
TRIES = 5
_DIGITS = 6
_IN_FORM, _IN_EMAIL = "broadsheet.code.form", "broadsheet.code.letter"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a code was asked for: the address it went to, where its reader goes on, and whose page the address joins.

    It travels signed, in the form and in the e-mail's link; only the e-mail's can be used without the code.
    """

    number: str
    address: str
    to: str
    joins: int = 0

    def in_form(self) -> str:
        return signing.dumps(asdict(self), salt=_IN_FORM)


def canonical(email: str) -> str:
    """The one form of an address, to which e-mail goes and under which a person is found. Raises Unfit."""
    try:
        return canonical_email(email)
    except ValueError:
        raise Unfit(gettext("This is no e-mail address. Please correct it."), "email") from None


def ask_for_code(email: str, network: str, to: str, joins: int = 0) -> Asked:
    """Send a code to an address. Raises Unfit, TooFast, or Unsent when the mail server does not take the e-mail."""
    address = canonical(email)
    pace_asking(address, network)
    asked = Asked(secrets.token_hex(16), address, to, joins)
    code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
    Code.objects.create(
        number=asked.number,
        address=_hash("address", address),
        digest=_hash(asked.number, code),
        until=timezone.now() + LIFE,
    )
    try:
        kit.send_email(_email(asked, code))
    except SMTPNotSupportedError:
        raise Unfit(gettext("E-mails cannot be sent to this address. Please give another."), "email") from None
    except (OSError, SMTPException):
        raise Unsent(gettext("No e-mail can be sent just now. Please try again in some minutes."), "email") from None
    return asked


def _email(asked: Asked, code: str) -> kit.Email:
    token = signing.dumps(asdict(asked), salt=_IN_EMAIL)
    context = {
        "code": code,
        "site": urlsplit(settings.ADDRESS).netloc,
        "minutes": LIFE.seconds // 60,
        "link": f"{settings.ADDRESS}/-/sign-in/link?{urlencode({'t': token})}",
    }
    subject = gettext("%(code)s is your code for %(site)s") % context
    text, html = (get_template(f"people/code_email.{kind}").render(context) for kind in ("txt", "html"))
    return kit.Email(asked.address, subject, text, html, headers={"Auto-Submitted": "auto-generated"})


def try_code(form: str, typed: str, network: str) -> Asked:
    """What the code was asked for, when it is the right one; it can be used once.

    Raises Unfit for what is no code, Wrong, Dead after five tries or a quarter of an hour, and TooFast.
    """
    asked = _read(form, _IN_FORM)
    code = "".join(str(int(letter)) for letter in typed if letter.isdecimal())
    if len(code) != _DIGITS:
        raise Unfit(gettext("The code has six digits. It is in the e-mail we sent."), "code")
    pace_trying(network)
    if not _waiting(asked).filter(tries__lt=TRIES).update(tries=F("tries") + 1):
        raise Dead(_over())
    if not count_wrong_code():
        raise TooFast(
            gettext("Too many wrong codes are typed on this site just now. Please open the link in the e-mail."), "code"
        )
    digest = Code.objects.values_list("digest", flat=True).filter(pk=asked.number).first() or ""
    if not compare_digest(digest, _hash(asked.number, code)):
        raise Wrong(gettext("This is not the code in our e-mail. After five tries a code is no longer valid."), "code")
    forgive_right_code()
    return _use(asked)


def open_link(token: str) -> Asked:
    """What the link in an e-mail was asked for, without using it. Raises Dead."""
    asked = _read(token, _IN_EMAIL)
    if not _waiting(asked).exists():
        raise Dead(_over())
    return asked


def use_link(token: str) -> Asked:
    """The same, once. Raises Dead."""
    return _use(_read(token, _IN_EMAIL))


def _use(asked: Asked) -> Asked:
    with transaction.atomic():
        if not _waiting(asked).delete()[0]:
            raise Dead(_over())
    return asked


def _read(token: str, salt: str) -> Asked:
    try:
        return Asked(**signing.loads(token, salt=salt, max_age=LIFE))
    except (signing.BadSignature, TypeError):
        raise Dead(_over()) from None


def _waiting(asked: Asked) -> QuerySet[Code]:
    return Code.objects.filter(pk=asked.number, address=_hash("address", asked.address), until__gt=timezone.now())


def _over() -> str:
    return gettext("This code is no longer valid. Please ask for a new one.")


def _hash(salt: str, value: str) -> str:
    return salted_hmac(f"broadsheet.code.{salt}", value, algorithm="sha256").hexdigest()


def sweep_codes() -> int:
    """Forget codes that are over; called by the worker."""
    return Code.objects.filter(until__lt=timezone.now()).delete()[0]
