"""Putting rows of comments into their table by hand: the ORM asks every field of every row how it is to be written,
which takes longer than to write it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.db import connection
from django.db.models import DateTimeField

from broadsheet.comments.models import Comment

Getter = tuple[Callable[[Comment], Any], bool]


def insert(comment: Comment) -> None:
    """Keep a new comment and give it its id."""
    statement, getters = _statement(connection.vendor, with_id=False)
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} RETURNING id", _row(comment, getters))
        comment.pk = cursor.fetchone()[0]
    comment._state.adding, comment._state.db = False, connection.alias


def insert_all(comments: Sequence[Comment]) -> None:
    """Keep comments that have their ids already."""
    statement, getters = _statement(connection.vendor, with_id=True)
    with connection.cursor() as cursor:
        cursor.executemany(statement, [_row(comment, getters) for comment in comments])


@lru_cache(maxsize=4)
def _statement(vendor: str, *, with_id: bool) -> tuple[str, list[Getter]]:
    fields = [field for field in Comment._meta.concrete_fields if with_id or not field.primary_key]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    getters: list[Getter] = [(attrgetter(field.attname), isinstance(field, DateTimeField)) for field in fields]
    return f"INSERT INTO {quote(Comment._meta.db_table)} ({names}) VALUES ({marks})", getters  # noqa: S608


def _row(comment: Comment, getters: list[Getter]) -> list[Any]:
    adapt = connection.ops.adapt_datetimefield_value
    return [adapt(get(comment)) if moment else get(comment) for get, moment in getters]
