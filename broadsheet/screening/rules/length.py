"""Length: neither too short nor too long. What can be kept at all is measured before (`comments/cleaning_fields.py`)."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from broadsheet.comments import Finding, State, TooShort
from broadsheet.kit import TooLong
from broadsheet.screening.rules.context import LETTERS, Case, Found, Option, Options, Rule, Said


def judge(case: Case, options: Options) -> None:
    """Raises TooLong or TooShort."""
    letters = len(case.text)
    if letters > options["most"]:
        sentence = gettext(
            "This has %(letters)s letters, and %(most)s fit. Please shorten it, or send it in two parts."
        )
        raise TooLong(sentence % {"letters": f"{letters:,}", "most": f"{options['most']:,}"}, "text")
    if letters < options["least"]:
        sentence = gettext("Please say a little more. The least is %(least)s letters.")
        raise TooShort(sentence % {"least": options["least"]}, "text")


def found_in(said: Said, options: Options) -> Found | None:
    """What would have been refused."""
    letters = len(said.text)
    if options["least"] <= letters <= options["most"]:
        return None
    limit = options["most"] if letters > options["most"] else options["least"]
    return Found(State.REMOVED, measured=letters, limit=limit)


def tell(finding: Finding) -> str:
    return gettext("It is longer or shorter than comments may be.")


RULE = Rule(
    name="length",
    title=_("Length"),
    sentence=_("Refuses what is longer or shorter than this. Nothing above 10,000 bytes is ever kept."),
    judge=judge,
    tell=tell,
    options=(
        Option("least", _("Letters at least"), 0, most=LETTERS),
        Option("most", _("Letters at most"), LETTERS, least=1, most=LETTERS),
    ),
    staff=True,
    replay=lambda options: lambda past: found_in(past, options),
)
