"""Old addresses: kept where a story can stand there, answered with a redirect where it cannot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from unicodedata import normalize
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

from broadsheet.archive.html_queries import unquoted
from broadsheet.archive.records import Redirect, StoryRecord
from broadsheet.stories import FormerAddress, Story, default_address, fit_address, slug_of

LONGEST = 300


def old_path(link: str) -> str:
    """The path of a link as the door sees it: without host and query, decoded. Empty when there is none."""
    try:
        return re.sub("//+", "/", normalize("NFC", unquoted(urlsplit(link.strip()).path)))
    except ValueError:
        return ""


def usable(path: str) -> str:
    """The path as a story's address, with the slash at its end and without `.html`; empty where no story can stand."""
    path = path.removesuffix(".html").removesuffix(".php").rstrip("/") + "/"
    try:
        fit_address(path)
    except ValidationError:
        return ""
    return path if len(path) <= LONGEST else ""


@dataclass
class Addresses:
    """Gives each new story an address that nobody has or had."""

    dry_run: bool
    _claimed: set[str] = field(default_factory=set)

    def begin(self) -> None:
        """Forget the last batch: its addresses are in the table now, except in a dry run."""
        if not self.dry_run:
            self._claimed.clear()

    def choose(self, records: Sequence[StoryRecord]) -> list[str]:
        """An address for each, the old one where it is free; a note where it is another."""
        wanted = [record.address for record in records if record.address]
        taken = set(Story.objects.filter(address__in=wanted).values_list("address", flat=True))
        taken |= set(FormerAddress.objects.filter(path__in=wanted).values_list("path", flat=True))
        return [self._one(record, taken) for record in records]

    def _one(self, record: StoryRecord, taken: set[str]) -> str:
        address = record.address
        if not address or address in taken or address in self._claimed:
            address = self._made(record)
            if record.address:
                record.notes.append(f"another story stands at {record.address}; it stands at {address} now")
            elif record.live:
                record.notes.append(f"its address there cannot be kept; it stands at {address} now")
        self._claimed.add(address)
        return address

    def _made(self, record: StoryRecord) -> str:
        words = record.slug or record.headline
        wanted = f"/{slug_of(words)}/" if record.page else default_address(words, record.published_at or record.due)
        for number in count(1):
            address = wanted if number == 1 else f"{wanted.rstrip('/')}-{number}/"
            if address not in self._claimed and self._is_free(address):
                break
        return address

    @staticmethod
    def _is_free(address: str) -> bool:
        try:
            fit_address(address)
        except ValidationError:
            return False
        stands = Story.objects.filter(address=address).exists()
        return not stands and not FormerAddress.objects.filter(path=address).exists()


def redirect(redirects: Iterable[Redirect]) -> None:
    """Have each old path answer with the story's address, or with a place on this site; the first to come stays."""
    FormerAddress.objects.bulk_create(
        [
            FormerAddress(path=one.path, story_id=one.story, moved_to=one.to)
            for one in redirects
            if one.path.startswith("/") and len(one.path) <= LONGEST and len(one.to) <= LONGEST and one.path != one.to
        ],
        ignore_conflicts=True,
        batch_size=500,
    )
