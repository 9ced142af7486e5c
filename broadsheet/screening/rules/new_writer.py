"""New writers: the first comments of somebody unknown wait, or everybody's, or nobody's, as site and story have chosen."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from broadsheet.comments import Finding, State
from broadsheet.screening.known_authors import is_known
from broadsheet.screening.rules.context import Case, Found, Option, Options, Past, Rule
from broadsheet.stories import Openness, PostingRule


def judge(case: Case, options: Options) -> Found | None:
    appears = PostingRule(case.story.rule or options["who"])
    if appears == PostingRule.EVERYONE and case.openness != Openness.SLOW:
        return None
    if appears == PostingRule.NOBODY:
        return Found(State.HELD, limit=0)
    many = options["many"]
    known = case.known if many == 1 else is_known(case.reader, case.before, many)
    return None if known else Found(State.HELD, limit=many)


def replay(options: Options) -> Callable[[Past], Found | None]:
    """Counts every writer's as they came, the oldest first."""
    stand: dict[str, int] = {}

    def look(past: Past) -> Found | None:
        appears = PostingRule(past.rule or options["who"])
        known = stand.get(past.writer, 0) >= options["many"]
        if past.stands:
            stand[past.writer] = stand.get(past.writer, 0) + 1
        held = appears == PostingRule.NOBODY or (appears == PostingRule.KNOWN and not known)
        return Found(State.HELD, limit=options["many"]) if held else None

    return look


def tell(finding: Finding) -> str:
    many = int(finding.limit or 0)
    if not many:
        return gettext("All comments wait here.")
    if many == 1:
        return gettext("New writer: no published comments yet.")
    return ngettext(
        "New writer: fewer than %(many)s published comment.",
        "New writer: fewer than %(many)s published comments.",
        many,
    ) % {"many": many}


RULE = Rule(
    name="new-writer",
    title=_("New writers"),
    sentence=_("Holds the comments of somebody with no published comments yet, or whose comments were spam."),
    judge=judge,
    tell=tell,
    options=(
        Option(
            "who",
            _("Who may post without review"),
            PostingRule.KNOWN,
            kind="choice",
            choices=(
                (PostingRule.EVERYONE, _("Everyone")),
                (PostingRule.KNOWN, _("Known writers")),
                (PostingRule.NOBODY, _("Nobody")),
            ),
            site_field="rule",
        ),
        Option("many", _("Published comments that make a writer known"), 1, least=1, most=50),
    ),
    replay=replay,
)
