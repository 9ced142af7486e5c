"""Each process's replicas of the filters' models, brought up to date from the log of labels before they are used.

The log is the truth. A model has read it up to a number, and its `mark` is a digest of all it has read: where the log has
gone another way (a transaction that was rolled back, an erasure), the model is built anew. Snapshots are a cache.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from hashlib import blake2b

from broadsheet.kit import register
from broadsheet.spam.classifier.model import FilterModel
from broadsheet.spam.classifier.model_snapshots import load, save
from broadsheet.spam.models import Filter, Label

_MOST_MODELS = 4
_SNAPSHOT_EVERY = 200  # labels
_A_BATCH = 500

lock = threading.RLock()  # the threads of a process share its models


class _Replicas:
    """The models that were used last, by the filter's id; at most four, of 6 MB each."""

    def __init__(self) -> None:
        self._models: OrderedDict[int, FilterModel] = OrderedDict()
        register(self.clear)

    def get(self, filter_id: int) -> FilterModel | None:
        return self._models.get(filter_id)

    def put(self, filter_id: int, model: FilterModel) -> None:
        self._models[filter_id] = model
        self._models.move_to_end(filter_id)
        while len(self._models) > _MOST_MODELS:
            self._models.popitem(last=False)

    def clear(self) -> None:
        with lock:
            self._models.clear()


_replicas = _Replicas()


def model_of(row: Filter) -> FilterModel:
    """The model of a filter as of `row`, which was just read from the database; hold `lock` while you use it."""
    with lock:
        model = _replicas.get(row.pk)
        if model is None or not _fits(model, row):
            model = load(row) or FilterModel(row.epoch)
        if not _catch_up(model, row):
            model = rebuilt(row)
        _replicas.put(row.pk, model)
        if model.head - model.saved >= _SNAPSHOT_EVERY:
            save(row, model)
        return model


def rebuilt(row: Filter) -> FilterModel:
    """A new model that has read the whole log and no snapshot."""
    model = FilterModel(row.epoch)
    _catch_up(model, row, believing=True)
    return model


def mark_of(before: str, label: Label) -> str:
    """The digest of a log that ends with this label."""
    said = f"{before} {label.number} {int(label.spam)} {int(label.back)} {label.score!r} {label.subject} ".encode()
    return blake2b(said + bytes(label.features), digest_size=16).hexdigest()


def _fits(model: FilterModel, row: Filter) -> bool:
    """Whether the filter's log may go on from what the model has read."""
    return model.epoch == row.epoch and model.head <= row.head and (model.head < row.head or model.mark == row.mark)


def _catch_up(model: FilterModel, row: Filter, *, believing: bool = False) -> bool:
    """Read the labels that are missing; False when they do not go on from what was read. `believing` skips that check,
    for a model that has read nothing.
    """
    first = not believing
    while model.head < row.head:
        tail = row.labels.filter(number__gt=model.head, number__lte=row.head).order_by("number")
        lines = list(tail.only("number", "mark", "spam", "back", "score", "features", "subject")[:_A_BATCH])
        if not lines:
            break  # erased: nothing more to read
        for label in lines:
            if first and mark_of(model.mark, label) != label.mark:
                return False
            first = False
            model.read(label)
    model.head, model.mark = row.head, row.mark
    return True
