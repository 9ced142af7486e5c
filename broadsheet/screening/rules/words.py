"""Word lists: what the newsroom does not want to read without having seen it first, or at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from broadsheet.comments import Finding, State
from broadsheet.kit import Unfit
from broadsheet.screening.rules.context import Case, Found, Option, Options, Past, Rule, Said
from broadsheet.screening.rules.word_lists import ReadyList

_STRICTER = (State.HELD, State.SPAM, State.REMOVED)


def judge(case: Case, options: Options) -> Found | None:
    """Raises Unfit for words of a list that refuses."""
    found = found_in(case, options["lists"])
    if found is not None and found.does == State.REMOVED:
        sentence = gettext("These words are not published here: %(words)s. Please say it without them.")
        raise Unfit(sentence % {"words": found.words}, "text")
    return found


def found_in(said: Said, lists: Iterable[ReadyList]) -> Found | None:
    """The strictest of what the lists for this language do, with all words that matched it."""
    matched = [
        (one, words) for one in lists if one.language in {"", said.language} and (words := one.found_in(said.folded))
    ]
    if not matched:
        return None
    does = max((one.does for one, _words in matched), key=_STRICTER.index)
    strictest = [(one, words) for one, words in matched if one.does == does]
    named = dict.fromkeys(word for _one, words in strictest for word in words)
    return Found(does, words=", ".join(named), subject=", ".join(one.name for one, _words in strictest))


def replay(options: Options) -> Callable[[Past], Found | None]:
    return lambda past: found_in(past, options["lists"])


def tell(finding: Finding) -> str:
    return gettext("It holds words of a list (%(lists)s).") % {"lists": finding.subject}


RULE = Rule(
    name="words",
    title=_("Word lists"),
    sentence=_(
        "Holds, refuses or calls spam what holds words of these lists. Letters that only look alike are the same letter."
    ),
    judge=judge,
    tell=tell,
    options=(Option("lists", _("Lists"), (), kind="lists"),),
    replay=replay,
)
