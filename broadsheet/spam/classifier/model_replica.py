"""What each process remembers of the log of labels, and how it catches up before it says anything.

The log is the truth. A mind has read it up to a number, and the mark there is a digest of all it has read: where the
log has gone another way (a transaction that was rolled back, an erasure), it begins anew. Snapshots are a cache.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from hashlib import blake2b

from broadsheet.spam.classifier.model import Mind
from broadsheet.spam.classifier.model_snapshots import load, save
from broadsheet.spam.models import Filter, Label

_MOST_MINDS = 4
_SNAPSHOT_EVERY = 200  # labels
_A_BATCH = 500

_minds: OrderedDict[int, Mind] = OrderedDict()
lock = threading.RLock()  # the threads of a process share its minds


def mind_of(row: Filter) -> Mind:
    """The mind of a filter as of `row`, which was just read; hold `lock` while you use it."""
    with lock:
        mind = _minds.get(row.pk)
        if mind is None or not _fits(mind, row):
            mind = load(row) or Mind(row.epoch)
        if not _catch_up(mind, row):
            mind = Mind(row.epoch)
            _catch_up(mind, row, believing=True)
        _minds[row.pk] = mind
        _minds.move_to_end(row.pk)
        while len(_minds) > _MOST_MINDS:
            _minds.popitem(last=False)
        if mind.head - mind.saved >= _SNAPSHOT_EVERY:
            save(row, mind)
        return mind


def rebuilt(row: Filter) -> Mind:
    """A mind that has read the whole log and no snapshot."""
    mind = Mind(row.epoch)
    _catch_up(mind, row, believing=True)
    return mind


def forget_minds() -> None:
    """As a process that has just begun."""
    with lock:
        _minds.clear()


def knows(row_id: int) -> bool:
    return row_id in _minds


def mark_of(before: str, label: Label) -> str:
    """The digest of a log that ends with this label."""
    said = f"{before} {label.number} {int(label.spam)} {int(label.back)} {label.score!r} {label.subject} ".encode()
    return blake2b(said + bytes(label.features), digest_size=16).hexdigest()


def _fits(mind: Mind, row: Filter) -> bool:
    return mind.epoch == row.epoch and mind.head <= row.head and (mind.head < row.head or mind.mark == row.mark)


def _catch_up(mind: Mind, row: Filter, *, believing: bool = False) -> bool:
    """Read the lines that are missing; False when they do not go on from what was read."""
    first = not believing
    while mind.head < row.head:
        tail = row.labels.filter(number__gt=mind.head, number__lte=row.head).order_by("number")
        lines = list(tail.only("number", "mark", "spam", "back", "score", "features", "subject")[:_A_BATCH])
        if not lines:
            break  # erased: nothing more to read
        for label in lines:
            if first and mark_of(mind.mark, label) != label.mark:
                return False
            first = False
            mind.read(label)
    mind.head, mind.mark = row.head, row.mark
    return True
