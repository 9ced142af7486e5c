"""Putting one new comment into its table."""

from __future__ import annotations

from django.db import connection

from broadsheet.comments import sql
from broadsheet.comments.models import Comment


def insert(comment: Comment) -> None:
    """Keep a new comment and give it its id."""
    comment.pk = sql.insert_comment(comment)
    comment._state.adding, comment._state.db = False, connection.alias
