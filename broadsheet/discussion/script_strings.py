"""The strings that scripts show, printed into the page so that they are in its language."""

from __future__ import annotations

from collections.abc import Callable

from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from broadsheet.kit import process_cache

_SAMPLES = (1, 2, 3, 11, 100)  # one number of every plural form of our languages; words.js has the same


def script_words() -> SafeString:
    """An empty element that carries them and in which scripts speak, in the language that is active."""
    return _script_words(get_language())


@process_cache(most=32)
def _script_words(language: str | None) -> SafeString:
    plurals = {
        "comments": _forms(lambda n: ngettext("%(comments)s comment", "%(comments)s comments", n) % {"comments": n}),
        "fresh": _forms(lambda n: ngettext("%(count)s new comment", "%(count)s new comments", n) % {"count": n}),
        "changed": _forms(lambda n: ngettext("Show %(count)s change", "Show %(count)s changes", n) % {"count": n}),
    }
    return SafeString(get_template("discussion/script_words.html").render(plurals).strip())


def _forms(words: Callable[[int], str]) -> str:
    return "|".join(words(n) for n in _SAMPLES)
