"""A flooded story wants a proof of work: who brings none is held, never refused; and a proof is good once."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable
from hashlib import sha256
from string import ascii_letters
from typing import Any

import pytest
from django.core import signing
from django.test import Client

from broadsheet import spam
from broadsheet.comments import Comment, State
from broadsheet.discussion.posting import post_comment
from broadsheet.kit.models import Pace
from broadsheet.people import Reader
from broadsheet.screening import ProofWanted, SubmissionSignals
from broadsheet.screening.proof_of_work import BITS, is_proof
from tests.conftest import StoryMaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def pacing(settings: Any) -> None:
    settings.PACING = True


chance = random.Random(1)
Flooded = Callable[[], Any]


@pytest.fixture
def flooded(a_story: StoryMaker, pacing: None) -> Flooded:
    """A story where twenty strangers wrote within the minute."""

    def make() -> Any:
        story = a_story(rule="everyone")
        assert {stranger(story).state for _ in range(20)} == {State.PUBLISHED}
        return story

    return make


def stranger(story: Any, proof: str = "", **more: Any) -> Comment:
    token = secrets.token_hex(16)
    words = "".join(chance.choices(ascii_letters + " ", k=200))
    reader = Reader(guest=token, fresh=True)
    return post_comment(
        story,
        name="Bo",
        text=words,
        network=token,
        signals=SubmissionSignals(proof=proof),
        **{"reader": reader, **more},
    )


def solve(puzzle: str, bits: int = BITS) -> str:
    number = 0
    while int.from_bytes(sha256(f"{puzzle}/{number}".encode()).digest()[:4], "big") >> (32 - bits):
        number += 1
    return f"{puzzle}/{number}"


def puzzle_of(story: Any) -> str:
    with pytest.raises(ProofWanted) as wanted:
        stranger(story, "?")
    return str(wanted.value.facts["puzzle"])


def test_without_a_flood_nobody_is_asked(a_story: StoryMaker, pacing: None) -> None:
    assert stranger(a_story(rule="everyone"), "?").state == State.PUBLISHED


def test_in_a_flood_the_plain_form_is_held_and_says_why(flooded: Flooded) -> None:
    comment = stranger(flooded())
    assert comment.state == State.HELD
    judged = spam.judgement_of(comment.pk)
    assert judged is not None
    assert "proof of work that browsers" in " ".join(spam.words_for(judged.reasons))


def test_a_proof_publishes(flooded: Flooded) -> None:
    story = flooded()
    assert stranger(story, solve(puzzle_of(story))).state == State.PUBLISHED


def test_a_proof_is_good_once(flooded: Flooded) -> None:
    story = flooded()
    proof = solve(puzzle_of(story))
    assert [stranger(story, proof).state for _ in range(2)] == [State.PUBLISHED, State.HELD]
    other = solve(proof.rpartition("/")[0] + "/")  # the same puzzle, another number
    assert stranger(story, other).state == State.HELD


def test_a_proof_is_bound_to_its_story(flooded: Flooded) -> None:
    first, second = flooded(), flooded()
    assert stranger(second, solve(puzzle_of(first))).state == State.HELD


def test_a_proof_must_be_worked_for(flooded: Flooded) -> None:
    story = flooded()
    puzzle = puzzle_of(story)
    number = next(n for n in range(99) if sha256(f"{puzzle}/{n}".encode()).digest()[0])
    assert stranger(story, f"{puzzle}/{number}").state == State.HELD


@pytest.mark.parametrize("proof", ["x", "/", "//", "?/1", "\ud800/1", "a:b:c/1", "\0", "0" * 300])
def test_nonsense_is_no_proof(proof: str, db: None) -> None:
    assert not is_proof(proof, 1)


def test_a_puzzle_of_ones_own_is_no_puzzle(pacing: None, settings: Any) -> None:
    forged = signing.dumps([1, "00"], salt="discussion.proving", key="another key")
    assert not is_proof(solve(forged), 1)


def test_who_wrote_before_is_not_asked(flooded: Flooded, bo: Any, dee: Any) -> None:
    story = flooded()
    known = Reader(guest="b" * 32)
    assert stranger(story, reader=known).state == State.PUBLISHED
    assert stranger(story, reader=Reader(guest="c" * 32, person=bo, fresh=True)).state == State.PUBLISHED
    assert stranger(story, reader=Reader(guest="d" * 32, person=dee, fresh=True)).state == State.PUBLISHED


def test_another_story_is_not_flooded(flooded: Flooded, a_story: StoryMaker) -> None:
    flooded()
    assert stranger(a_story(rule="everyone")).state == State.PUBLISHED


def test_a_flood_lasts_while_posts_come_that_prove_nothing(flooded: Flooded) -> None:
    story = flooded()
    before = Pace.objects.order_by("-times").values_list("until", flat=True)[0]
    stranger(story, solve(puzzle_of(story)))
    assert Pace.objects.order_by("-times").values_list("until", flat=True)[0] == before
    stranger(story)
    assert Pace.objects.order_by("-times").values_list("until", flat=True)[0] > before


def test_a_script_is_told_the_puzzle_and_a_form_is_not(flooded: Flooded) -> None:
    story = flooded()
    typed = {"name": "Bo", "text": "Something of mine.", "proof": "?"}
    answer = Client(headers={"accept": "application/json"}).post(f"/-/stories/{story.pk}/comments", typed)
    assert (answer.status_code, answer.json()["bits"]) == (428, BITS)
    proof = solve(answer.json()["puzzle"])
    again = Client(headers={"accept": "application/json"}).post(
        f"/-/stories/{story.pk}/comments", typed | {"proof": proof}
    )
    assert (again.status_code, again.json()["state"]) == (201, "published")
    plain = Client().post(f"/-/stories/{story.pk}/comments", {"name": "Bo", "text": "Something else of mine."})
    assert plain.status_code == 303
    assert Comment.objects.latest("pk").state == State.HELD
