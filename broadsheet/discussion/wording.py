"""The words that scripts show, printed into the page so that they are in its language."""

from __future__ import annotations

from functools import lru_cache

from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

_SAMPLES = (1, 2, 3, 11, 100)  # one number of every plural form of our languages; words.js has the same


def script_words() -> SafeString:
    """An empty element that carries them and in which scripts speak, in the language that is active."""
    return _script_words(get_language())


@lru_cache(maxsize=32)
def _script_words(language: str | None) -> SafeString:
    fresh = "|".join(ngettext("%(count)s new comment", "%(count)s new comments", n) % {"count": n} for n in _SAMPLES)
    changed = "|".join(ngettext("Show %(count)s change", "Show %(count)s changes", n) % {"count": n} for n in _SAMPLES)
    return SafeString(get_template("discussion/script_words.html").render({"fresh": fresh, "changed": changed}).strip())
