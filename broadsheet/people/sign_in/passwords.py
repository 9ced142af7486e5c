"""The newsroom's passwords, paced: the one way in that can be guessed without a letter."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from broadsheet import kit
from broadsheet.people.models import Person
from broadsheet.people.networks import network

_AN_HOUR = 3600  # seconds


class Passwords(ModelBackend):
    """Django's own, with so many tries an hour for one network and for one address; then the answer is no, right or wrong."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **given: Any
    ) -> Person | None:
        address = kit.same_email(str(username or given.get(Person.USERNAME_FIELD) or ""))
        if request is not None and not self._in_time(request, address):
            raise PermissionDenied
        person = super().authenticate(request, username=address, password=password)
        return person if isinstance(person, Person) else None

    def _in_time(self, request: HttpRequest, address: str) -> bool:
        slow = kit.allow(f"password network {network(request)}", 30, _AN_HOUR)
        return kit.allow(f"password {address} {network(request)}", 10, _AN_HOUR) and slow
