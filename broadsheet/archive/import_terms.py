"""Sections, tags and authors, made when the first story that is filed under one arrives."""

from __future__ import annotations

import zlib
from collections import Counter
from dataclasses import dataclass, field
from itertools import count

from django.utils.text import slugify

from broadsheet.archive.import_ids import ImportedIds, short
from broadsheet.archive.records import TermRecord
from broadsheet.stories import Author, Section, Tag, slug_of

_KINDS: dict[str, type[Section] | type[Tag] | type[Author]] = {"section": Section, "tag": Tag, "author": Author}


@dataclass
class Terms:
    """Finds or makes what a story is filed under. A dry run makes nothing and gives ids below zero."""

    ids: ImportedIds
    dry_run: bool
    made: Counter[str] = field(default_factory=Counter)
    _known: dict[tuple[str, str], int] = field(default_factory=dict)  # by foreign slug
    _slugs: dict[tuple[str, str], str] = field(default_factory=dict)  # foreign slug to our own
    _rows: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)  # by our own slug: id and name

    def section(self, filing: TermRecord) -> int:
        return self._find("section", filing)

    def tag(self, filing: TermRecord) -> int:
        return self._find("tag", filing)

    def author(self, filing: TermRecord) -> int:
        return self._find("author", filing)

    def used(self, record: str) -> list[tuple[str, str]]:
        """Foreign and own slug of everything of that kind that stories of this import have."""
        return [(foreign, own) for (kind, foreign), own in self._slugs.items() if kind == record]

    def _find(self, record: str, filing: TermRecord) -> int:
        key = record, filing.slug
        if key not in self._known:
            self._known[key] = self._remembered(record, filing) or self._join_or_make(record, filing)
        return self._known[key]

    def _remembered(self, record: str, filing: TermRecord) -> int | None:
        row = self.ids.row(record, short(filing.slug))
        found = _KINDS[record].objects.filter(pk=row).first() if row else None
        if found is None:
            return None
        self._slugs[record, filing.slug] = found.slug
        return int(found.pk)

    def _join_or_make(self, record: str, filing: TermRecord) -> int:
        """The section or tag of that slug that is here already, or a new one; of authors, only one with the same name."""
        name, wanted = filing.name[:120], slug_for(filing)
        for number in count(1):
            slug = wanted if number == 1 else f"{wanted}-{number}"
            found = self._row(record, slug)
            if found is None:
                return self._keep(record, filing, slug, self._make(record, slug, name))
            if record != "author" or found[1].casefold() == name.casefold():
                return self._keep(record, filing, slug, found[0])
        raise AssertionError("counting never ends")

    def _row(self, record: str, slug: str) -> tuple[int, str] | None:
        if (record, slug) not in self._rows:
            found = _KINDS[record].objects.filter(slug=slug).first()
            if found is None:
                return None
            self._rows[record, slug] = int(found.pk), found.name
        return self._rows[record, slug]

    def _make(self, record: str, slug: str, name: str) -> int:
        self.made[record] += 1
        row = -len(self._rows) - 1 if self.dry_run else int(_KINDS[record].objects.create(name=name, slug=slug).pk)
        self._rows[record, slug] = row, name
        return row

    def _keep(self, record: str, filing: TermRecord, slug: str, row: int) -> int:
        self._slugs[record, filing.slug] = slug
        if not self.dry_run:
            self.ids.remember(record, [(short(filing.slug), row, "")])
        return row


def slug_for(filing: TermRecord) -> str:
    """The foreign slug where it can stand, otherwise one made from the name."""
    for words in (filing.slug, filing.name):
        if slugify(words, allow_unicode=True):
            return slug_of(words)
    return f"unnamed-{zlib.crc32(filing.slug.encode())}"
