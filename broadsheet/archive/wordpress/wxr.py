"""WordPress exports (WXR 1.0 to 1.2), as Tools, Export, "All content" writes them.

The file is read twice: once to see that it is whole and to set aside what stories refer to, then to take it in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from broadsheet.archive.import_ids import Memory
from broadsheet.archive.import_taxonomies import Files
from broadsheet.archive.loss_report import ALTERED, DROPPED, Report
from broadsheet.archive.picture_files import Pictures
from broadsheet.archive.records import Piece, Reaction, Remark
from broadsheet.archive.storing import Store
from broadsheet.archive.wordpress.first_pass import WANTED, Fields, Site, fields_of, metas_of, named, plain, survey
from broadsheet.archive.wordpress.staging_db import Aside
from broadsheet.archive.wordpress.wordpress_addresses import forward_places
from broadsheet.archive.wordpress.wordpress_comments import Commenter
from broadsheet.archive.wordpress.wordpress_posts import Composer
from broadsheet.archive.xml_reader import elements

_NOT_STORIES = {
    "nav_menu_item": "menus are not kept: the sections are the menu here",
    "wp_navigation": "menus are not kept: the sections are the menu here",
    "revision": "earlier versions are not kept",
    "wp_block": "reusable blocks are not kept",
    "wp_global_styles": "themes are not kept",
    "wp_template": "themes are not kept",
    "wp_template_part": "themes are not kept",
    "custom_css": "themes are not kept",
    "customize_changeset": "themes are not kept",
    "oembed_cache": "it is WordPress's own note",
    "user_request": "it is WordPress's own note",
}


def take_in_wordpress(path: Path, report: Report, progress: Callable[[int], None] | None = None) -> None:
    """Take in one export. Raises TakeInError, before anything is written, where the file is not whole."""
    with Aside() as aside:
        site = survey(path, aside, progress)
        _Import(path, site, aside, report).run(progress)


@dataclass
class _Import:
    path: Path
    site: Site
    aside: Aside
    report: Report
    remarks: list[Remark] = field(default_factory=list)  # of the item that is being read
    reactions: list[Reaction] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        dry_run = self.report.dry_run
        self.memory = Memory(self.site.origin)
        self.files = Files(self.memory, dry_run)
        self.pictures = Pictures(self.path.parent, self.aside, self.memory, dry_run)
        self.composer = Composer(self.site, self.aside, self.pictures)
        self.store = Store(self.memory, self.files, self.report)
        self.commenter = Commenter(self.site.clock, lambda *facts: self._drop("comment", *facts))

    def run(self, progress: Callable[[int], None] | None) -> None:
        for name, element in elements(self.path, named, WANTED, progress):
            if name == "wp:comment":
                self._comment(element)
            elif name == "item":
                self._item(element)
                self.remarks, self.reactions = [], []
        self.store.flush()
        self._finish()

    def _drop(self, record: str, foreign: str, reason: str, title: str = "") -> None:
        self.report.note(DROPPED, record, foreign, reason, title)

    def _comment(self, element: Any) -> None:
        read = self.commenter.read(element)
        if isinstance(read, Remark):
            self.remarks.append(read)
        elif read is not None:
            self.reactions.append(read)

    def _item(self, element: Any) -> None:
        item = fields_of(element)
        number, kind = item.get("wp:post_id", "").strip(), item.get("wp:post_type", "").strip()
        reason = self._reason_against(item, number, kind)
        if reason is None:
            self.seen.add(number)
            piece = self.composer.compose(element, item, metas_of(element, "wp:postmeta"))
            piece.remarks, piece.reactions = self.remarks, self.reactions
            self._keep(piece)
        elif kind != "attachment" or self.remarks or self.reactions:
            self._leave(item, number, kind, reason)

    def _reason_against(self, item: Fields, number: str, kind: str) -> str | None:
        """Why an item is no story; None when it is one."""
        if not number:
            return "it has no number (wp:post_id)"
        if kind in {"", "post", "page"}:
            if item.get("wp:status", "").strip() in {"auto-draft", "inherit"}:
                return "it is WordPress's own copy of something unsaved"
            return "its number stands twice in the file; the first counts" if number in self.seen else None
        if kind == "attachment":
            return "it belongs to an attachment, which has no discussion here"
        return _NOT_STORIES.get(kind, f"its kind “{kind[:40]}” is none that is printed here")

    def _leave(self, item: Fields, number: str, kind: str, reason: str) -> None:
        if kind != "attachment":
            self._drop(kind or "item", number[:200], reason, plain(item.get("title", "")))
        why = reason if kind == "attachment" else f"what it was written under ({kind or 'item'} {number}) is not kept"
        for remark in self.remarks:
            self._drop("comment", remark.foreign, why, remark.name)
        for reaction in self.reactions:
            self._drop("mention", reaction.foreign, why, reaction.title)

    def _keep(self, piece: Piece) -> None:
        if piece.live and piece.published_at and not piece.page:
            self.aside.keep_month(f"{piece.published_at:%Y/%m}")
        self.store.add(piece)

    def _finish(self) -> None:
        """What holds for the export as a whole, once all stories are in."""
        for attachment in self.aside.attachments():
            photo, reason = self.pictures.photo(attachment)
            if photo is None:
                self._drop("attachment", attachment.foreign, reason, attachment.title)
        for kind, slug, name in self.aside.unused_terms():
            self._drop(kind, slug, "no story of the export is filed under it", name)
        for key, times in sorted(self.commenter.metas.items()):
            self._drop("comment meta", key[:200], f"of {times:,} comments; notes of plugins are not kept")
        if self.commenter.networks:
            self._drop("network addresses", "", f"of {self.commenter.networks:,} comments; they are never stored")
        if self.site.unknown_language:
            self.report.note(
                ALTERED, "language", self.site.unknown_language, f"unknown here; stories are “{self.site.language}”"
            )
        self.report.taken.update({"photos": self.pictures.made})
        self.report.taken.update({f"{name}s": count for name, count in self.files.made.items()})
        if not self.report.dry_run:
            forward_places(self.site.folder, self.files, self.aside, self.memory)
