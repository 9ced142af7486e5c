"""WordPress's own addresses, of categories, tags, authors, months, feeds and attachments, sent on to ours."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.archive.import_ids import ImportedIds, short
from broadsheet.archive.import_terms import Terms
from broadsheet.archive.old_addresses import old_path
from broadsheet.archive.records import Redirect
from broadsheet.archive.staging import Staging

_BASES = {"section": "category", "tag": "tag", "author": "author"}


def made_up_addresses(folder: str, terms: Terms, staging: Staging, ids: ImportedIds) -> Iterator[Redirect]:
    """Every address that WordPress makes up; `folder` is the path below which the old site stood."""
    yield from _feeds(folder)
    yield from _of_terms(folder, terms)
    yield from _months(folder, staging)
    yield from _attachments(staging, ids)


def _feeds(folder: str) -> Iterator[Redirect]:
    for feed in ("feed/", "feed/rss2/", "feed/rss/", "comments/feed/"):
        yield Redirect(f"{folder}/{feed}", "/feed.xml")
    for feed in ("feed/atom/", "comments/feed/atom/"):
        yield Redirect(f"{folder}/{feed}", "/atom.xml")


def _of_terms(folder: str, terms: Terms) -> Iterator[Redirect]:
    tags = dict(terms.used("tag"))
    sections = dict(terms.used("section"))
    for record, base in _BASES.items():
        for foreign, own in terms.used(record):
            yield Redirect(f"{folder}/{base}/{foreign}/", f"/{record}/{own}/")
            if record == "section":
                yield Redirect(f"{folder}/{base}/{foreign}/feed/", f"/section/{own}/feed.xml")
    for foreign in tags.keys() - sections.keys():  # categories that became tags
        yield Redirect(f"{folder}/category/{foreign}/", f"/tag/{tags[foreign]}/")


def _months(folder: str, staging: Staging) -> Iterator[Redirect]:
    months = staging.months()
    for place in (*months, *dict.fromkeys(month[:4] for month in months)):
        yield Redirect(f"{folder}/{place}/", f"/archive/{place}/")


def _attachments(staging: Staging, ids: ImportedIds) -> Iterator[Redirect]:
    """The page that an attachment had leads to the story it hung on."""
    for attachment in staging.pictures():
        path = old_path(attachment.link)
        if attachment.parent and path.strip("/") and (story := ids.row("story", short(attachment.parent))):
            yield Redirect(path, story=story)
