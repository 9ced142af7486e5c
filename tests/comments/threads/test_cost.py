"""One more comment costs the same in a discussion of ten thousand: few queries, each by an index."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from broadsheet.comments import Comment
from broadsheet.comments.threads import first_part, sheets_showing, where
from broadsheet.comments.threads.thread_pages import list_sheet, thread_sheet
from broadsheet.discussion.liking import like, unlike
from broadsheet.discussion.posting import post_comment
from broadsheet.kit import cache_for_request
from broadsheet.moderation import hide_comment, publish_comment
from broadsheet.people import Reader
from broadsheet.screening import WordList, rules
from broadsheet.stories import Order
from tests.comments.threads.test_thread_pages import talk
from tests.conftest import StoryMaker

READER = Reader(guest="c" * 32)
_WHOLE_TABLE = re.compile(r"SCAN broadsheet_(comment|like|flag|part|discussion|entry)\b(?! USING (?:COVERING )?INDEX)")


def queries(act: Callable[[], object]) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        act()
    return [query["sql"] for query in captured.captured_queries]


@pytest.fixture
def discussion(a_story: StoryMaker) -> tuple[Any, list[Comment]]:
    story = a_story(rule="everyone")
    return story, talk(story, [None, *[0] * 150, *[None] * 60, *[155] * 12])


def test_a_post_asks_the_database_ten_times_at_most(client: Client, discussion: tuple[Any, list[Comment]]) -> None:
    """Besides the site, the measures and the rota, which a server asks for once a second."""
    story, comments = discussion
    fields = {"name": "Bo", "text": "Warm up the caches."}
    address = f"/-/stories/{story.pk}/comments"
    with cache_for_request():
        client.post(address, fields, headers={"Accept": "application/json"})
        for parent in ("", str(comments[155].pk)):
            post = partial(client.post, address, {"name": "Bo", "text": f"Well said {parent}", "parent": parent})
            asked = [sql for sql in queries(post) if "pace" not in sql and "SAVEPOINT" not in sql]
            assert len(asked) <= 10, "\n".join(sql[:100] for sql in asked)
            assert Comment.objects.filter(text=f"Well said {parent}".strip()).exists()


def test_how_rules_are_set_is_read_once_and_what_is_published_writes_no_finding(
    client: Client, discussion: tuple[Any, list[Comment]], dee: Any
) -> None:
    story, _comments = discussion
    rules.keep_list(WordList(name="Money", words="bitcoin"), dee)
    post = partial(client.post, f"/-/stories/{story.pk}/comments", {"name": "Bo", "text": "Warm up the caches."})
    assert any("wordlist" in sql for sql in queries(post))
    client.cookies.clear()
    again = partial(client.post, f"/-/stories/{story.pk}/comments", {"name": "Bo", "text": "Well said."})
    assert not [sql for sql in queries(again) if re.search("wordlist|rulesetting|finding", sql)]
    assert Comment.objects.get(text="Well said.").state == "published"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's query plans")
def test_no_query_reads_a_whole_table(discussion: tuple[Any, list[Comment]]) -> None:
    story, comments = discussion
    deep = Comment.objects.select_related("story", "thread").get(pk=comments[120].pk)

    def everything() -> None:
        new = post_comment(story, name="Bo", text="Something to add", parent=deep, reader=READER)
        hide_comment(new)
        publish_comment(new)
        like(deep, READER)
        unlike(deep, READER)
        where(deep)
        sheets_showing(deep)
        for order in Order:
            first_part(story, order)
            list_sheet(story, order, 2)
        thread_sheet(comments[0])
        Client().get(f"/-/comments/{deep.pk}")

    asked = [sql for sql in queries(everything) if sql.startswith(("SELECT", "UPDATE", "DELETE"))]
    assert len(asked) > 20
    assert [(sql, plan_of(sql)) for sql in asked if _WHOLE_TABLE.search(plan_of(sql))] == []
    assert _WHOLE_TABLE.search(plan_of("SELECT * FROM broadsheet_comment WHERE name = 'Bo'")), "this is how it looks"


def plan_of(sql: str) -> str:
    """What SQLite does for it."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}".replace("%", "%%"))
        return " / ".join(row[3] for row in cursor.fetchall())


def test_a_first_part_does_not_load_the_discussion(discussion: tuple[Any, list[Comment]]) -> None:
    story, _comments = discussion
    assert len(first_part(story).items) == 20
    assert len(queries(lambda: first_part(story))) <= 8
