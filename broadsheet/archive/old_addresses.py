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
from broadsheet.archive.records import Piece
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

    def choose(self, pieces: Sequence[Piece]) -> list[str]:
        """An address for each, the old one where it is free; a note where it is another."""
        wanted = [piece.address for piece in pieces if piece.address]
        taken = set(Story.objects.filter(address__in=wanted).values_list("address", flat=True))
        taken |= set(FormerAddress.objects.filter(path__in=wanted).values_list("path", flat=True))
        return [self._one(piece, taken) for piece in pieces]

    def _one(self, piece: Piece, taken: set[str]) -> str:
        address = piece.address
        if not address or address in taken or address in self._claimed:
            address = self._made(piece)
            if piece.address:
                piece.notes.append(f"another story stands at {piece.address}; it stands at {address} now")
            elif piece.live:
                piece.notes.append(f"its address there cannot be kept; it stands at {address} now")
        self._claimed.add(address)
        return address

    def _made(self, piece: Piece) -> str:
        words = piece.slug or piece.headline
        wanted = f"/{slug_of(words)}/" if piece.page else default_address(words, piece.published_at or piece.due)
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


def redirect(rows: Iterable[tuple[str, int | None, str]]) -> None:
    """Have each old path answer with the story's address, or with a place on this site; the first to come stays."""
    FormerAddress.objects.bulk_create(
        [
            FormerAddress(path=path, story_id=story, moved_to=moved_to)
            for path, story, moved_to in rows
            if path.startswith("/") and len(path) <= LONGEST and len(moved_to) <= LONGEST and path != moved_to
        ],
        ignore_conflicts=True,
        batch_size=500,
    )
