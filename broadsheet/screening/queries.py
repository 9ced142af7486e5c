"""Questions that the desk asks about rules: the word lists, and who changed what."""

from __future__ import annotations

from broadsheet.screening.models import RuleChange, WordList


def word_lists() -> list[WordList]:
    """Every word list, by name."""
    return list(WordList.objects.all())


def find_word_list(number: int) -> WordList | None:
    """The word list of that id."""
    return WordList.objects.filter(pk=number).first()


def find_word_list_by_name(name: str) -> WordList | None:
    """The word list of that name."""
    return WordList.objects.filter(name=name).first()


def latest_rule_changes(most: int) -> list[RuleChange]:
    """The newest changes of rules and word lists, with who made them."""
    return list(RuleChange.objects.select_related("by").order_by("-pk")[:most])
