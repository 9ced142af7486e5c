"""Names that belong to somebody: nobody else may go by one, or by one that looks like it."""

from __future__ import annotations

from django.core.cache import cache
from django.db.models import Q

from broadsheet.kit import name_skeleton
from broadsheet.people.models import Person, Role

_KEPT = 30  # seconds that the names stay cached
_NAMES = "people.guarded_names"


def guarded_name(name: str, person: Person | None = None) -> bool:
    """Whether a name looks like that of the newsroom's staff, or of somebody it has confirmed, and is not this person's."""
    skeleton = name_skeleton(name)
    names: dict[str, set[int]] = cache.get_or_set(_NAMES, _guarded, _KEPT) or {}
    return skeleton in names and (person is None or person.pk not in names[skeleton])


def _guarded() -> dict[str, set[int]]:
    """The ids of the persons behind each skeleton."""
    guarded = Person.objects.filter(Q(is_superuser=True) | ~Q(role=Role.READER) | Q(confirmed=True), is_active=True)
    names: dict[str, set[int]] = {}
    for person in guarded:
        names.setdefault(name_skeleton(person.name), set()).add(person.pk)
    return names


def forget_guarded_names() -> None:
    """Clear the cache of this process; other processes follow within half a minute."""
    cache.delete(_NAMES)
