"""What a person may do here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from broadsheet.people.models import Person, Role

_GROUPS = {Role.WRITER: "Writers", Role.MODERATOR: "Moderators", Role.EDITOR: "Editors", Role.OWNER: "Owners"}
View = Callable[..., HttpResponseBase]


@transaction.atomic
def appoint(person: Person, role: Role) -> None:
    """Give a person a role, and with it the group that holds the newsroom's permissions."""
    person.role = role
    person.is_staff = role is not Role.READER
    person.is_superuser = role is Role.OWNER
    person.save(update_fields=["role", "is_staff", "is_superuser"])
    group = _GROUPS.get(role)
    person.groups.set([Group.objects.get_or_create(name=group)[0]] if group else [])


def moderators_only(view: View) -> View:
    """Strangers are asked to sign in, readers and writers are refused."""
    return _only(view, lambda person: person.moderates)


def staff_only(view: View) -> View:
    """The same for everybody who works here, writers too."""
    return _only(view, lambda person: person.is_active and person.is_staff)


def _only(view: View, may: Callable[[Person], bool]) -> View:

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not isinstance(request.user, Person) or not may(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
