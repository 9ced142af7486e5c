"""The record stream: what a format makes of another system's export, the same shapes for every format (`docs/formats.md`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Block = dict[str, Any]  # {"type": ..., "value": ...} as a story's body holds it


class TakeInError(Exception):
    """The file cannot be taken in; `sentence` says why, and where in the file."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class TermRecord:
    """What a story is filed under: the foreign slug and the name."""

    slug: str
    name: str


@dataclass(slots=True)
class CommentRecord:
    """One comment as it will stand here. `parent` is a foreign id, empty for a top-level comment."""

    foreign: str
    parent: str
    name: str
    email: str
    website: str
    text: str
    html: str
    created: datetime | None
    state: str
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class MentionRecord:
    """Another site's page that speaks of the story."""

    foreign: str
    kind: str
    source: str
    title: str
    text: str
    created: datetime | None
    state: str
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class StoryRecord:
    """One story or standing page with its discussion.

    `notes` are the reasons for the report: what was altered on the way. `address` is empty when one is to be made of
    `slug` and the time. `due` is set when the story is scheduled.
    """

    foreign: str
    page: bool
    headline: str
    standfirst: str = ""
    body: list[Block] = field(default_factory=list)
    live: bool = False
    published_at: datetime | None = None
    timeless: bool = False  # that time is made up
    changed_at: datetime | None = None
    due: datetime | None = None
    closed: bool = False
    language: str = "en"
    author: TermRecord | None = None
    section: TermRecord | None = None
    tags: list[TermRecord] = field(default_factory=list)
    lead: int | None = None
    address: str = ""
    slug: str = ""
    former: list[str] = field(default_factory=list)
    comments: list[CommentRecord] = field(default_factory=list)
    mentions: list[MentionRecord] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PictureRecord:
    """A file of the old site: where it was, and the words that go with it. `parent` is the foreign id of its story."""

    foreign: str
    url: str
    parent: str = ""
    title: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Loss:
    """A record, or a count of records, that is not here as it was there. `what` is ALTERED or DROPPED of `loss_report.py`."""

    what: str
    record: str
    foreign: str
    reason: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Redirect:
    """An address of the old site, path or path with query, that leads to `to` here, or to the row `story`."""

    path: str
    to: str = ""
    story: int | None = None
