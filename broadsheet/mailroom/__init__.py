"""The mailroom: who follows what, notifications by e-mail (at once or as a digest), unsubscribing, bounces, and alerts to staff.
It reads the ledger with a bookmark of its own and stores a row for every notification before it sends it. It refuses to
send to an address whose owner has not confirmed it, and to send one e-mail twice without saying so in the log.
"""

from broadsheet.mailroom.bounces import LARGEST, NoBounce, take_bounce
from broadsheet.mailroom.delivery_failures import delivery_notes, delivery_troubles
from broadsheet.mailroom.delivery_rounds import run_once
from broadsheet.mailroom.follows import change_frequency, frequencies, own_follow, request_data_link
from broadsheet.mailroom.models import Frequency
from broadsheet.mailroom.personal_data import (
    addresses_held,
    erase_under,
    forget_what_is_over,
    guests_of,
    held_under,
    language_of,
)
from broadsheet.mailroom.privacy_notice import processed
from broadsheet.mailroom.sending import waiting_since
from broadsheet.mailroom.signed_links import email_of_token

__all__ = [
    "LARGEST",
    "Frequency",
    "NoBounce",
    "addresses_held",
    "change_frequency",
    "delivery_notes",
    "delivery_troubles",
    "email_of_token",
    "erase_under",
    "forget_what_is_over",
    "frequencies",
    "guests_of",
    "held_under",
    "language_of",
    "own_follow",
    "processed",
    "request_data_link",
    "run_once",
    "take_bounce",
    "waiting_since",
]
