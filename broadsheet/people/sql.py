"""The SQL of this room."""

from __future__ import annotations

from typing import Any

from django.db import connection


def restrictions_state() -> tuple[Any, ...]:
    """When any restriction was last changed, and how many there are.

    Not by the ORM: every post asks this within its transaction, and building a query set takes longer than the query.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(changed), count(*) FROM broadsheet_restriction")
        return tuple(cursor.fetchone())
