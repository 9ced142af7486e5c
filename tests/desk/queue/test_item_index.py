"""Cases follow the ledger, however it is read, and their counts are what counting gives."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet import discussion, ledger, moderation
from broadsheet.comments import Comment, Contribution, Finding, State, find_words, take_in_comments
from broadsheet.desk import personal_data, queue
from broadsheet.desk.models import QueueCount, QueueItem, ReindexJob
from broadsheet.desk.queue import expire_new_writers, totals, update_items
from broadsheet.desk.queue.counters import counts_of
from broadsheet.desk.queue.item_index import hash_of
from broadsheet.desk.queue.ledger_reader import READER
from broadsheet.desk.queue.sql import COUNTED
from broadsheet.desk.queue.urgency import urgency_of
from broadsheet.kit import DataSubject
from broadsheet.moderation.reports import flag
from broadsheet.people import Reader
from broadsheet.stories import Section, publish
from tests.conftest import StoryMaker


def counted() -> None:
    """Every kept number is what counting gives, and every item what its comment is."""
    expected: dict[int, dict[str, int]] = {}
    for item in QueueItem.objects.select_related("comment__story"):
        assert item.state == item.comment.state
        assert item.story == item.comment.story_id
        assert item.section == (item.comment.story.section_id or 0)
        sums = expected.setdefault(item.story, dict.fromkeys(COUNTED, 0))
        for name, number in counts_of(item).items():
            sums[name] += number
    kept = {count.pk: {name: getattr(count, name) for name in COUNTED} for count in QueueCount.objects.all()}
    assert {pk: sums for pk, sums in kept.items() if any(sums.values())} == expected


def item_of(comment: Comment) -> QueueItem:
    return QueueItem.objects.get(pk=comment.pk)


def test_a_held_comment_waits_and_a_decided_one_does_not(
    a_story: StoryMaker, a_comment: Any, dee: Any, follow: Any
) -> None:
    comment = a_comment(a_story(), state="held")
    follow()
    assert (
        item_of(comment).state == "held"
        and item_of(comment).urgency is not None
        and item_of(comment).rule == "new-writer"
    )
    moderation.decide_comment(comment, State.PUBLISHED, dee)
    follow()
    assert item_of(comment).state == "published" and item_of(comment).urgency is None
    counted()


def test_a_flag_waits_until_somebody_has_looked(a_story: StoryMaker, a_comment: Any, dee: Any, follow: Any) -> None:
    comment = a_comment(a_story(), reader=Reader(guest="b" * 32))
    moderation.keep_comment(comment, dee)
    flag(comment, Reader(guest="a" * 32), "rude")
    follow()
    assert item_of(comment).flags == 1 and totals(None)["flagged"] == 1
    kept = moderation.keep_comment(comment, dee)
    follow()
    assert item_of(comment).flags == 0 and totals(None)["flagged"] == 0
    moderation.undo(kept, dee)
    follow()
    assert item_of(comment).flags == 1
    counted()


def test_a_new_writer_is_new_until_something_of_theirs_stands(a_story: StoryMaker, a_comment: Any, follow: Any) -> None:
    story = a_story()
    first = a_comment(story, "One.", reader=Reader(guest="b" * 32))
    second = a_comment(story, "Two.", reader=Reader(guest="b" * 32))
    follow()
    assert item_of(first).fresh and not item_of(second).fresh
    QueueItem.objects.update(created=timezone.now() - timedelta(days=8))
    Comment.objects.update(created=timezone.now() - timedelta(days=8))
    expire_new_writers()
    assert not item_of(first).fresh and item_of(first).urgency is None
    counted()


def test_the_first_rule_that_found_something_is_the_reason(a_story: StoryMaker, a_comment: Any) -> None:
    comment = a_comment(a_story(), state="held")
    Finding.objects.all().delete()
    Finding.objects.create(comment=comment, rule="links", does="held")
    Finding.objects.create(comment=comment, rule="length", does="held")
    update_items([comment.pk])
    assert item_of(comment).rule == "links"


def test_a_story_that_moves_takes_its_items_with_it(a_story: StoryMaker, a_comment: Any, follow: Any) -> None:
    story = a_story()
    comment = a_comment(story)
    follow()
    story.section = Section.objects.create(name="Harbour", slug="harbour")
    publish(story)
    follow()
    assert item_of(comment).section == story.section_id
    assert find_words("said", [[f"section{story.section_id}"]], most=5) == [comment.pk]
    counted()


def test_a_site_that_had_comments_before_is_filled_what_waits_first(
    a_story: StoryMaker, a_comment: Any, follow: Any
) -> None:
    story = a_story()
    rows = [
        Contribution(
            str(n), "Bo", f"Comment {n}", "<p></p>", timezone.now(), state="held" if n % 50 == 0 else "published"
        )
        for n in range(700)
    ]
    take_in_comments(story, rows)
    assert queue.run_once(seconds=0) > 0
    assert set(QueueItem.objects.values_list("state", flat=True)) == {"held"} and QueueItem.objects.count() == 14
    assert ReindexJob.objects.exists()
    follow()
    assert QueueItem.objects.count() == 700 and not ReindexJob.objects.exists()
    counted()


def test_what_an_import_brings_is_filled_in(a_story: StoryMaker, a_comment: Any, follow: Any) -> None:
    story = a_story()
    a_comment(story)
    follow()
    take_in_comments(story, [Contribution("1", "Bo", "An old one", "<p>An old one</p>", timezone.now())])
    ledger.record(ledger.Kind.IMPORTED, story=story.pk)
    follow()
    assert QueueItem.objects.count() == 2
    assert len(find_words("old one", most=5)) == 1
    counted()


def test_reading_the_same_lines_again_changes_nothing(
    a_story: StoryMaker, a_comment: Any, dee: Any, follow: Any
) -> None:
    story = a_story()
    moderation.decide_comment(a_comment(story), State.SPAM, dee)
    a_comment(story, "Another one.", state="held")
    follow()
    before = list(QueueItem.objects.values()), list(QueueCount.objects.values())
    ledger.Bookmark.objects.filter(pk=READER).update(number=0)
    follow()
    assert (list(QueueItem.objects.values()), list(QueueCount.objects.values())) == before


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 5), st.sampled_from([*State.values, "flag", "keep"])), max_size=15))
def test_counts_stay_right(a_story: StoryMaker, dee: Any, steps: list[tuple[int, str]]) -> None:
    story = a_story()
    take_in_comments(
        story, [Contribution(str(n), "Bo", f"No {n}", "<p></p>", timezone.now(), state="held") for n in range(6)]
    )
    comments = list(Comment.objects.filter(story=story).order_by("pk"))
    for which, what in steps:
        comment = Comment.objects.select_related("story").get(pk=comments[which].pk)
        if what in State.values:
            moderation.decide_comment(comment, State(what), dee)
        elif comment.state == State.PUBLISHED:
            _ = flag(comment, Reader(guest="c" * 32)) if what == "flag" else moderation.keep_comment(comment, dee)
        update_items([comment.pk])
        counted()


def test_words_are_found_until_they_are_changed_withdrawn_or_erased(
    a_story: StoryMaker, a_comment: Any, follow: Any, settings: Any
) -> None:
    reader = Reader(guest="b" * 32)
    comment = a_comment(a_story(), "Herring is cheap.", reader=reader, name="Nia")
    follow()
    assert find_words("herring", most=5) == find_words('"is cheap" nia', most=5) == [comment.pk]
    discussion.edit_comment(comment, text="Bread is dear.", reader=reader)
    assert find_words("herring", most=5) == []
    follow()
    assert find_words("bread", most=5) == [comment.pk]
    discussion.withdraw_comment(comment, reader=reader)
    assert find_words("bread", most=5) == []


def test_erasing_somebody_leaves_nothing_to_find(a_story: StoryMaker, a_comment: Any, follow: Any) -> None:
    comment = a_comment(a_story(), "Herring is cheap.", reader=Reader(guest="b" * 32), name="Nia")
    follow()
    assert item_of(comment).writer == hash_of("b" * 32)
    whose = DataSubject(email="", guests=frozenset({"b" * 32}))
    assert [one["comment"] for one in personal_data.held_under(whose)["cases"]] == [comment.pk]
    discussion.erase_under(whose, words=True)
    assert find_words("herring", most=5) == find_words("nia", most=5) == []
    personal_data.erase_under(whose, words=True)
    assert item_of(comment).writer == 0
    assert personal_data.held_under(whose)["cases"] == []
    follow()
    assert find_words("herring", most=5) == []


def test_a_deleted_comment_leaves_no_words(a_story: StoryMaker, a_comment: Any, follow: Any) -> None:
    story = a_story()
    comment = a_comment(story, "Herring is cheap.")
    follow()
    moderation.Decision.objects.all().delete()
    assert len(find_words("herring", most=5)) == QueueItem.objects.count() == 1
    comment.delete()
    assert find_words("herring", most=5) == [] and not QueueItem.objects.exists()


@pytest.mark.parametrize(
    "words", ['"', "***", "a OR b", "NEAR(a b)", "text:x", "-x", "{a}", "(", "^a", "\0", "'", "é\\"]
)
def test_nothing_typed_as_words_is_more_than_words(
    a_story: StoryMaker, a_comment: Any, follow: Any, words: str
) -> None:
    a_comment(a_story(), "Well said, b.")
    follow()
    assert find_words("well b", most=5) != []
    assert find_words(words, [["spublished"]], most=5) == []


def test_urgency_grows_with_flags_readers_and_waiting() -> None:
    now = timezone.now()
    base = urgency_of(now, flags=0, readers=0, published=False)
    assert urgency_of(now, flags=1, readers=0, published=False) > base
    assert urgency_of(now, flags=0, readers=100, published=False) > base
    assert urgency_of(now - timedelta(hours=1), flags=0, readers=0, published=False) > base
    assert urgency_of(now, flags=1, readers=0, published=True) > urgency_of(now, flags=1, readers=0, published=False)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="how SQLite goes about it")
def test_whether_a_writer_is_new_is_asked_by_the_writer(a_story: StoryMaker, a_comment: Any) -> None:
    """Not along everything that is published: SQLite takes that index as soon as it may."""
    comment = a_comment(a_story())
    with CaptureQueriesContext(connection) as asked:
        update_items([comment.pk])
    sql = next(one["sql"] for one in asked.captured_queries if "guest_known" in one["sql"])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        plan = " / ".join(row[3] for row in cursor.fetchall())
    assert "comment_of_guest" in plan and "comment_of_person" in plan and "comment_by_state" not in plan, plan
