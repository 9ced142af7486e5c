"""Names of the newsroom, and of persons it has confirmed, are theirs: nobody else may write under one, or its look-alike."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from broadsheet.comments import Finding, refuse_guarded_names
from broadsheet.screening.rules.context import Case, Options, Rule


def judge(case: Case, options: Options) -> None:
    """Raises Unfit."""
    refuse_guarded_names(case.comment.name, case.reader)


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
