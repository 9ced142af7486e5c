"""E-mail addresses in the one form in which they are stored and compared: one mailbox, one person."""

from __future__ import annotations

import re
import unicodedata

import idna
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

_LONGEST = 254  # letters, RFC 5321 §4.5.3.1.3
_LONGEST_LOCAL = 64  # bytes, RFC 5321 §4.5.3.1.1


class _Mailbox(EmailValidator):
    """Django's, and letters of every script before the @ (RFC 6531 §3.3)."""

    user_regex = re.compile(
        EmailValidator.user_regex.pattern.replace("0-9A-Z]", "0-9A-Z\u00a1-\U0010ffff]"), re.IGNORECASE
    )


_check = _Mailbox()


def canonical_email(given: str) -> str:
    """An address in lower case, its domain as name servers know it: `Bo@MÜLLER.example` is `bo@xn--mller-kva.example`.

    Raises ValueError for what is no address.
    """
    local, at, domain = given.strip()[: _LONGEST + 1].rpartition("@")
    if not at or any(unicodedata.category(letter)[0] == "C" for letter in local):
        raise ValueError("no e-mail address")
    local = unicodedata.normalize("NFC", local).lower()
    if local != unicodedata.normalize(
        "NFKC", local
    ):  # ligatures, full-width letters: another's mailbox to a careless server
        raise ValueError("no e-mail address")
    address = f"{local}@{_canonical_domain(domain)}"
    try:
        _check(address)
    except ValidationError:
        raise ValueError("no e-mail address") from None
    if len(address) > _LONGEST or len(address.partition("@")[0].encode()) > _LONGEST_LOCAL:
        raise ValueError("too long for an e-mail address")
    return address


def same_email(given: str) -> str:
    """The canonical form; of what is no address, what was given, in lower case: it is the same as itself alone."""
    try:
        return canonical_email(given)
    except ValueError:
        return given.strip().lower()


def _canonical_domain(domain: str) -> str:
    """A mail domain as name servers know it (UTS 46). Raises ValueError for what is none."""
    if domain.isascii() and "xn--" not in domain.lower():
        return domain.lower()
    return idna.encode(domain, uts46=True).decode().lower()
