"""WordPress exports (WXR 1.0 to 1.2), as Tools, Export, "All content" writes them.

The file is read twice: once to see that it is whole and to set aside what stories refer to, then to take it in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from broadsheet.archive.import_ids import ImportedIds
from broadsheet.archive.import_terms import Terms
from broadsheet.archive.loss_report import ALTERED, DROPPED
from broadsheet.archive.picture_files import Pictures
from broadsheet.archive.records import CommentRecord, Loss, MentionRecord, Redirect, StoryRecord
from broadsheet.archive.staging import Staging
from broadsheet.archive.wordpress.first_pass import WANTED, Fields, fields_of, metas_of, named, plain, survey
from broadsheet.archive.wordpress.made_up_addresses import made_up_addresses
from broadsheet.archive.wordpress.wordpress_comments import CommentReader
from broadsheet.archive.wordpress.wordpress_posts import StoryReader
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


class WordPressExport:
    """One export, looked through once. Raises TakeInError where the file is not whole."""

    picture_folders: tuple[str, ...] = ("", "uploads", "wp-content/uploads")

    def __init__(self, path: Path, staging: Staging, progress: Callable[[int], None]) -> None:
        self.path, self.staging, self.progress = path, staging, progress
        self.site = survey(path, staging, progress)
        self.origin = self.site.origin
        self.losses: list[Loss] = []  # noted since the last story
        self.comments: list[CommentRecord] = []  # of the item that is being read
        self.mentions: list[MentionRecord] = []
        self.seen: set[str] = set()
        self.comment_reader = CommentReader(self.site.clock, lambda *facts: self._drop("comment", *facts))

    def records(self, pictures: Pictures) -> Iterator[StoryRecord | Loss]:
        """Every story with its discussion, in the order of the file, and what does not come along."""
        story_reader = StoryReader(self.site, self.staging, pictures)
        for name, element in elements(self.path, named, WANTED, self.progress):
            if name == "wp:comment":
                self._comment(element)
            elif name == "item":
                yield from self._item(story_reader, element)
                self.comments, self.mentions = [], []
            yield from self._noted()

    def left_out(self) -> Iterator[Loss]:
        """What holds for the export as a whole."""
        for key, times in sorted(self.comment_reader.metas.items()):
            reason = f"of {times:,} comments; notes of plugins are not kept"
            yield Loss(DROPPED, "comment meta", key[:200], reason)
        if self.comment_reader.networks:
            yield Loss(
                DROPPED, "network addresses", "", f"of {self.comment_reader.networks:,} comments; they are never stored"
            )
        if self.site.unknown_language:
            reason = f"unknown here; stories are “{self.site.language}”"
            yield Loss(ALTERED, "language", self.site.unknown_language, reason)

    def redirects(self, terms: Terms, ids: ImportedIds) -> Iterator[Redirect]:
        """The addresses that WordPress makes up, once all stories are in."""
        return made_up_addresses(self.site.folder, terms, self.staging, ids)

    def _noted(self) -> list[Loss]:
        noted, self.losses = self.losses, []
        return noted

    def _drop(self, record: str, foreign: str, reason: str, title: str = "") -> None:
        self.losses.append(Loss(DROPPED, record, foreign, reason, title))

    def _comment(self, element: Any) -> None:
        read = self.comment_reader.read(element)
        if isinstance(read, CommentRecord):
            self.comments.append(read)
        elif read is not None:
            self.mentions.append(read)

    def _item(self, reader: StoryReader, element: Any) -> Iterator[StoryRecord]:
        item = fields_of(element)
        number, kind = item.get("wp:post_id", "").strip(), item.get("wp:post_type", "").strip()
        reason = self._reason_against(item, number, kind)
        if reason is None:
            self.seen.add(number)
            story = reader.compose(element, item, metas_of(element, "wp:postmeta"))
            story.comments, story.mentions = self.comments, self.mentions
            if story.live and story.published_at and not story.page:
                self.staging.keep_month(f"{story.published_at:%Y/%m}")
            yield story
        elif kind != "attachment" or self.comments or self.mentions:
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
        for comment in self.comments:
            self._drop("comment", comment.foreign, why, comment.name)
        for mention in self.mentions:
            self._drop("mention", mention.foreign, why, mention.title)
