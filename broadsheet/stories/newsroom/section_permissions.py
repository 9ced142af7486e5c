"""Who works in which section: writers and editors with sections of their own touch no story outside them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.permission_policies import ModelPermissionPolicy

from broadsheet.people import Person
from broadsheet.stories.models import Story

View = Callable[..., HttpResponseBase]


def works_in(user: AbstractBaseUser | AnonymousUser | None, section: int | None) -> bool:
    """Whether a section (by its id, None for none) is this user's to work in."""
    return isinstance(user, Person) and user.works_in(section)


def in_own_sections(view: View) -> View:
    """What is about one story, its `pk`, is refused to whoever works elsewhere; lists and new stories are not."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        pk = kwargs.get("pk")
        if pk is not None and isinstance(request.user, Person) and request.user.remit is not None:
            found = Story.objects.filter(pk=pk) if str(pk).isdigit() else Story.objects.none()
            section = found.values_list("section_id", flat=True).first()
            if found.exists() and not request.user.works_in(section):
                raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def stories_seen_by(user: Any) -> QuerySet[Story]:
    """What readers see; and the drafts of their own sections for those who write stories: a headline is news, too."""
    if not any(user.has_perm(f"broadsheet.{verb}_story") for verb in ("add", "change", "publish")):
        return Story.objects.filter(live=True)
    if user.remit is None:
        return Story.objects.all()
    return Story.objects.filter(Q(live=True) | Q(section__in=user.remit))


class SeenStories:
    """For forms that choose a story: one that its user does not see is as if it were not there, also in the answer."""

    def choose_among_seen(self: Any, name: str) -> None:
        field = self.fields.get(name)
        if field is None or self.for_user is None:
            return
        field.queryset = stories_seen_by(self.for_user)
        given = self.data.get(self.add_prefix(name)) if self.is_bound else None
        if given and not (str(given).isdecimal() and field.queryset.filter(pk=given).exists()):
            self.data = self.data.copy()
            self.data[self.add_prefix(name)] = "0"


class SectionPolicy(ModelPermissionPolicy):
    """Django's permissions, and the section of the story."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        allowed = super().user_has_permission_for_instance(user, action, instance)
        return bool(allowed) and works_in(user, instance.section_id)
