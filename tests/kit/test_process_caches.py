"""What a process keeps in memory, and forgets all at once."""

from __future__ import annotations

import re
from itertools import count

from django.conf import settings

from broadsheet.kit import process_cache, register
from broadsheet.kit.process_caches import reset_all

_answers = count()


@process_cache(most=2)
def answer(key: str) -> int:
    return next(_answers)


def test_an_answer_is_kept_until_all_caches_are_reset() -> None:
    first = answer("key")
    assert answer("key") == first
    reset_all()
    assert answer("key") > first


def test_the_oldest_answer_goes_when_there_is_no_room() -> None:
    first = answer("one")
    for key in ("two", "three"):
        answer(key)
    assert answer("one") != first


def test_whatever_was_registered_is_reset() -> None:
    kept = {"a": 1}
    register(kept.clear)
    reset_all()
    assert kept == {}


def test_every_cache_of_a_process_has_an_end() -> None:
    """Those of one object (`lru_cache(None)(…)`, a print's) end with it; as a decorator they would not."""
    endless = re.compile(r"@(functools\.)?(cache\b|lru_cache\((None|maxsize=None)\))")
    files = list(settings.PACKAGE.rglob("*.py"))
    assert len(files) > 300
    assert [str(file) for file in files if endless.search(file.read_text())] == []
