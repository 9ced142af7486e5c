"""How much of a kind may be open at once, so that it never takes what everything else needs."""

from __future__ import annotations

import resource
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from broadsheet.kit.process_caches import register

_MOST_FILES = 65_536
_OTHER_FILES = 256  # of one process, for its database, prints and pictures
_MOST_CONNECTIONS = 8_192


def files_of_a_process() -> int:
    """How many files a process may open once it has asked for as many as the system allows it."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return _MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, _MOST_FILES)


def connections_of_a_process() -> int:
    """How many connections each server process takes; what is beyond waits until another ends."""
    return max(min(_MOST_CONNECTIONS, files_of_a_process() - _OTHER_FILES), 2)


class Budget:
    """Of one process: at most `most` at once, and at most `most_of_one` of each key; an empty key has no limit of its own."""

    def __init__(self, most: int, most_of_one: int) -> None:
        self.most, self.most_of_one = most, most_of_one
        self.reset()
        register(self.reset)

    def reset(self) -> None:
        """Nothing is open."""
        self._open: Counter[str] = Counter()
        self._total = 0

    @property
    def total(self) -> int:
        """How many are open."""
        return self._total

    @contextmanager
    def one_of(self, key: str) -> Iterator[bool]:
        """Count one more for as long as the block; False, and not counted, where there are as many as may be."""
        counted = self._open
        if self._total >= self.most or (key and counted[key] >= self.most_of_one):
            yield False
            return
        counted[key] += 1
        self._total += 1
        try:
            yield True
        finally:
            if counted is self._open:  # not reset meanwhile
                self._total -= 1
            counted[key] -= 1
            if not counted[key]:
                del counted[key]
