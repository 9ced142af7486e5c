"""Calling other sites back where the answer they were given is no longer ours, as Akismet's protocol has it (`callback`).

An address that a stranger hands in is a request forgery waiting to happen: only the host that the key is registered for is ever
called, by the usual ports, through the guarded fetch, from the worker. Anything else is passed over without a word.
"""

from __future__ import annotations

import json
import secrets
from datetime import timedelta
from urllib.parse import urlencode, urlsplit

from django.db.models import F, Q
from django.utils import timezone

from broadsheet.kit import Unfetched, fetch
from broadsheet.kit.loops import guarded
from broadsheet.spam.classifier import Outcome, Prepared, Submission, judge
from broadsheet.spam.models import Callback, Key

KEPT = timedelta(days=1)
_MOST_OF_A_KEY, _AT_ONCE = 200, 20
_TRIES, _BETWEEN_TRIES = 3, timedelta(minutes=5)
_MOST_LETTERS = 500
_SECONDS, _BYTES = 3.0, 10_000


def is_callable(address: str, host: str) -> bool:
    """Whether it is a plain address of this very host. What is public and what is not is seen when it is called."""
    if len(address) > _MOST_LETTERS or not all("!" <= letter <= "~" and letter != "\\" for letter in address):
        return False
    try:
        parts = urlsplit(address)
        return (
            parts.scheme in {"http", "https"}
            and parts.hostname == host
            and "@" not in parts.netloc
            and parts.port in {None, 80 if parts.scheme == "http" else 443}
        )
    except ValueError:
        return False


def note_callback(key: Key, address: str, prepared: Prepared, writer: str, *, told: bool) -> str:
    """Keep what is needed to say so if the answer changes within a day: numbers, no words. Gives the name under which it is said,
    empty where nobody will be called.
    """
    from broadsheet.spam.classifier import extract_features

    open_ones = Callback.objects.filter(key=key)
    if not is_callable(address, key.host) or open_ones.count() >= _MOST_OF_A_KEY:
        return ""
    features = prepared.features or extract_features(prepared.submission)
    kept = Callback.objects.create(
        key=key,
        guid=secrets.token_hex(16),
        address=address,
        told=told,
        head=key.filter.head,
        features=features.ids.astype("<i4").tobytes(),
        parts=json.dumps(features.starts.tolist()),
        writer=writer,
    )
    return kept.guid


def call_back() -> int:
    """Judge again what was answered before the newest labels, and call where the answer changed. Called by the worker, within no
    transaction; gives how many were called.
    """
    now = timezone.now()
    over = Callback.objects.filter(Q(at__lt=now - KEPT) | Q(key__revoked__isnull=False))
    if over.exists():
        over.delete()
    behind = Callback.objects.filter(due__lte=now, key__filter__head__gt=F("head"))
    called = 0
    for kept in behind.select_related("key__filter").order_by("due")[:_AT_ONCE]:
        with guarded("calling back", f"callback {kept.pk}"):
            called += _look_again(kept)
    return called


def _look_again(kept: Callback) -> bool:
    head = kept.key.filter.head
    verdict = judge(_prepared(kept), kept.key.filter.name)
    spam = verdict.outcome != Outcome.PUBLISH
    if spam == kept.told:
        Callback.objects.filter(pk=kept.pk).update(head=head)
        return False
    if _call(kept, spam=spam):
        Callback.objects.filter(pk=kept.pk).update(head=head, told=spam, tries=0)
    elif kept.tries + 1 >= _TRIES:
        Callback.objects.filter(pk=kept.pk).delete()
    else:
        Callback.objects.filter(pk=kept.pk).update(tries=F("tries") + 1, due=timezone.now() + _BETWEEN_TRIES)
    return True


def _prepared(kept: Callback) -> Prepared:
    import numpy as np

    from broadsheet.spam.classifier import Features

    ids = np.frombuffer(bytes(kept.features), dtype="<i4").astype(np.int32)
    return Prepared(Submission(""), None, Features(ids, np.array(json.loads(kept.parts), dtype=np.intp)))


def _call(kept: Callback, *, spam: bool) -> bool:
    """Say it once; whether it was taken. A redirect is not followed, and is no yes."""
    if not is_callable(kept.address, kept.key.host):
        return False
    said = urlencode({"guid": kept.guid, "comment_check_response": "true" if spam else "false"}).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": "Broadsheet"}
    try:
        answer = fetch(kept.address, data=said, headers=headers, seconds=_SECONDS, most=_BYTES)
    except Unfetched:
        return False
    return 200 <= answer.status < 300
