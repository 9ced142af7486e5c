"""How often one address, one network, one account and all together may try to come in.

What ends well is given back. So many people behind one address do not keep each other out, and who guesses is counted in full.
"""

from __future__ import annotations

from django.utils.translation import gettext

from broadsheet import kit
from broadsheet.kit import TooFast

_A_QUARTER, _AN_HOUR = 15 * 60, 3600  # seconds
_WRONG_CODES = "wrong codes of everybody"
MOST_WRONG = 50  # an hour's window; any sixty minutes lie in two of them at most
OF_A_NETWORK = 300  # an hour: a school or a company stands behind one address
_OF_ALL_RESETS, _OF_ALL_PASSWORDS = 300, 1000  # an hour


def pace_asking(address: str, network: str) -> None:
    """Raises TooFast when too many codes were asked for: by one network for one address, for one address, by one network."""
    if not _may_ask("code", address, network):
        raise TooFast(
            gettext(
                "Several codes were asked for just now. Please use the newest e-mail, or wait a quarter of an hour."
            )
        )


def _may_ask(what: str, address: str, network: str) -> bool:
    few = kit.allow(f"{what} {address} {network}", 4, _A_QUARTER)
    few = kit.allow(f"{what} {address}", 12, _AN_HOUR) and few
    return kit.allow(f"{what}s {network}", OF_A_NETWORK, _AN_HOUR) and few


def may_reset(address: str, network: str) -> bool:
    """Count a new password that is asked for; False for too many, by the same measure and over all."""
    few = _may_ask("reset", address, network)
    return kit.allow("resets of everybody", _OF_ALL_RESETS, _AN_HOUR) and few


def pace_trying(network: str) -> None:
    """Raises TooFast when one network tried too often to come in, by whatever way."""
    if not kit.allow(f"sign in {network}", OF_A_NETWORK, _AN_HOUR):
        raise TooFast(gettext("Too many tries. Please wait an hour, or open the link in the e-mail."))


def forgive_trying(network: str) -> None:
    """Somebody of this network came in."""
    kit.give_back(f"sign in {network}")
    kit.give_back(f"codes {network}")


def pace_account(person_id: int) -> None:
    """Raises TooFast when one person changes too much about their account."""
    if not kit.allow(f"account {person_id}", 30, _AN_HOUR):
        raise TooFast(gettext("That was a lot for one hour. Please go on later."))


def may_try_password(address: str, network: str) -> bool:
    """Count a try of a password before it is looked at; False when it is one too many, right or wrong.

    Of one account by one network, of one account by all, by one network, and of all together. Codes by e-mail go on working.
    """
    counted = [kit.allow(key, times, _AN_HOUR) for key, times in _of_password(address, network)]
    return all(counted)


def forgive_password(address: str, network: str) -> None:
    """Take the count back: it was the right one."""
    for key, _ in _of_password(address, network):
        kit.give_back(key)


def _of_password(address: str, network: str) -> list[tuple[str, int]]:
    return [
        (f"password {address} {network}", 10),
        (f"password {address}", 50),
        (f"password network {network}", OF_A_NETWORK),
        ("passwords of everybody", _OF_ALL_PASSWORDS),
    ]


def count_wrong_code() -> bool:
    """Count a try before it is looked at; False when all addresses together have had their wrong tries this hour.

    A guesser with many networks and many addresses is held by this alone. Readers then come in by the letter's link.
    """
    return kit.allow(_WRONG_CODES, MOST_WRONG, _AN_HOUR)


def forgive_right_code() -> None:
    """Take the count back: the try was right."""
    kit.give_back(_WRONG_CODES)
