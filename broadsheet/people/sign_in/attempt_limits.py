"""How often one address, one network and one account may try to come in."""

from __future__ import annotations

from django.utils.translation import gettext

from broadsheet import kit
from broadsheet.kit import TooFast

_A_QUARTER, _AN_HOUR = 15 * 60, 3600  # seconds
_WRONG_CODES = "wrong codes of everybody"
MOST_WRONG = 50  # an hour's window; any sixty minutes lie in two of them at most


def pace_asking(address: str, network: str) -> None:
    """Raises TooFast when too many codes were asked for: by one network for one address, for one address, by one network."""
    few = kit.allow(f"code {address} {network}", 4, _A_QUARTER)
    few = kit.allow(f"code {address}", 12, _AN_HOUR) and few
    if not (kit.allow(f"codes {network}", 30, _AN_HOUR) and few):
        raise TooFast(
            gettext(
                "Several codes were asked for just now. Please use the newest e-mail, or wait a quarter of an hour."
            )
        )


def pace_trying(network: str) -> None:
    """Raises TooFast when one network tried too often to come in, by whatever way."""
    if not kit.allow(f"sign in {network}", 60, _AN_HOUR):
        raise TooFast(gettext("Too many tries. Please wait an hour, or open the link in the e-mail."))


def pace_account(person_id: int) -> None:
    """Raises TooFast when one person changes too much about their account."""
    if not kit.allow(f"account {person_id}", 30, _AN_HOUR):
        raise TooFast(gettext("That was a lot for one hour. Please go on later."))


def count_wrong_code() -> bool:
    """Count a try before it is looked at; False when all addresses together have had their wrong tries this hour.

    A guesser with many networks and many addresses is held by this alone. Readers then come in by the letter's link.
    """
    return kit.allow(_WRONG_CODES, MOST_WRONG, _AN_HOUR)


def forgive_right_code() -> None:
    """Take the count back: the try was right."""
    kit.give_back(_WRONG_CODES)
