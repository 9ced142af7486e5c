"""What this room keeps of readers, and why: as the settings have it now, in the active language."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext

from broadsheet.kit import Fact
from broadsheet.people.restrictions import NETWORKS_KEPT, PAST_KEPT
from broadsheet.people.sign_in import every_way


def processed() -> list[Fact]:
    """Cookies, networks, accounts."""
    return [
        Fact(
            gettext("Cookies"),
            gettext("So that what you wrote stays yours. None is set before you write, like, follow or sign in."),
            gettext("A year, in your browser."),
        ),
        _network(),
        Fact(
            gettext("An account, if you make one"),
            gettext("To sign in. Your name is shown, your address is not."),
            gettext("Until you erase it."),
            outside=[way.title for way in every_way().values()],
        ),
        Fact(
            gettext("What moderators decide about somebody who writes: to warn, slow down, hold, suspend or block"),
            gettext(
                "To keep the discussion possible. It applies to an account, address, name, mail domain or unreadable network."
            ),
            _how_long(),
        ),
    ]


def _how_long() -> str:
    days = {"past": PAST_KEPT.days, "networks": NETWORKS_KEPT.days}
    return (
        gettext(
            "Until %(past)s days after its end, networks for %(networks)s days. If you erase everything while you are blocked, an unreadable hash of your address stays."
        )
        % days
    )


def _network() -> Fact:
    what = gettext("Your network address")
    if not settings.PACING:
        return Fact(what, gettext("It is not looked at."), gettext("It is not kept."))
    why = gettext("To slow down floods. It is made unreadable at once, with a key that changes every month.")
    return Fact(what, why, gettext("A day at most; the address itself is never kept."))
