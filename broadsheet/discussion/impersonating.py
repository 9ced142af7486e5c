"""Names of the newsroom belong to the newsroom: nobody else may write under one, or under one that looks like it."""

from __future__ import annotations

import unicodedata

from django.core.cache import cache
from django.db.models import Q
from django.utils.translation import gettext

from broadsheet.discussion.refusals import Unfit
from broadsheet.people import Person, Reader, Role

_FOR = 30  # seconds that the names are remembered
_LIKE = str.maketrans(
    "авекмнорстухіјѕԁһӏԛԝɡαβεηικνορτυχω0135|ıłøđ",
    "abekmhopctyxijsdhlqwgabenikvoptuxwoieslilod",
)


def refuse_staff_names(name: str, reader: Reader) -> None:
    """Raises Unfit for the name of a moderator, editor or owner, unless it is the reader's own."""
    look = looks_like(name)
    names = cache.get_or_set("discussion.staff_names", _staff_names, _FOR)
    if look not in (names or ()):
        return
    if reader.person is None or not reader.moderates or looks_like(reader.person.name) != look:
        sentence = gettext("Somebody in our newsroom has this name. Please add something that tells you apart.")
        raise Unfit(sentence, "name")


def _staff_names() -> set[str]:
    staff = Person.objects.filter(Q(is_superuser=True) | ~Q(role=Role.READER), is_active=True)
    return {looks_like(person.name) for person in staff}


def looks_like(name: str) -> str:
    """What the eye takes a name for: without case, accents, spaces and points, look-alike letters made one."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = (letter for letter in plain if unicodedata.category(letter)[0] in "LN" or letter == "|")
    return "".join(letters).translate(_LIKE).replace("rn", "m").replace("vv", "w").replace("i", "l")
