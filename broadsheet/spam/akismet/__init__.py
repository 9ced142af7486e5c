"""Akismet's protocol, both ways: other sites ask us (each key with a model of its own), and, where the newsroom has a key, we ask
Akismet beside our own filter. It refuses to make a reader wait for another site.
"""

from broadsheet.spam.akismet.callbacks import call_back
from broadsheet.spam.akismet.client import Answer, ask, asks_akismet, choose_akismet, due, question
from broadsheet.spam.akismet.keys import keys_in_use, make_key, revoke_key, used

__all__ = [
    "Answer",
    "ask",
    "asks_akismet",
    "call_back",
    "choose_akismet",
    "due",
    "keys_in_use",
    "make_key",
    "question",
    "revoke_key",
    "used",
]
