"""What a rule sees, and what it may say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from broadsheet.comments import Comment, Finding, State
from broadsheet.people import Reader
from broadsheet.screening.filter_check import prepare
from broadsheet.screening.known_authors import is_known
from broadsheet.screening.rules.word_lists import eyed
from broadsheet.screening.submission_signals import Sending
from broadsheet.spam import Prepared
from broadsheet.stories import House, Openness, Story

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

Options = Mapping[str, Any]
LETTERS, DAYS, TIMES = 10_000, 3_650, 10_000  # the most that options may ask for


@dataclass(frozen=True)
class Said:
    """Words alone: all that most rules look at, in what comes in and in what came long ago."""

    text: str
    html: str
    links: int
    language: str
    name: str

    @cached_property
    def folded(self) -> str:
        """Name and words as the eye reads them."""
        return eyed(f"{self.name} | {self.text}")


@dataclass(frozen=True)
class Past(Said):
    """A comment as a rule that is tried sees it: `writer` tells writers apart, `stands` says that it is published, `rule` is
    its story's own, of who appears at once.
    """

    pk: int
    story: int
    rule: str
    writer: str
    stands: bool
    created: datetime


@dataclass(frozen=True)
class Case(Said):
    """A comment that is not kept yet, and everything around it.

    `network` is the hash that `people.network` gives, or empty; `before` is the comment's id when its words are changed.
    """

    comment: Comment
    story: Story
    house: House
    openness: Openness
    reader: Reader
    network: str = ""
    sending: Sending = field(default_factory=Sending)
    before: int | None = None

    @cached_property
    def known(self) -> bool:
        """Something of this writer's stands, besides this."""
        return is_known(self.reader, self.before)

    @cached_property
    def prepared(self) -> Prepared:
        """What the filter can work out before it asks the database."""
        return prepare(self.comment, self.sending, self.network, lambda: self.known)


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule says of a case, unless it refuses it: published, held or spam.

    `words` matched; `measured`, `limit` and `subject` are those of `Finding`; `late` says that the check gave no answer. What is `asking` holds
    only until an answer comes. `afterwards` is called once the comment has its id, and hears whether nothing but
    asking holds it.
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
    """Something to be chosen about a rule; `of_house` names the house's own field where it has one."""

    name: str
    label: _StrOrPromise
    default: Any
    kind: str = "number"  # or lines, choice, yes, address; `lists` is not chosen here
    least: int = 0
    most: int = TIMES
    choices: tuple[tuple[str, _StrOrPromise], ...] = ()
    of_house: str = ""
    help: _StrOrPromise = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the house.

    `judge` gives what it found, None, or raises a Refusal; `tell` says a kept finding in the active language. `on` is how it
    is before the newsroom has chosen, `fixed` that there is nothing to choose. `staff` says that moderators are not spared,
    `edits` that changed words are looked at as well. What it finds good takes back what the rules in `waives` held.
    What is `last` only refuses, and is asked when nobody else can write into this discussion any more.
    `ready` is worked out before anybody waits for the database. With `replay` it can be tried on what came before.
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
