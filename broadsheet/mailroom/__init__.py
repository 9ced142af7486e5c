"""The mailroom: who follows what, letters about it (at once or gathered), unsubscribing, bounces, and letters to staff. It
reads the ledger with a bookmark of its own and writes a row for every letter before it sends it. It refuses to write to
an address whose owner has not confirmed it once, and to send one letter twice without saying so in the log.
"""

from broadsheet.mailroom.bouncing import NoBounce, take_bounce
from broadsheet.mailroom.following import ask_for_letter, change_pace, paces
from broadsheet.mailroom.keeping import erase_under, forget_what_is_over, held_under
from broadsheet.mailroom.models import Address, Follow, Letter, Pace, State, Subject, What
from broadsheet.mailroom.processing import processed
from broadsheet.mailroom.rounds import run_once
from broadsheet.mailroom.sealing import opened_mine, sealed_mine

__all__ = [
    "Address",
    "Follow",
    "Letter",
    "NoBounce",
    "Pace",
    "State",
    "Subject",
    "What",
    "ask_for_letter",
    "change_pace",
    "erase_under",
    "forget_what_is_over",
    "held_under",
    "opened_mine",
    "paces",
    "processed",
    "run_once",
    "sealed_mine",
    "take_bounce",
]
