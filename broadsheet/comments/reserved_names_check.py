"""Names of the newsroom, and of persons it has confirmed, are theirs: nobody else may write under one, or its look-alike."""

from __future__ import annotations

from django.utils.translation import gettext

from broadsheet.kit import Unfit
from broadsheet.people import Reader, guarded_name


def refuse_guarded_names(name: str, reader: Reader) -> None:
    """Raises Unfit for the name of staff or of a confirmed person, unless it is the reader's own."""
    if guarded_name(name, reader.person):
        raise Unfit(gettext("Somebody here has this name. Please add something that tells you apart."), "name")
