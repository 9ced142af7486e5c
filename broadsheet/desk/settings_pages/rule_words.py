"""Rules, their options and their changes in words, in the active language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext

from broadsheet.screening import RuleChange, rules
from broadsheet.stories import LANGUAGES

_MOST_SHOWN = 300  # letters of a changed value

WHAT_A_LIST_DOES: dict[str, Callable[[], str]] = {
    "held": lambda: gettext("Hold the comment"),
    "spam": lambda: gettext("Call it spam"),
    "removed": lambda: gettext("Refuse it, and name the words"),
}


def option_in_words(option: rules.Option, value: Any) -> str:
    """The value of an option as staff read it."""
    if option.kind == "choice":
        return next((str(title) for one, title in option.choices if str(one) == str(value)), str(value))
    if option.kind == "yes":
        return gettext("yes") if value else gettext("no")
    return ", ".join(value) or gettext("none") if option.kind == "lines" else str(value) or gettext("none")


def title_of(change: RuleChange) -> str:
    """The title of the rule, or of the word list, that was changed."""
    if change.rule in rules.BY_NAME:
        return str(rules.BY_NAME[change.rule].title)
    return f"{rules.BY_NAME['words'].title}: {change.rule.removeprefix('words: ')}"


def differences_of(change: RuleChange) -> list[tuple[str, str, str]]:
    """Name, before and after of whatever differs, in words."""
    rule = rules.BY_NAME.get(change.rule)
    labels = {option.name: str(option.label) for option in rule.options} if rule else _labels_of_list()
    labels["on"] = gettext("switched on")
    names = dict.fromkeys([*change.before, *change.after])
    told = [
        (labels.get(name, name), *(_value(rule, name, facts.get(name)) for facts in (change.before, change.after)))
        for name in names
    ]
    return [(label, before, after) for label, before, after in told if before != after]


def _labels_of_list() -> dict[str, str]:
    return {
        "name": gettext("Name of the list"),
        "words": gettext("Words"),
        "part": gettext("Also within longer words"),
        "does": gettext("Restriction"),
        "language": gettext("For stories in"),
    }


def _value(rule: rules.Rule | None, name: str, value: Any) -> str:
    """Empty for what is not there."""
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if rule is None and name == "does" and value in WHAT_A_LIST_DOES:
        return WHAT_A_LIST_DOES[value]()
    if rule is None and name == "language":
        return str(LANGUAGES.get(value, value))
    option = next((one for one in rule.options if one.name == name), None) if rule else None
    if option is not None:
        return option_in_words(option, value)[:_MOST_SHOWN]
    return ", ".join(str(value).splitlines())[:_MOST_SHOWN]
