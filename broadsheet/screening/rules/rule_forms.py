"""What was typed into a form about a rule or a word list, made fit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from broadsheet.comments import State
from broadsheet.kit import Missing, TooLong, Unfit
from broadsheet.screening.models import WordList
from broadsheet.screening.rules.context import Option, Options, Rule
from broadsheet.screening.rules.word_lists import MOST_LETTERS, MOST_WORDS, entries
from broadsheet.stories import LANGUAGES

_MOST_LINES, _MOST_OF_A_LINE = 500, 253
LIST_DOES = (State.HELD, State.SPAM, State.REMOVED)


def fit_options(rule: Rule, given: Mapping[str, str]) -> Options:
    """Every option of the rule. Raises Unfit, with the option's name as its field."""
    return {
        one.name: _fit(one, given.get(one.name, "").replace("\0", "").strip())
        for one in rule.options
        if one.kind != "lists"
    }


def _fit(option: Option, typed: str) -> Any:
    if option.kind == "number":
        return _number(option, typed)
    if option.kind == "lines":
        return _lines(option, typed)
    if option.kind == "yes":
        return bool(typed)
    if option.kind == "choice":
        if typed not in {str(value) for value, _title in option.choices}:
            raise Unfit(gettext("Please choose one of these."), option.name)
        return typed
    return _address(option, typed)


def _number(option: Option, typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) < 9 and option.least <= int(typed) <= option.most):
        sentence = gettext("Please give a number from %(least)s to %(most)s.")
        raise Unfit(sentence % {"least": f"{option.least:,}", "most": f"{option.most:,}"}, option.name)
    return int(typed)


def _lines(option: Option, typed: str) -> list[str]:
    """Host names; whole addresses are taken for theirs."""
    found = [line.strip().lower().split("//")[-1].split("/")[0].removeprefix("www.") for line in typed.splitlines()]
    found = list(dict.fromkeys(filter(None, found)))
    if len(found) > _MOST_LINES or any(len(line) > _MOST_OF_A_LINE or " " in line for line in found):
        raise Unfit(gettext("Please give one site a line, like paper.example, and 500 at most."), option.name)
    return found


def _address(option: Option, typed: str) -> str:
    if typed and not (
        typed.startswith(("http://", "https://")) and len(typed) <= 300 and typed.isprintable() and " " not in typed
    ):
        raise Unfit(gettext("An address begins with https:// or http:// and has no spaces."), option.name)
    return typed


def fit_list(given: Mapping[str, str], one: WordList | None = None) -> WordList:
    """The list as it is typed, not kept yet. Raises a Refusal."""
    name = " ".join(given.get("name", "").replace("\0", "").split())
    if not name or len(name) > 80:
        raise Missing(gettext("Please give the list a name of at most 80 letters."), "name")
    namesake = WordList.objects.filter(name=name).first()
    if namesake is not None and (one is None or namesake.pk != one.pk):
        raise Unfit(gettext("Another list has this name. Please choose another."), "name")
    language, does = given.get("language", ""), given.get("does", "")
    if language and language not in LANGUAGES:
        raise Unfit(gettext("Please choose one of these."), "language")
    if does not in LIST_DOES:
        raise Unfit(gettext("Please choose one of these."), "does")
    words = _fit_words(given.get("words", "").replace("\0", ""))
    part, on = bool(given.get("part")), bool(given.get("on", "1"))
    return WordList(pk=one.pk if one else None, name=name, language=language, does=does, part=part, on=on, words=words)


def _fit_words(typed: str) -> str:
    words = entries(typed)
    if not words:
        raise Missing(gettext("Please give at least one word, one a line."), "words")
    if len(words) > MOST_WORDS:
        raise TooLong(gettext("A list takes 2,000 words. Please make two of it."), "words")
    if long := next((word for word in words if len(word) > MOST_LETTERS), None):
        sentence = gettext("“%(word)s…” is longer than 80 letters. Please shorten it.")
        raise TooLong(sentence % {"word": long[:20]}, "words")
    return "\n".join(words)
