"""Names that belong to somebody: nobody else may go by one, or by one that looks like it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.core.cache import cache
from django.db.models import Q
from django.utils.translation import gettext

from broadsheet.kit import Unfit
from broadsheet.kit.identity import name_skeleton
from broadsheet.people.models import Person, Role

_KEPT = 30  # seconds that the names stay cached
_NAMES = "people.guarded_names"
# What the newsroom and those who work there are called, in the languages of the site: as the name, or a word of it.
_OFFICES = [
    "newsroom",
    "editor",
    "editors",
    "editorial",
    "moderator",
    "moderators",
    "admin",
    "administrator",
    "редакция",
    "редактор",
    "редакторы",
    "модератор",
    "модераторы",
    "админ",
    "администратор",
    "главред",
    "редакція",
    "редакторка",
    "модераторка",
    "адміністратор",
    "адмін",
    "редакциясы",
    "редакторы",
    "модераторы",
    "әкімші",
    "محرر",
    "المحرر",
    "محررة",
    "المحررة",
    "مشرف",
    "المشرف",
    "مشرفة",
    "المشرفة",
]
_OFFICES_IN_WORDS = ["هيئة التحرير", "غرفة الأخبار", "رئيس التحرير", "бас редактор"]
_WORD = re.compile(r"[\W_]+")


def refuse_taken_name(name: str, person: Person | None = None, also: Iterable[str] = ()) -> None:
    """Raises Unfit for a name like one of the newsroom's offices, like one of those in `also`, or like somebody else's here.

    Whoever works here may be called by their office.
    """
    if (person is None or person.role == Role.READER) and _is_an_office(name, also):
        raise Unfit(gettext("This name is the newsroom's. Please choose another."), "name")
    if guarded_name(name, person):
        raise Unfit(gettext("Somebody here has this name. Please add something that tells you apart."), "name")


def _is_an_office(name: str, also: Iterable[str]) -> bool:
    words = [part for word in _WORD.split(name) for part in (word, word.strip("0123456789"))]
    whole = {skeleton for one in also for skeleton in _skeletons(one)} | _WHOLE_NAMES
    return bool(_skeletons(name) & whole) or any(_skeletons(word) & _OFFICE_SKELETONS for word in words if word)


def _skeletons(name: str) -> set[str]:
    """As it is seen, and in small letters; none where nothing of a name is left."""
    return {name_skeleton(name), name_skeleton(name, as_written=True)} - {""}


_OFFICE_SKELETONS = {skeleton for word in _OFFICES for form in (word, word.upper()) for skeleton in _skeletons(form)}
_WHOLE_NAMES = _OFFICE_SKELETONS | {skeleton for words in _OFFICES_IN_WORDS for skeleton in _skeletons(words)}


def guarded_name(name: str, person: Person | None = None) -> bool:
    """Whether a name looks like that of the newsroom's staff, or of somebody it has confirmed, and is not this person's."""
    names: dict[str, set[int]] = cache.get_or_set(_NAMES, _guarded, _KEPT) or {}
    found = [names[skeleton] for skeleton in _skeletons(name) if skeleton in names]
    return any(person is None or person.pk not in owners for owners in found)


def _guarded() -> dict[str, set[int]]:
    """The ids of the persons behind each skeleton, of their names as they are and in capitals."""
    guarded = Person.objects.filter(Q(is_superuser=True) | ~Q(role=Role.READER) | Q(confirmed=True), is_active=True)
    names: dict[str, set[int]] = {}
    for person in guarded:
        for skeleton in _skeletons(person.name) | _skeletons(person.name.upper()):
            names.setdefault(skeleton, set()).add(person.pk)
    return names


def forget_guarded_names() -> None:
    """Clear the cache of this process; other processes follow within half a minute."""
    cache.delete(_NAMES)
