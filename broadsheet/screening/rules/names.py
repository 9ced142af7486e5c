"""Names of the newsroom, and of persons it has confirmed, are theirs: nobody else may write under one, or its look-alike."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from broadsheet.comments import Finding
from broadsheet.people import Reader, refuse_taken_name
from broadsheet.screening.rules.context import Case, Options, Rule
from broadsheet.stories import site_settings


def judge(case: Case, options: Options) -> None:
    """Raises Unfit."""
    refuse_reserved_name(case.name, case.reader)


def refuse_reserved_name(name: str, reader: Reader) -> None:
    """Raises Unfit for the paper's name, that of an office in the newsroom, of staff or of a confirmed person, unless it is
    the reader's own.
    """
    host = urlsplit(settings.ADDRESS).hostname or ""
    refuse_taken_name(name, reader.person, also=[site_settings().name, host])


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
