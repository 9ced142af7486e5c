"""Names that belong to somebody: nobody else may go by one, or by one that looks like it."""

from __future__ import annotations

import unicodedata

from django.core.cache import cache
from django.db.models import Q

from broadsheet.people.models import Person, Role

_FOR = 30  # seconds that the names are remembered
_NAMES = "people.guarded_names"
_LIKE = str.maketrans(
    "авекмнорстухіјѕԁһӏԛԝɡαβεηικνορτυχωօսհոց0135|ıłøđ",
    "abekmhopctyxijsdhlqwgabenikvoptuxwouhngoieslilod",
)


def guarded_name(name: str, person: Person | None = None) -> bool:
    """Whether a name looks like that of the newsroom's staff, or of somebody it has confirmed, and is not this person's."""
    look = looks_like(name)
    names: dict[str, set[int]] = cache.get_or_set(_NAMES, _guarded, _FOR) or {}
    return look in names and (person is None or person.pk not in names[look])


def _guarded() -> dict[str, set[int]]:
    """Whose each look is."""
    guarded = Person.objects.filter(Q(is_superuser=True) | ~Q(role=Role.READER) | Q(confirmed=True), is_active=True)
    names: dict[str, set[int]] = {}
    for person in guarded:
        names.setdefault(looks_like(person.name), set()).add(person.pk)
    return names


def forget_guarded_names() -> None:
    """Look them up anew at the next question in this process; others do within half a minute."""
    cache.delete(_NAMES)


def looks_like(name: str) -> str:
    """What the eye takes a name for: without case, accents, spaces and points, look-alike letters made one."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = (letter for letter in plain if unicodedata.category(letter)[0] in "LN" or letter == "|")
    return "".join(letters).translate(_LIKE).replace("rn", "m").replace("vv", "w").replace("i", "l")
