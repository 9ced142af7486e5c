"""What the first reading of an export sets aside for the second: on disk, so that a large site needs no memory."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import astuple
from typing import Self
from urllib.parse import urlsplit

from broadsheet.archive.html_queries import unquoted
from broadsheet.archive.records import PictureRecord

_SIZE = re.compile(r"-(?:\d{1,5}x\d{1,5}|scaled)(?=\.\w+\Z)")


class Staging:
    """A database that lives in a nameless temporary file until it is closed."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("")
        self._base.executescript(
            "CREATE TABLE attachment (id TEXT PRIMARY KEY, url, parent, title, alt, caption, credit, link, path, whole);"
            "CREATE INDEX by_path ON attachment (path); CREATE INDEX by_whole ON attachment (whole); CREATE INDEX by_parent ON attachment (parent);"
            "CREATE TABLE term (kind, slug, name, used DEFAULT 0, PRIMARY KEY (kind, slug));"
            "CREATE TABLE month (name PRIMARY KEY);"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    def keep_picture(self, attachment: PictureRecord) -> None:
        values = (*astuple(attachment), path_of(attachment.url), whole_path_of(attachment.url))
        self._base.execute("INSERT OR IGNORE INTO attachment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)

    def picture(self, foreign: str) -> PictureRecord | None:
        return next(self._pictures("WHERE id = ?", foreign), None)

    def picture_at(self, url: str) -> PictureRecord | None:
        """The attachment whose file, in whatever size, has this address on whatever host."""
        exact = self._pictures("WHERE whole = ? ORDER BY rowid LIMIT 1", whole_path_of(url))
        return next(exact, None) or next(self._pictures("WHERE path = ? ORDER BY rowid LIMIT 1", path_of(url)), None)

    def attached_to(self, post: str) -> list[PictureRecord]:
        return list(self._pictures("WHERE parent = ? ORDER BY rowid LIMIT 500", post))

    def pictures(self) -> Iterator[PictureRecord]:
        return self._pictures("ORDER BY rowid")

    def _pictures(self, where: str, *values: str) -> Iterator[PictureRecord]:
        columns = "id, url, parent, title, alt, caption, credit, link"
        for row in self._base.execute(f"SELECT {columns} FROM attachment {where}", values):  # noqa: S608 - no values
            yield PictureRecord(*row)

    def keep_term(self, kind: str, slug: str, name: str) -> None:
        self._base.execute("INSERT OR IGNORE INTO term (kind, slug, name) VALUES (?, ?, ?)", (kind, slug, name))

    def use_term(self, kind: str, slug: str) -> None:
        self._base.execute("UPDATE term SET used = 1 WHERE kind = ? AND slug = ?", (kind, slug))

    def unused_terms(self) -> Iterator[tuple[str, str, str]]:
        """Kind, slug and name of each that no story was filed under."""
        yield from self._base.execute("SELECT kind, slug, name FROM term WHERE used = 0 ORDER BY rowid")

    def keep_month(self, name: str) -> None:
        self._base.execute("INSERT OR IGNORE INTO month VALUES (?)", (name,))

    def months(self) -> list[str]:
        return [name for (name,) in self._base.execute("SELECT name FROM month ORDER BY name")]


def path_of(url: str) -> str:
    """An address without host, query, and the size that WordPress adds to a smaller copy's name."""
    return _SIZE.sub("", whole_path_of(url))


def whole_path_of(url: str) -> str:
    """An address without host and query."""
    try:
        return unquoted(urlsplit(url.strip()).path)
    except ValueError:
        return ""
