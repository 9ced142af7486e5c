"""Reasons in words, in the active language."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext


def words_for(reasons: Iterable[str]) -> list[str]:
    """A sentence for each code of a verdict or a kept judgement."""
    found = []
    for reason in reasons:
        code, _, about = reason.strip().partition(" ")
        if sentence := _sentence(code, about):
            found.append(sentence)
    return found


def _sentence(code: str, about: str) -> str:
    if code == "looks":
        return gettext("It looks like what was marked as spam here (log-odds %(odds)s).") % {"odds": about}
    if code == "threshold":
        return gettext("It stands above the threshold that hardly any good comment passes.")
    if code == "trap":
        return gettext("A field that people do not see was filled in.")
    if code == "page":
        return gettext("It answers a page that was never printed.")
    if code == "unproven":
        return gettext("Many new writers came at once, and it came without the proof of work that browsers then do.")
    if code == "flood":
        return gettext("%(count)s comments much like it came within the hour.") % {"count": about}
    return _FOREIGN[code]() if code in _FOREIGN else ""


_FOREIGN = {
    "akismet-ask": lambda: gettext("Akismet is being asked."),
    "akismet-wait": lambda: gettext("Akismet has not made up its mind and is asked again."),
    "akismet-spam": lambda: gettext("Akismet calls it spam."),
    "akismet-good": lambda: gettext("Akismet finds nothing wrong with it."),
    "akismet-silent": lambda: gettext("Akismet did not answer."),
}
