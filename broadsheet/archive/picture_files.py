"""Pictures that lie beside an export: found, copied once, and known again."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.db import transaction

from broadsheet.archive.html_queries import unquoted
from broadsheet.archive.import_ids import ImportedIds, short
from broadsheet.archive.records import PictureRecord
from broadsheet.archive.staging import Staging, path_of
from broadsheet.stories import NoPicture, Photo, add_photo, check_picture


@dataclass
class Pictures:
    """Finds the photo for an address of the old site. A dry run copies nothing and gives ids below zero."""

    folder: Path
    folders: tuple[str, ...]  # in it, where pictures may lie
    staging: Staging
    ids: ImportedIds
    dry_run: bool
    made: int = 0
    _known: dict[str, tuple[int | None, str]] = field(default_factory=dict)

    def find(self, address: str, foreign: str = "") -> int | None:
        """The photo of an attachment, or of the address of any of its sizes; None when its file is not here."""
        attachment = (self.staging.picture(foreign) if foreign else None) or (
            self.staging.picture_at(address) if address else None
        )
        return self.photo(attachment or PictureRecord(foreign=f"at {path_of(address)}", url=address))[0]

    def photo(self, attachment: PictureRecord) -> tuple[int | None, str]:
        """Its photo, or None and why there is none."""
        key = short(attachment.foreign)
        if key not in self._known:
            if len(self._known) > 100_000:
                self._known.clear()
            self._known[key] = self._remembered(key) or self._take(key, attachment)
        return self._known[key]

    def _remembered(self, key: str) -> tuple[int, str] | None:
        row = self.ids.row("photo", key)
        return (row, "") if row and Photo.objects.filter(pk=row).exists() else None

    def _take(self, key: str, attachment: PictureRecord) -> tuple[int | None, str]:
        path = self._file(attachment.url)
        if path is None:
            return None, f"its file is not beside the export; it was at {attachment.url or 'no address'}"
        try:
            if self.dry_run:
                check_picture(path)
                row = -len(self._known) - 1
            else:
                row = self._keep(key, path, attachment)
        except NoPicture as refusal:
            return None, f"{refusal}; it was at {attachment.url}"
        self.made += 1
        return row, ""

    @transaction.atomic
    def _keep(self, key: str, path: Path, attachment: PictureRecord) -> int:
        words = {"alt": attachment.alt, "caption": attachment.caption, "credit": attachment.credit}
        photo = add_photo(path, title=attachment.title, **words)
        self.ids.remember("photo", [(key, photo.pk, "")])
        return int(photo.pk)

    def _file(self, url: str) -> Path | None:
        """The file, by as much of the address's path as there are folders for, or by its name alone."""
        try:
            parts = [part for part in unquoted(urlsplit(url).path).split("/") if part not in {"", ".", ".."}]
        except ValueError:
            return None
        if not parts or len(parts) > 20 or any(len(part.encode()) > 255 for part in parts):
            return None
        for start in range(len(parts)):
            for folder in self.folders:
                path = self.folder / folder / Path(*parts[start:])
                if path.is_file() and path.resolve().is_relative_to(self.folder.resolve()):
                    return path
        return None
