"""The mailroom: who follows what, letters about it (at once or gathered), unsubscribing, bounces, and letters to staff. It
reads the ledger with a bookmark of its own and writes a row for every letter before it sends it. It refuses to write to
an address whose owner has not confirmed it once, and to send one letter twice without saying so in the log.
"""

from broadsheet.mailroom.bounces import NoBounce, take_bounce
from broadsheet.mailroom.delivery_rounds import run_once
from broadsheet.mailroom.follows import ask_for_letter, change_pace, paces
from broadsheet.mailroom.models import Address, Follow, Pace
from broadsheet.mailroom.personal_data import erase_under, forget_what_is_over, held_under
from broadsheet.mailroom.privacy_notice import processed
from broadsheet.mailroom.signed_links import opened_mine

__all__ = [
    "Address",
    "Follow",
    "NoBounce",
    "Pace",
    "ask_for_letter",
    "change_pace",
    "erase_under",
    "forget_what_is_over",
    "held_under",
    "opened_mine",
    "paces",
    "processed",
    "run_once",
    "take_bounce",
]
