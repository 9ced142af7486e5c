"""Snapshots: what a model knows, in a file, so that a new process need not read the whole log. A cache: any fault, and it is
as if it were not there.
"""

from __future__ import annotations

import json
import logging
import os
from hashlib import blake2b
from pathlib import Path

import numpy as np
from django.conf import settings

from broadsheet.spam.classifier.features import SIZE, VERSION
from broadsheet.spam.classifier.model import FilterModel
from broadsheet.spam.models import Filter

_log = logging.getLogger("broadsheet.spam")
_TABLES = 6
_DIGEST = 32  # bytes


def path_of(row: Filter) -> Path:
    folder: Path = settings.DATA / "spam"
    return folder / f"filter-{row.pk}.snapshot"


def save(row: Filter, model: FilterModel) -> None:
    """Written beside and renamed, so that nobody reads half a file. A full disk is no reason to say no to a comment."""
    path = path_of(row)
    facts = {
        "version": VERSION,
        "epoch": model.epoch,
        "head": model.head,
        "mark": model.mark,
        "good": model.good,
        "counts": model.learner.counts,
        "scale": model.learner.scale,
    }
    said = json.dumps(facts).encode() + b"\n" + b"".join(table.tobytes() for table in model.learner.tables())
    draft = path.with_suffix(f".{os.getpid()}.draft")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(blake2b(said, digest_size=_DIGEST).digest() + said)
        draft.rename(path)
    except OSError as error:
        _log.warning("The snapshot of the spam filter could not be written: %s", error)
        draft.unlink(missing_ok=True)
    model.saved = model.head


def load(row: Filter) -> FilterModel | None:
    """A model as the snapshot left it, where the filter's log may go on from it."""
    try:
        kept = path_of(row).read_bytes()
        digest, said = kept[:_DIGEST], kept[_DIGEST:]
        if blake2b(said, digest_size=_DIGEST).digest() != digest:
            return None
        head, _, raw = said.partition(b"\n")
        facts = json.loads(head)
    except (OSError, ValueError):
        return None
    if facts["version"] != VERSION or facts["epoch"] != row.epoch or len(raw) != _TABLES * SIZE * 4:
        return None
    if facts["head"] > row.head or (facts["head"] == row.head and facts["mark"] != row.mark):
        return None
    model = FilterModel(row.epoch)
    for place, table in enumerate(model.learner.tables()):
        table[:] = np.frombuffer(raw, dtype=np.float32, count=SIZE, offset=place * SIZE * 4)
    model.head, model.mark, model.saved = facts["head"], facts["mark"], facts["head"]
    model.good = [(str(subject), float(score)) for subject, score in facts["good"]]
    model.learner.counts, model.learner.scale = facts["counts"], facts["scale"]
    return model


def remove(row: Filter) -> None:
    path_of(row).unlink(missing_ok=True)
