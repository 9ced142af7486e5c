"""Word lists made ready: one pattern a list, whose time grows with the text alone. Entries are plain words, never patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from broadsheet import spam
from broadsheet.comments import State
from broadsheet.screening.models import WordList

MOST_WORDS, MOST_LETTERS = 2_000, 80  # of a list, of an entry
LIST_DOES = (State.HELD, State.SPAM, State.REMOVED)  # what may become of a comment that a list matches
_NEVER = re.compile(r"(?!)")
Branch = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ReadyList:
    """`words` are the entries as they were written, by what they fold to."""

    name: str
    language: str
    does: State
    pattern: re.Pattern[str]
    words: dict[str, str]

    def found_in(self, folded: str) -> list[str]:
        """The entries that match, each once, as they were written."""
        return list(dict.fromkeys(self.words[match] for match in self.pattern.findall(folded)))


def ready(one: WordList) -> ReadyList:
    words = {folded: word for word in entries(one.words) if (folded := eyed(word))}
    return ReadyList(one.name, one.language, State(one.does), _pattern(words, part=one.part), words)


def eyed(words: str) -> str:
    """As the eye reads them: without case, accents, look-alike letters of other scripts, and marks of emphasis."""
    return spam.as_read(words.replace("*", "").replace("\\", ""))


def entries(words: str) -> list[str]:
    """One a line, each once, in the order they were written."""
    return list(dict.fromkeys(line.strip() for line in words.splitlines() if line.strip()))


def _pattern(words: Iterable[str], *, part: bool) -> re.Pattern[str]:
    """All of them at once, letter by letter: no entry is tried twice at one place, however many there are."""
    root: Branch = {}
    for word in words:
        branch = root
        for letter in word:
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    if not root:
        return _NEVER
    tree = _alternatives(root)
    return re.compile(tree if part else rf"(?<!\w){tree}(?!\w)")


def _alternatives(branch: Branch) -> str:
    ends = "" in branch
    ways = [re.escape(letter) + _alternatives(below) for letter, below in branch.items() if letter]
    if not ways:
        return ""
    if len(ways) == 1 and not ends:
        return ways[0]
    return f"(?:{'|'.join(ways)}){'?' if ends else ''}"
