"""Finding comments by their words: an index of the database's own (FTS5, or tsvector), which holds copies of texts.

Whoever keeps the list of comments gives each its words and its tags (plain letters and digits) and so decides when it is
found; every verb here that changes or forgets words takes them out in its own transaction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from broadsheet.comments import sql

_PARTS = re.compile(r'"([^"]*)"|(\S+)')
_LETTERS = re.compile(r"\w", re.UNICODE)
_MOST_PARTS = 8
_TOGETHER = 500  # ids in one statement
_MOST_LETTERS = 20_000  # of one comment


def index_words(rows: Sequence[tuple[int, str, str]]) -> None:
    """Let these be found: (comment's id, words, tags parted by spaces). What was known of them before is gone."""
    forget_words([pk for pk, _, _ in rows])
    sql.index_words([(pk, words.replace("\0", " ")[:_MOST_LETTERS], tags) for pk, words, tags in rows])


def forget_words(comments: Iterable[int]) -> None:
    """Nothing finds these by their words any more. Within the caller's transaction."""
    ids = list(comments)
    for start in range(0, len(ids), _TOGETHER):
        sql.forget_words(ids[start : start + _TOGETHER])


def find_words(
    words: str, tags: Sequence[Sequence[str]] = (), *, most: int, after: int | None = None, oldest: bool = False
) -> list[int]:
    """The newest (or `oldest`) comments with all of these words ("two together" in quotes) and one tag of each group; `after` an id.

    At most `most`. Nothing where no letter was asked for.
    """
    parts = [" ".join(found).strip() for found in _PARTS.findall(words.replace("\0", " "))][:_MOST_PARTS]
    parts = [part.replace('"', "") for part in parts if _LETTERS.search(part)]
    if not parts or not all(tags):
        return []
    return sql.find_words(parts, tags, most=most, after=after, oldest=oldest)
