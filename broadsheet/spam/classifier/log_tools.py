"""The log as an operator handles it: taught from a file, written out, and checked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b

from django.db import transaction

from broadsheet.kit import in_turn
from broadsheet.spam.classifier.evaluation import Example
from broadsheet.spam.classifier.teaching import learn
from broadsheet.spam.models import SITE, Filter

_A_BATCH = 50


def train(given: Iterable[Example], name: str = SITE, tell: Callable[[int], None] | None = None) -> tuple[int, int]:
    """Teach examples that somebody labelled; safe to do again. Gives how many were new, and how many there were."""
    new = count = 0
    batch: list[Example] = []
    for example in given:
        batch.append(example)
        count += 1
        if len(batch) == _A_BATCH:
            new += _teach(batch, name)
            batch = []
            if tell:
                tell(count)
    return new + _teach(batch, name), count


def _teach(batch: list[Example], name: str) -> int:
    with in_turn(), transaction.atomic():
        return sum(
            learn(given, spam, subject=f"file {_digest(given.author, given.text)}", source="file", name=name)
            for given, spam in batch
        )


def _digest(*words: str) -> str:
    return blake2b("\n".join(words).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def export(name: str = SITE) -> Iterator[str]:
    """The log, a JSON line a label, oldest first. Features, no words."""
    row = Filter.objects.filter(name=name).first()
    if row is None:
        return
    for label in row.labels.order_by("number").iterator(200):
        facts = {
            "number": label.number,
            "spam": label.spam,
            "back": label.back,
            "score": label.score,
            "subject": label.subject,
            "source": label.source,
            "at": label.at.isoformat(),
            "features": list(memoryview(bytes(label.features)).cast("i")),
        }
        yield json.dumps(facts)


def rebuild(name: str = SITE) -> tuple[str, str, int]:
    """Read the whole log anew. Gives the fingerprint of what this process knows from snapshot and tail, that of the log
    alone, and the number of labels; a snapshot of the latter is kept.
    """
    from broadsheet.spam.classifier.model_replica import lock, model_of, rebuilt
    from broadsheet.spam.classifier.model_snapshots import save

    with transaction.atomic():
        row = Filter.objects.filter(name=name).first()
        if row is None:
            return "", "", 0
        with lock:
            known, anew = model_of(row), rebuilt(row)
            save(row, anew)
            return known.fingerprint(), anew.fingerprint(), row.head
