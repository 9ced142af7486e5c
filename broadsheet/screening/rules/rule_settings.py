"""How each rule is set, kept in memory: read again only when the site's mark of its rules changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from broadsheet.kit import process_cache
from broadsheet.screening.models import RuleSetting, WordList
from broadsheet.screening.rules.context import Option, Options, Rule
from broadsheet.screening.rules.word_lists import ReadyList, ready
from broadsheet.stories import SiteSettings


@dataclass(frozen=True, slots=True)
class Book:
    """What was chosen, by the rule's name: whether it is on, and its options; and the word lists that are on."""

    chosen: Mapping[str, tuple[bool, Mapping[str, Any]]] = field(default_factory=dict)
    lists: tuple[ReadyList, ...] = ()

    def is_on(self, rule: Rule) -> bool:
        return rule.fixed or self.chosen.get(rule.name, (rule.on, None))[0]

    def options(self, rule: Rule, site_settings: SiteSettings) -> Options:
        """What is chosen, else the default; where the site has a field for it, that field's value."""
        chosen: Mapping[str, Any] = self.chosen.get(rule.name, (True, {}))[1]
        return {one.name: self._value(one, chosen, site_settings) for one in rule.options}

    def _value(self, option: Option, chosen: Mapping[str, Any], site_settings: SiteSettings) -> Any:
        if option.kind == "lists":
            return self.lists
        return (
            getattr(site_settings, option.site_field) if option.site_field else chosen.get(option.name, option.default)
        )


def book_of(site_settings: SiteSettings) -> Book:
    """The rules as set. `SiteSettings.rules` is another with every change, so nothing is read while it stays the same."""
    return _read(site_settings.rules) if site_settings.rules else _BY_ITSELF


_BY_ITSELF = Book()


@process_cache(most=4)
def _read(mark: str) -> Book:
    chosen = {one.name: (one.on, one.options) for one in RuleSetting.objects.all()}
    return Book(chosen, tuple(ready(one) for one in WordList.objects.filter(on=True)))
