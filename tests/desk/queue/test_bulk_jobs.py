"""Decisions about many: the number said first, exactly those and no more, through a killed worker, and back as a whole."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from broadsheet import moderation
from broadsheet.comments import Comment, Contribution, Discussion, State, take_in_comments
from broadsheet.desk.models import BulkJobItem, QueueItem
from broadsheet.desk.queue import begin_bulk_job, bulk_jobs, undo_bulk_job, update_items
from broadsheet.desk.queue.bulk_jobs import run_bulk_jobs
from broadsheet.ledger import Entry, Kind
from broadsheet.moderation import Decision, Reason
from tests.comments.test_changing_state import counted
from tests.conftest import StoryMaker


@pytest.fixture
def talk(a_story: StoryMaker) -> Callable[..., list[Comment]]:
    """So many comments in threads of five, known at the desk."""

    def make(many: int, state: str = "published") -> list[Comment]:
        story = a_story()
        now = timezone.now()
        rows = [
            Contribution(
                str(n),
                "Bo",
                f"Word {n}",
                f"<p>Word {n}</p>",
                now,
                state=state,
                parent=str(n - n % 5) if n % 5 else None,
            )
            for n in range(many)
        ]
        keys = take_in_comments(story, rows)
        update_items(keys.values())
        return list(Comment.objects.filter(story=story).order_by("pk"))

    return make


def states() -> dict[str, int]:
    found: dict[str, int] = {}
    for state in Comment.objects.values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found


@pytest.mark.parametrize("state", list(State))
def test_deciding_together_is_deciding_each(talk: Callable[..., list[Comment]], dee: Any, state: State) -> None:
    comments = [*talk(12), *talk(8, "held")]
    reason = Reason.objects.create(name="Insults a person")
    seen = {one.pk: str(one.state) for one in comments[1:18]}
    lines = Entry.objects.count()
    made = moderation.decide_comments(seen, state, dee, reason=reason if state == State.REMOVED else None)
    changed = [pk for pk, was in seen.items() if was != state]
    assert sorted(made) == sorted(changed)
    assert set(Comment.objects.filter(pk__in=seen).values_list("state", flat=True)) == {state}
    assert Entry.objects.count() == lines + len(changed)
    assert Entry.objects.filter(person=dee.pk, kind__in=[Kind.COMMENT_PUBLISHED, Kind.COMMENT_HIDDEN]).count() == len(
        changed
    )
    for one in Discussion.objects.all():
        counted(one.story)
    for pk in changed:
        moderation.undo(Decision.objects.get(pk=made[pk]), dee)
    assert states() == {"published": 12, "held": 8}
    for one in Discussion.objects.all():
        counted(one.story)


def test_what_was_decided_otherwise_meanwhile_is_passed_over(
    talk: Callable[..., list[Comment]], dee: Any, ada: Any
) -> None:
    comments = talk(150, "held")
    job = begin_bulk_job([(one.pk, "held") for one in comments], State.REMOVED, dee)
    moderation.decide_comment(comments[3], State.PUBLISHED, ada)
    comments[4].delete()
    run_bulk_jobs(float("inf"))
    job.refresh_from_db()
    assert (job.total, job.done, job.passed, job.settled) == (150, 148, 2, True)
    assert states() == {"removed": 148, "published": 1}
    assert set(QueueItem.objects.exclude(pk=comments[3].pk).values_list("state", flat=True)) == {"removed"}


def test_it_is_taken_back_as_a_whole_once(talk: Callable[..., list[Comment]], dee: Any, ada: Any) -> None:
    comments = talk(120)
    job = begin_bulk_job([(one.pk, "published") for one in comments], State.SPAM, dee)
    run_bulk_jobs(0)  # one batch
    moderation.decide_comment(comments[0], State.PUBLISHED, ada)
    assert undo_bulk_job(job) and not undo_bulk_job(job)
    run_bulk_jobs(float("inf"))
    job.refresh_from_db()
    assert states() == {"published": 120}
    assert (job.done, job.returned) == (100, 99)
    counted(comments[0].story)


def test_a_short_one_is_done_before_the_answer(talk: Callable[..., list[Comment]], dee: Any) -> None:
    comments = talk(10)
    job = begin_bulk_job([(one.pk, "published") for one in comments], State.HELD, dee)
    assert job.settled and job.done == 10
    assert undo_bulk_job(job)
    assert states() == {"published": 10}


def test_nobody_decides_more_than_they_were_told_of(at_desk: Client, talk: Callable[..., list[Comment]]) -> None:
    talk(7, "held")
    page = at_desk.get("/-/desk/bulk?queue=held").content.decode()
    assert "<h1>7 comments</h1>" in page
    talk(1, "held")
    answer = at_desk.post("/-/desk/bulk/decide?queue=held", {"many": "7", "state": "spam"})
    assert answer.status_code == 409 and "8 of them" in answer.content.decode()
    assert states() == {"held": 8}
    answer = at_desk.post("/-/desk/bulk/decide?queue=held", {"many": "8", "state": "spam"})
    assert states() == {"spam": 8}
    page = at_desk.get(answer["Location"]).content.decode()
    assert "8 of 8" in page
    at_desk.post(f"{answer['Location']}/undo", {})
    assert states() == {"held": 8}


def test_who_moderates_no_longer_decides_no_more(talk: Callable[..., list[Comment]], dee: Any) -> None:
    job = begin_bulk_job([(one.pk, "held") for one in talk(150, "held")], State.PUBLISHED, dee)
    dee.role = "reader"
    dee.save(update_fields=["role"])
    run_bulk_jobs(float("inf"))
    job.refresh_from_db()
    assert job.settled and states() == {"held": 150}


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="a child of the test's own shares its database file")
def test_a_killed_worker_goes_on_where_it_was(
    talk: Callable[..., list[Comment]], dee: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    comments = talk(120, "held")
    monkeypatch.setattr(bulk_jobs, "_TOGETHER", 10)
    job = begin_bulk_job([(one.pk, "held") for one in comments], State.REMOVED, dee)
    for _ in range(3):
        connections.close_all()
        child = multiprocessing.get_context("fork").Process(target=_die_in_the_middle)
        child.start()
        child.join()
        assert child.exitcode == -signal.SIGKILL
    decided = BulkJobItem.objects.exclude(decision=None).count()
    assert decided == Decision.objects.count() == Comment.objects.filter(state="removed").count() == 6
    run_bulk_jobs(float("inf"))
    job.refresh_from_db()
    assert (job.done, job.passed) == (120, 0)
    assert Decision.objects.count() == 120


def _die_in_the_middle() -> None:
    """Two comments are decided and kept; the next batch is killed before its end."""
    bulk_jobs._TOGETHER = 2
    run_bulk_jobs(0)
    vars(bulk_jobs)["update_items"] = _die
    run_bulk_jobs(0)


def _die(comments: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
