"""How fast one reader, and one network, may write."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from broadsheet.kit import TooFast, allow
from broadsheet.people import Reader


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `times` in `per` seconds; a network may be a school or an office, and gets more."""

    times: int
    of_network: int
    per: int


_PRESSING = (Limit(30, 120, 60),)  # likes and flags


def pace_writing(reader: Reader, network: str, at_once: int = 3, an_hour: int = 20) -> None:
    """Raises TooFast when this reader or network has written too much in half a minute or in an hour."""
    _keep("write", (Limit(at_once, 3 * at_once, 30), Limit(an_hour, 5 * an_hour, 3600)), reader, network)


def pace_pressing(reader: Reader, network: str) -> None:
    """The same for likes and flags."""
    _keep("press", _PRESSING, reader, network)


def _keep(what: str, paces: tuple[Limit, ...], reader: Reader, network: str) -> None:
    """Moderators are not paced; callers without a network (imports, the newsroom) are not either."""
    if not network or reader.moderates:
        return
    who = "" if reader.fresh else reader.guest
    for pace in paces:
        slow = allow(f"{what} network {pace.per} {network}", pace.of_network, pace.per)
        if who:
            slow = allow(f"{what} guest {pace.per} {who}", pace.times, pace.per) and slow
        if not slow:
            raise TooFast(_sentence(pace))


def _sentence(pace: Limit) -> str:
    if pace.per < 120:
        return gettext("That was a lot at once. Your words are safe: please wait %(count)s seconds and send again.") % {
            "count": pace.per
        }
    return gettext("That was a lot for one hour. Your words are safe: please send them again later.")
