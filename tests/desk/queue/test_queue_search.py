"""The queue: what is listed, how it is narrowed and sorted, and what is done from it, without any script."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from broadsheet.comments import Comment, Contribution, Finding, State, take_in_comments
from broadsheet.desk.models import QueueItem
from broadsheet.desk.queue import Queue, QueueFilter, Sort, count, find_page, states_of
from broadsheet.ledger import recording
from broadsheet.ledger.kinds import Kind
from broadsheet.moderation import Decision, decide_comment
from broadsheet.moderation.reports import flag
from broadsheet.people import Person, Reader, Role, appoint
from broadsheet.stories import Section
from tests.comments.test_cleaning_fields import ATTACKS
from tests.conftest import StoryMaker

WORDS = ("bridge", "toll", "herring")


@pytest.fixture
def talk(a_story: StoryMaker, follow: Any, dee: Any) -> list[Comment]:
    """Sixty comments under three stories, of every kind."""
    sections = [Section.objects.create(name=name, slug=name.lower()) for name in ("Harbour", "Trade")]
    stories = [
        a_story("One", section=sections[0]),
        a_story("Two", section=sections[1], language="ru"),
        a_story("Three", language="ru"),
    ]
    now = timezone.now()
    for number, story in enumerate(stories):
        rows = [
            Contribution(
                str(n),
                f"Writer {n % 4}",
                f"{WORDS[n % 3]} number {n}",
                f"<p>{WORDS[n % 3]} number {n}</p>",
                now - timedelta(minutes=(n * 7 + number * 3) % 50),
                state=list(State.values)[n % 4],
            )
            for n in range(20)
        ]
        take_in_comments(story, rows)
    comments = list(Comment.objects.select_related("story").order_by("pk"))
    for comment in comments:
        Comment.objects.filter(pk=comment.pk).update(guest=f"{comment.pk % 4:032d}")
        if comment.pk % 5 == 0:
            Finding.objects.create(comment=comment, rule="links", does="held", words="x.example", measured=3, limit=2)
    for comment in comments[::3]:
        if comment.state == State.PUBLISHED:
            flag(comment, Reader(guest="f" * 32), "rude")
    follow()
    return comments


def every(filters: QueueFilter) -> list[int]:
    """All pages of it."""
    found: list[int] = []
    after = ""
    while True:
        page = find_page(QueueFilter(**{**_fields(filters), "after": after}), most=7)
        found += [item.pk for item in page.items]
        if not page.after:
            return found
        assert len(found) < 1000
        after = page.after


def _fields(filters: QueueFilter) -> dict[str, Any]:
    return {name: getattr(filters, name) for name in filters.__slots__}


def expected(filters: QueueFilter) -> set[int]:
    """By the plainest means."""
    items = QueueItem.objects.all()
    narrow: dict[Queue, dict[str, Any]] = {
        Queue.HELD: {"state": "held"},
        Queue.FLAGGED: {"state": "published", "flags__gt": 0},
        Queue.AUDIT: {"audit": True},
        Queue.NEW: {"fresh": True},
        Queue.ALL: {},
    }
    items = items.filter(**narrow[filters.queue])
    for name in ("story", "section", "language", "writer", "rule", "state"):
        if getattr(filters, name) not in ("", None):
            items = items.filter(**{name: getattr(filters, name)})
    if filters.words:
        items = items.filter(comment__text__contains=filters.words)
    if filters.sections is not None:
        items = items.filter(section__in=filters.sections)
    return set(items.values_list("pk", flat=True))


def test_every_filter_in_every_queue_and_order_gives_what_it_says(talk: list[Comment]) -> None:
    item = QueueItem.objects.get(pk=talk[25].pk)
    narrowings: list[dict[str, Any]] = [
        {},
        {"story": item.story},
        {"section": item.section},
        {"section": 0},
        {"language": "ru"},
        {"writer": item.writer},
        {"rule": "links"},
        {"state": "spam"},
        {"words": "toll"},
        {"section": item.section, "language": "ru"},
        {"rule": "links", "language": "ru", "state": "held"},
        {"story": item.story, "writer": item.writer, "rule": "links"},
        {"words": "bridge", "story": item.story, "state": "held"},
        {"words": "bridge", "sections": frozenset({item.section})},
        {"sections": frozenset({item.section})},
    ]
    for queue, sort, narrow in product(Queue, Sort, narrowings):
        filters = QueueFilter(queue=queue, sort=sort, **narrow)
        found, right = every(filters), expected(filters)
        assert sorted(found) == sorted(right), filters
        assert count(filters) == (len(right), True), filters
        assert {pk for pk, _ in states_of(filters)} == right
        assert right or queue != Queue.ALL, f"nothing to be found: {filters}"
        _in_order(found, filters)


def _in_order(found: list[int], filters: QueueFilter) -> None:
    items = QueueItem.objects.in_bulk(found)
    moments = [items[pk].created for pk in found]
    urgencies = [items[pk].urgency for pk in found]
    if filters.sort == Sort.URGENCY:
        waits = [one for one in urgencies if one is not None]
        assert waits == sorted(waits, reverse=True) == urgencies[: len(waits)]
    elif filters.words:
        assert found == sorted(found, reverse=filters.sort == Sort.NEWEST)
    else:
        assert moments == sorted(moments, reverse=filters.sort == Sort.NEWEST)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="how SQLite goes about it")
def test_no_filter_reads_the_comments_or_sorts_what_waits(talk: list[Comment]) -> None:
    """Every walk goes along one index, in its order; the comments are asked for by their ids alone."""
    walks: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        walks.append(sql)
        return execute(sql, params, many, context)

    plans: list[tuple[str, str]] = []
    with connection.execute_wrapper(watch):
        for queue, sort in product(Queue, Sort):
            for narrow in ({}, {"rule": "links"}, {"language": "ru"}, {"story": 1}, {"writer": 5}, {"state": "held"}):
                find_page(QueueFilter(queue=queue, sort=sort, **narrow))
    for sql in {sql for sql in walks if "INDEXED BY" in sql}:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", [1] * sql.count("%s"))
            plans += [(sql, row[3]) for row in cursor.fetchall()]
    assert plans
    for sql, plan in plans:
        if "queue_writer" in sql and "TEMP B-TREE" in plan:
            continue  # what waits of one writer is little: it is read and sorted
        assert "USING INDEX" in plan or "USING COVERING INDEX" in plan, (sql, plan)
    assert not any("broadsheet_comment" in sql for sql in walks)


def test_the_page_shows_what_waits_and_why(at_desk: Client, talk: list[Comment]) -> None:
    page = at_desk.get("/-/desk/?rule=links").content.decode()
    assert "Links: It has 3 links, and 2 appear at once. Namely: x.example." in page
    assert page.count("<article") == count(QueueFilter(rule="links"))[0]
    assert at_desk.get("/-/desk/?queue=flagged").content.decode().count("rude") >= 1
    assert "Two" in at_desk.get("/-/desk/stories").content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "queue=x&sort=y&state=z",
        "story=x&writer=-1&after=u.1.x",
        "after=t.9.9",
        "words=%00",
        "after=u.1.9999999999999999999",
        "story=99999999999999999999",
    ],
)
def test_nonsense_in_the_address_is_as_if_it_were_not_there(at_desk: Client, query: str) -> None:
    assert at_desk.get(f"/-/desk/?{query}").status_code == 200


def test_the_former_list_leads_to_the_desk(at_desk: Client) -> None:
    answer = at_desk.get("/-/comments/")
    assert (answer.status_code, answer["Location"]) == (301, "/-/desk/")


def test_somebody_elses_section_is_neither_seen_nor_decided(client: Client, talk: list[Comment], follow: Any) -> None:
    person = Person.objects.create_user("eli@paper.example", "a long enough password", first_name="Eli")
    appoint(person, Role.MODERATOR)
    mine = talk[0].story.section
    assert mine is not None
    person.sections.add(mine)
    client.force_login(person)
    page = client.get("/-/desk/?queue=all&sort=newest").content.decode()
    assert "One" in page and "Two" not in page
    assert 'data-count="all">20<' in page
    other = next(one for one in talk if one.story.section_id != mine.pk and one.state == State.HELD)
    for path, fields in (
        (f"comments/{other.pk}/publish", {"seen": "held"}),
        ("bulk/selected", {"comment": f"{other.pk}.held", "state": "spam"}),
        ("presence", {"comment": str(other.pk)}),
    ):
        answer = client.post(f"/-/desk/{path}", fields)
        assert answer.status_code == 403
        assert "section" in answer.content.decode()
    assert client.get(f"/-/desk/comments/{other.pk}").status_code == 403
    assert client.get(f"/-/desk/history?comment={other.pk}").status_code == 403
    assert "Two" not in client.get("/-/desk/history").content.decode()
    assert not Decision.objects.filter(by=person).exists()


def test_attacks_are_text_at_the_desk(at_desk: Client, a_story: StoryMaker, follow: Any, dee: Any) -> None:
    story = a_story(headline=ATTACKS[0])
    rows = [
        Contribution(str(n), one[:80], one, "<p>words</p>", timezone.now(), state="held")
        for n, one in enumerate(ATTACKS)
    ]
    take_in_comments(story, rows)
    for comment, attack in zip(Comment.objects.order_by("pk"), ATTACKS, strict=True):
        Comment.objects.filter(pk=comment.pk).update(email=attack[:200], website=attack[:200])
        Finding.objects.create(comment=comment, rule="words", does="held", words=attack[:300], subject=attack[:120])
    decide_comment(Comment.objects.order_by("pk")[0], State.SPAM, dee)
    follow()
    for address in (
        "/-/desk/",
        "/-/desk/stories",
        "/-/desk/history",
        f"/-/desk/comments/{Comment.objects.latest('pk').pk}",
    ):
        page = at_desk.get(address).content.decode().replace('<script type="module" src="/-/static', "")
        assert "&lt;script&gt;alert(1)" in page, address
        assert "<script" not in page
        assert "<svg" not in page
        assert "<img" not in page


def test_as_many_questions_whatever_the_page_holds(at_desk: Client, talk: list[Comment], follow: Any) -> None:
    few, asked_for_few = shown_and_asked(at_desk, "/-/desk/?queue=held&rule=links")
    rows = [
        Contribution(f"m{n}", f"Writer {n}", f"More {n}", f"<p>More {n}</p>", timezone.now(), state="held")
        for n in range(40)
    ]
    take_in_comments(talk[0].story, rows)
    for comment in Comment.objects.filter(text__startswith="More"):
        Finding.objects.create(comment=comment, rule="links", does="held", words="x.example")
    recording.record(Kind.IMPORTED, story=talk[0].story_id)
    follow()
    many, asked_for_many = shown_and_asked(at_desk, "/-/desk/?queue=held&rule=links")
    assert (few, many) == (3, 20)
    assert asked_for_many <= asked_for_few + 2  # where a page is full, the next one is looked for


def shown_and_asked(at_desk: Client, address: str) -> tuple[int, int]:
    """How many comments stand on the page, and how many questions the database was asked for it."""
    at_desk.get(address)
    with CaptureQueriesContext(connection) as asked:
        page = at_desk.get(address)
    assert page.status_code == 200
    return page.content.decode().count("<article"), len(asked)
