"""WordPress's own addresses, of categories, tags, authors, months, feeds and attachments, sent on to ours."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.archive.import_ids import Memory, short
from broadsheet.archive.import_taxonomies import Files
from broadsheet.archive.old_addresses import old_path, redirect
from broadsheet.archive.wordpress.staging_db import Aside

_BASES = {"section": "category", "tag": "tag", "author": "author"}
_AT_A_TIME = 500
Row = tuple[str, int | None, str]


def forward_places(folder: str, files: Files, aside: Aside, memory: Memory) -> None:
    """Redirect every address that WordPress makes up; `folder` is the path below which the old site stood."""
    rows: list[Row] = []
    for row in (*_feeds(folder), *_filed(folder, files), *_months(folder, aside), *_attachments(aside, memory)):
        rows.append(row)
        if len(rows) >= _AT_A_TIME:
            redirect(rows)
            rows = []
    redirect(rows)


def _feeds(folder: str) -> Iterator[Row]:
    for feed in ("feed/", "feed/rss2/", "feed/rss/", "comments/feed/"):
        yield f"{folder}/{feed}", None, "/feed.xml"
    for feed in ("feed/atom/", "comments/feed/atom/"):
        yield f"{folder}/{feed}", None, "/atom.xml"


def _filed(folder: str, files: Files) -> Iterator[Row]:
    tags = dict(files.filed("tag"))
    sections = dict(files.filed("section"))
    for record, base in _BASES.items():
        for foreign, own in files.filed(record):
            yield f"{folder}/{base}/{foreign}/", None, f"/{record}/{own}/"
            if record == "section":
                yield f"{folder}/{base}/{foreign}/feed/", None, f"/section/{own}/feed.xml"
    for foreign in tags.keys() - sections.keys():  # categories that became tags
        yield f"{folder}/category/{foreign}/", None, f"/tag/{tags[foreign]}/"


def _months(folder: str, aside: Aside) -> Iterator[Row]:
    months = aside.months()
    for place in (*months, *dict.fromkeys(month[:4] for month in months)):
        yield f"{folder}/{place}/", None, f"/archive/{place}/"


def _attachments(aside: Aside, memory: Memory) -> Iterator[Row]:
    """The page that an attachment had leads to the story it hung on."""
    for attachment in aside.attachments():
        path = old_path(attachment.link)
        if attachment.parent and path.strip("/") and (story := memory.row("story", short(attachment.parent))):
            yield path, story, ""
