"""Links in e-mails: signed, so that they come from nowhere else; those that decide something expire."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from broadsheet.moderation import Seen

_SALT = "broadsheet.letters"
_NUMBER = re.compile(r"[0-9]{1,19}")
_MINE_LASTS = 24 * 3600  # seconds
_CONFIRM_LASTS = 7 * 24 * 3600
_DECIDE_LASTS = 7 * 24 * 3600


def link(path: str) -> str:
    """An address of this site as an e-mail gives it."""
    return f"{settings.ADDRESS}{path}"


def unsubscribe_link(address: int, follow: int | None) -> str:
    """Unsubscribing must work as long as the e-mail is kept (RFC 8058 §3.1), so this one does not expire."""
    return link(f"/-/email/unsubscribe/{signing.Signer(salt=_SALT + '.stop').sign(f'{address}.{follow or 0}')}")


def opened_unsubscribe(token: str) -> tuple[int, int]:
    """The ids of an address and of a follow (0 for none). Raises BadSignature."""
    address, _, follow = signing.Signer(salt=_SALT + ".stop").unsign(token).partition(".")
    return int(address), int(follow)


def confirm_link(address: int, guest: str) -> str:
    return link(f"/-/email/confirm/{signing.dumps([address, guest], salt=_SALT + '.confirm')}")


def opened_confirm(token: str) -> tuple[int, str]:
    """The id of an address and the guest who asked. Raises BadSignature."""
    address, guest = signing.loads(token, salt=_SALT + ".confirm", max_age=_CONFIRM_LASTS)
    return int(address), str(guest)


def data_link_token(email: str) -> str:
    """The last part of the link under which its owner sees what is held under an address; good for a day."""
    return signing.dumps(email, salt=_SALT + ".mine")


def email_of_token(token: str) -> str:
    """The e-mail address. Raises BadSignature."""
    return str(signing.loads(token, salt=_SALT + ".mine", max_age=_MINE_LASTS))


def decide_link(comment: int, person: int, decision: str, seen: Seen) -> str:
    """Where a moderator decides; `seen` is how the comment stands in the e-mail."""
    token = signing.dumps([comment, person, decision, str(seen)], salt=f"{_SALT}.decide")
    return link(f"/-/email/decide/{token}")


def opened_decide(token: str) -> tuple[int, int, str, Seen | None]:
    """The ids of a comment and of a moderator, what to do, and what they saw. Raises BadSignature.

    Links made by version 0.3.0 do not say what was seen: None.
    """
    comment, person, decision, *seen = signing.loads(token, salt=f"{_SALT}.decide", max_age=_DECIDE_LASTS)
    return int(comment), int(person), str(decision), Seen.read(str(seen[0])) if seen else None


@dataclass(frozen=True, slots=True)
class MessageId:
    """A signed `Message-ID`: what it is about (`comment`, `story`, or `notification` for the row), its id, and the address's id."""

    word: str
    number: int
    address: int

    def __str__(self) -> str:
        host = urlsplit(settings.ADDRESS).hostname or "localhost"
        return f"<{self.word}-{self.number}.{self.address}.{self._signature()}@{host}>"

    def _signature(self) -> str:
        return salted_hmac(_SALT, f"{self.word} {self.number} {self.address}").hexdigest()[:16]

    @classmethod
    def read(cls, text: str) -> MessageId | None:
        """Parse a `Message-ID`; None where it is not signed by us."""
        local = text.strip().strip("<>").partition("@")[0]
        first, _, rest = local.partition(".")
        word, _, number = first.partition("-")
        address, _, signature = rest.partition(".")
        if not (_NUMBER.fullmatch(number) and _NUMBER.fullmatch(address)):
            return None
        found = cls(word, int(number), int(address))
        return found if constant_time_compare(signature, found._signature()) else None
