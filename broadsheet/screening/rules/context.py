"""What a rule sees of a comment, what it may say, and how a rule is declared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from broadsheet import spam
from broadsheet.comments import Comment, Finding, State
from broadsheet.kit import count_links
from broadsheet.moderation import as_submission
from broadsheet.people import Reader
from broadsheet.screening.known_authors import is_known
from broadsheet.screening.page_age import page_age
from broadsheet.screening.rules.word_lists import eyed
from broadsheet.screening.submission_signals import SubmissionSignals
from broadsheet.spam import Prepared
from broadsheet.stories import Openness, SiteSettings, Story

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

Options = Mapping[str, Any]
LETTERS, DAYS, TIMES = 10_000, 3_650, 10_000  # the most that options may ask for


class Said(Protocol):
    """What most rules look at, in a comment that comes in and in one that came long ago."""

    @property
    def text(self) -> str: ...

    @property
    def html(self) -> str: ...

    @property
    def links(self) -> int: ...

    @property
    def language(self) -> str:
        """The story's."""

    @property
    def name(self) -> str: ...

    @property
    def folded(self) -> str:
        """Name and text as the eye reads them."""


def _folded(name: str, text: str) -> str:
    return eyed(f"{name} | {text}")


@dataclass(frozen=True)
class Past:
    """A comment of the last month as the backtest shows it to a rule: `writer` tells writers apart, `stands` says that it is
    published, `rule` is its story's own, of who appears at once.
    """

    text: str
    html: str
    links: int
    language: str
    name: str
    pk: int
    story: int
    rule: str
    writer: str
    stands: bool
    created: datetime

    @cached_property
    def folded(self) -> str:
        return _folded(self.name, self.text)


@dataclass(frozen=True)
class Case:
    """A comment that is not kept yet, and everything around it.

    `network` is the hash that `people.network` gives, or empty; `before` is the comment's id when its words are changed.
    """

    comment: Comment
    site_settings: SiteSettings
    openness: Openness
    reader: Reader
    network: str = ""
    signals: SubmissionSignals = field(default_factory=SubmissionSignals)
    before: int | None = None

    @property
    def story(self) -> Story:
        return self.comment.story

    @property
    def text(self) -> str:
        return self.comment.text

    @property
    def html(self) -> str:
        return self.comment.html

    @property
    def name(self) -> str:
        return self.comment.name

    @property
    def language(self) -> str:
        return self.story.language

    @cached_property
    def links(self) -> int:
        return count_links(self.html)

    @cached_property
    def folded(self) -> str:
        return _folded(self.name, self.text)

    @cached_property
    def known(self) -> bool:
        """Whether this writer has a published comment besides this one, and no spam."""
        return is_known(self.reader, self.before)

    @cached_property
    def prepared(self) -> Prepared:
        """The submission for the spam filter, with what can be worked out before the database is asked.

        Whether the writer is known is only looked up where the filter has labels and so can use it.
        """
        approved = int(self.known) if spam.has_started() else None
        page = page_age(self.comment.story_id, self.signals.edition)
        facts = {"network": self.network, "approved": approved, "page": page, **self.signals.facts()}
        return spam.prepare(as_submission(self.comment, **facts))


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule says of a comment that it does not refuse.

    `does` is the state it asks for: published, held or spam. `words` are the words that matched, `measured`, `limit` and `subject` those of `Finding`: what
    was exceeded, `late` means that an outside check gave no answer. A finding that is `asking` holds the comment only until an
    answer comes. `afterwards` is called once the comment has its id, with the comment and whether only `asking` findings
    hold it.
    """

    does: State
    words: str = ""
    measured: float | None = None
    limit: float | None = None
    subject: str = ""
    late: bool = False
    asking: bool = False
    afterwards: Callable[[Comment, bool], None] | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """A setting of a rule; `site_field` names the field of the site's settings that holds it, where there is one."""

    name: str
    label: _StrOrPromise
    default: Any
    kind: str = "number"  # or lines, choice, yes, address; `lists` is not chosen here
    least: int = 0
    most: int = TIMES
    choices: tuple[tuple[str, _StrOrPromise], ...] = ()
    site_field: str = ""
    help: _StrOrPromise = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, as it is declared in its file.

    `judge` gives a finding, None, or raises a Refusal; `tell` puts a kept finding into words of the active language.
    `on` is the default before the newsroom has chosen; a `fixed` rule cannot be switched off. With `staff` moderators'
    comments are checked too, with `edits` also edited ones. A finding that says "published" removes the findings of the
    rules named in `waives`. A `last` rule only refuses, and is asked under the discussion's lock. `ready` does work before
    the transaction begins. `replay` makes the backtest's function of the options; without it a rule cannot be tried.
    """

    name: str
    title: _StrOrPromise
    sentence: _StrOrPromise
    judge: Callable[[Case, Options], Found | None]
    tell: Callable[[Finding], str]
    options: tuple[Option, ...] = ()
    on: bool = True
    fixed: bool = False
    staff: bool = False
    edits: bool = True
    last: bool = False
    waives: tuple[str, ...] = ()
    ready: Callable[[Case], object] | None = None
    replay: Callable[[Options], Callable[[Past], Found | None]] | None = None
