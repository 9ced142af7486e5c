"""The newsroom's passwords, paced: the one way in that can be guessed without a letter; and which ones are too common."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest

from broadsheet.kit.identity import same_email
from broadsheet.people.models import AccountEmailKind, Person
from broadsheet.people.networks import network
from broadsheet.people.sign_in.account_emails import write_account_email
from broadsheet.people.sign_in.attempt_limits import forgive_password, may_reset, may_try_password

_ROWS = (
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "йцукенгшщзхъфывапролджэячсмитьбю",
)
_ROWS_BOTH_WAYS = " ".join([*_ROWS, *(row[::-1] for row in _ROWS)])
_DIGITS_FOR_LETTERS = str.maketrans("013457@$!", "oleastasi")
_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_MOST_AROUND = 8  # letters and signs about a common word that make it no better
_SHORT = 4  # letters: what is repeated of so few is common


class Passwords(ModelBackend):
    """Django's own, with so many wrong tries an hour; then the answer is no, right or wrong, and codes by e-mail remain."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **given: Any
    ) -> Person | None:
        address = same_email(str(username or given.get(Person.USERNAME_FIELD) or ""))
        where = network(request) if request is not None else ""
        if request is not None and not may_try_password(address, where):
            raise PermissionDenied
        person = super().authenticate(request, username=address, password=password)
        if not isinstance(person, Person):
            return None
        if request is not None:
            forgive_password(address, where)
        return person


def request_password_reset(email: str, network: str) -> None:
    """Have the worker send a link for a new password, where somebody has this address; whether, nobody learns here."""
    address = same_email(email)
    if may_reset(address, network):
        write_account_email(AccountEmailKind.RESET, address)


class CommonPassword(CommonPasswordValidator):
    """Django's list, also with something about the word, with digits for letters, or repeated; and rows of a keyboard."""

    def validate(self, password: str, user: Any = None) -> None:
        plain = password.lower().strip()
        forms = {plain, plain.translate(_DIGITS_FOR_LETTERS)}
        if any(self._is_common(form, len(plain)) for one in forms for form in (one, _AROUND.sub("", one), _once(one))):
            raise ValidationError(self.get_error_message(), code="password_too_common")

    def _is_common(self, word: str, length: int) -> bool:
        repeated = 0 < len(_once(word)) < len(word) and len(_once(word)) <= _SHORT
        listed = word in self.passwords or (len(word) > _SHORT and word in _ROWS_BOTH_WAYS)
        around = length - len(word) if word else length
        return repeated or (listed and (around <= _MOST_AROUND or around % max(len(word), 1) == 0))


def _once(text: str) -> str:
    """What a text repeats; all of it where it repeats nothing."""
    period = (text + text).find(text, 1)
    return text[:period] if 0 < period < len(text) else text
