"""Names of the newsroom, and of persons it has confirmed, are theirs: nobody else may write under one, or its look-alike."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from broadsheet.comments import Finding
from broadsheet.kit import Unfit
from broadsheet.people import Reader, guarded_name
from broadsheet.screening.rules.context import Case, Options, Rule


def judge(case: Case, options: Options) -> None:
    """Raises Unfit."""
    refuse_reserved_name(case.name, case.reader)


def refuse_reserved_name(name: str, reader: Reader) -> None:
    """Raises Unfit for the name of staff or of a confirmed person, unless it is the reader's own."""
    if guarded_name(name, reader.person):
        raise Unfit(gettext("Somebody here has this name. Please add something that tells you apart."), "name")


def tell(finding: Finding) -> str:
    return gettext("It is signed with the name of somebody here.")


RULE = Rule(
    name="names",
    title=_("Names of others"),
    sentence=_("Refuses the names of staff and of confirmed persons, and names that look like them."),
    judge=judge,
    tell=tell,
    fixed=True,
    staff=True,
    edits=False,
)
