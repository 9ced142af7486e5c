"""What could not be done: one bad item never stops a loop, is logged once, and is shown to the newsroom and by `doctor`."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TypeVar

from django.db import DatabaseError, InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils import timezone

from broadsheet.kit.models import Trouble
from broadsheet.kit.process_caches import register

_log = logging.getLogger("broadsheet.troubles")
_KEPT = timedelta(days=7)  # after it was last met
T = TypeVar("T")
_known: set[tuple[str, str]] | None = None


@contextmanager
def guarded(work: str, item: object = "") -> Iterator[None]:
    """Around one item of a loop: what goes wrong with it is noted, and the loop goes on. That it went well again, too.

    A database that does not answer is nobody's item: that is raised.
    """
    name = str(item)
    try:
        yield
    except (OperationalError, InterfaceError):
        raise
    except Exception as problem:
        note_trouble(work, name, problem)
    else:
        end_trouble(work, name)


def together_or_each(work: str, items: list[T], do: Callable[[list[T]], object]) -> None:
    """Do it for all of them at once; where that fails one by one, so that a bad one keeps none of the others back."""
    try:
        do(items)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        _log.debug("%s: all at once failed.", work, exc_info=True)
        for item in items:
            with guarded(work, item):
                do([item])


def note_trouble(work: str, item: str, problem: BaseException) -> None:
    """Keep it, and log it the first time."""
    said = f"{type(problem).__name__}: {problem}"[:300].replace("\0", "")
    now, key = timezone.now(), (work[:64], item[:120])
    try:
        with transaction.atomic():
            known = Trouble.objects.filter(work=key[0], item=key[1])
            if known.update(said=said, last=now, times=F("times") + 1):
                return
            Trouble.objects.create(work=key[0], item=key[1], said=said)
    except DatabaseError:
        _log.exception("A trouble could not be kept.")
    _troubled().add(key)
    _log.error("%s: %s could not be done. Everything else goes on.", work, item or "it", exc_info=problem)


def end_trouble(work: str, item: str = "") -> None:
    """It went well: nothing is left to be shown."""
    key = (work[:64], item[:120])
    if key in _troubled():
        Trouble.objects.filter(work=key[0], item=key[1]).delete()
        _troubled().discard(key)


def known_troubles() -> list[Trouble]:
    """What could not be done, the newest first."""
    return list(Trouble.objects.order_by("-last", "pk")[:50])


def forget_troubles() -> int:
    """Delete those that were not met for a week: their item is gone. Gives how many."""
    return Trouble.objects.filter(last__lt=timezone.now() - _KEPT).delete()[0]


def _troubled() -> set[tuple[str, str]]:
    """What this process knows to be in trouble; read once, so that what goes well costs no question."""
    global _known
    if _known is None:
        _known = set(Trouble.objects.values_list("work", "item"))
    return _known


def _reset() -> None:
    global _known
    _known = None


register(_reset)
