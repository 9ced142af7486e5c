"""Facts in words: what `features.py` calls them, as staff read them."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext


def fact_in_words(fact: str) -> str:
    """`links=2` as `Links: 2`, in the active language."""
    name, _, value = fact.partition("=")
    said = _NAMES[name]() if name in _NAMES else name
    return said if name in _ALONE else f"{said}: {value}"


_ALONE = {"always", "trap", "network"}  # what stands behind them tells nobody anything
_NAMES: dict[str, Callable[[], str]] = {
    "links": lambda: gettext("Links"),
    "host": lambda: gettext("Host linked to"),
    "tld": lambda: gettext("Ending of the host linked to"),
    "mails": lambda: gettext("E-mail addresses in the text"),
    "phones": lambda: gettext("Telephone numbers"),
    "money": lambda: gettext("Signs of money"),
    "markup": lambda: gettext("Markup typed as text"),
    "repeats": lambda: gettext("Letters repeated"),
    "hidden": lambda: gettext("Unseen characters"),
    "strange": lambda: gettext("Look-alike letters"),
    "length": lambda: gettext("Length, in steps"),
    "words": lambda: gettext("Number of words, in steps"),
    "capitals": lambda: gettext("Capitals, in tenths"),
    "digits": lambda: gettext("Digits, in twentieths"),
    "numbers": lambda: gettext("Digits, in steps"),
    "shouting": lambda: gettext("Words in capitals"),
    "lines": lambda: gettext("Lines"),
    "exclaims": lambda: gettext("Exclamation marks"),
    "asks": lambda: gettext("Question marks"),
    "begins": lambda: gettext("First letter"),
    "ends": lambda: gettext("Last letter"),
    "emoji": lambda: gettext("Emoji"),
    "scripts": lambda: gettext("Scripts"),
    "always": lambda: gettext("Any comment"),
    "author": lambda: gettext("Name as signed"),
    "author word": lambda: gettext("Word of the name"),
    "author strange": lambda: gettext("Disguised letters in the name"),
    "author digits": lambda: gettext("Digits in the name"),
    "author link": lambda: gettext("Link in the name"),
    "author words": lambda: gettext("Words in the name"),
    "mailbox": lambda: gettext("E-mail address"),
    "mail domain": lambda: gettext("Domain of the e-mail address"),
    "site": lambda: gettext("Website named"),
    "site tld": lambda: gettext("Ending of the website"),
    "site word": lambda: gettext("Word in the website’s address"),
    "shared with title": lambda: gettext("Words shared with the headline"),
    "seconds": lambda: gettext("Seconds on the page, in steps"),
    "trap": lambda: gettext("Field that people do not see"),
    "network": lambda: gettext("Network"),
    "agent": lambda: gettext("Browser"),
    "age": lambda: gettext("Age of the discussion, in steps of days"),
    "approved": lambda: gettext("Comments approved before"),
    "page": lambda: gettext("Age of the page, in steps of hours"),
    "language": lambda: gettext("Language of the story"),
}
