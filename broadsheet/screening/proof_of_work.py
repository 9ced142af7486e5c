"""Proof of work: while strangers flood a story, their browsers solve a small puzzle unseen, so that sending costs a moment. No CAPTCHA.

A story is flooded from the 21st post within a minute by guests who never wrote before, until ten minutes have passed without one of them that
proves nothing. What proves nothing is held, never refused. The puzzle is bound to the story and to ten minutes, and good once.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from hashlib import sha256

from django.core import signing
from django.utils.translation import gettext

from broadsheet.kit import Refusal, allow, prolong
from broadsheet.people import Reader
from broadsheet.screening.submission_signals import SubmissionSignals
from broadsheet.spam import Prepared

ASKS = "?"  # what our script sends in place of a proof: it can work one out, should one be wanted
BITS = 13  # eight thousand tries on average: half a second on a telephone
_MOST, _A_MINUTE, _CALM = 20, 60, 600  # posts, seconds, seconds
_VALID = 600  # seconds
_SALT = "discussion.proving"


class ProofWanted(Refusal):
    """Only said to a script that offered to prove; it sends the same once more, and the reader sees nothing of it."""

    status = 428

    def __init__(self, story_id: int) -> None:
        super().__init__(gettext("Please send this once more."))
        self.facts = {"puzzle": signing.dumps([story_id, secrets.token_hex(8)], salt=_SALT), "bits": BITS}


def ask_for_proof(prepared: Prepared, story_id: int, reader: Reader, signals: SubmissionSignals) -> Prepared:
    """What is to be judged: the same, or, where a proof was wanted and none came, one that says so. Raises ProofWanted.

    Within the post's transaction: what is counted here for a post that is then refused does not count.
    """
    if not reader.fresh or reader.person is not None:
        return prepared
    flood = f"fresh guests {story_id}"
    if allow(flood, _MOST, _A_MINUTE) or is_proof(signals.proof, story_id):
        return prepared
    if signals.proof == ASKS:
        raise ProofWanted(story_id)
    prolong(flood, _CALM)
    return replace(prepared, submission=replace(prepared.submission, unproven=True))


def is_proof(proof: str, story_id: int) -> bool:
    """Whether it is a puzzle of ours for this story with a number that solves it, seen for the first time."""
    puzzle, _, _ = proof.rpartition("/")
    try:
        bound_to, _ = signing.loads(puzzle, salt=_SALT, max_age=_VALID)
    except signing.BadSignature:
        return False
    digest = sha256(proof.encode("utf-8", "replace")).digest()
    solved = int.from_bytes(digest[:4], "big") >> (32 - BITS) == 0
    return bool(bound_to == story_id) and solved and allow(f"proof {puzzle}", 1, _VALID)
