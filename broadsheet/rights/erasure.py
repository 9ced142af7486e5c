"""Erasing what is held under an address, and erasing it again when an older copy of the database is brought back.

Each erasure is first a line in `erasures.jsonl` in the data folder: not the address, but a keyed hash of it. The database
remembers how many lines it has been through; one that comes from a copy has been through fewer.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from broadsheet import discussion, ledger, mailroom, people
from broadsheet.kit import DataSubject, in_turn
from broadsheet.kit.identity import same_email
from broadsheet.kit.loops import guarded
from broadsheet.ledger import Kind
from broadsheet.people import person_by_id
from broadsheet.rights.held_data import ROOMS


def erase(whose: DataSubject, *, words: bool) -> None:
    """Remove the owner of an address from everything; with `words` also what they wrote. First it is noted on disk."""
    _note(whose, words=words)
    replay_erasures()


def replay_erasures(*, everything: bool = False) -> int:
    """Do what the list says and this database has not been through (or all of it); gives how many lines that were.

    Called at every start, before anybody is served.
    """
    reached = 0 if everything else ledger.reached(_reader())
    lines = list(_lines())
    addresses = _held_addresses() if len(lines) > reached else {}
    through = True  # none has failed: the bookmark stays before the first that did, which is tried again at every start
    for number, line in enumerate(lines, start=1):
        if number <= reached:
            continue
        failed = True
        with guarded("erasures", f"line {number} of erasures.jsonl"):
            _erase_again(line, addresses)
            failed = False
        through = through and not failed
        with in_turn():
            if through:
                ledger.advance(_reader(), number)
            ledger.record(Kind.READER_ERASED)
    return len(lines) - min(reached, len(lines))


def _erase_again(line: str, addresses: dict[str, str]) -> None:
    """Raises what keeps it from being done, after everything else of it was."""
    said, problem = json.loads(line), None
    for whose in _subjects_of(said, addresses):
        for room in ROOMS:
            try:
                room.erase_under(whose, words=bool(said["words"]))
            except Exception as caught:  # every other room forgets all the same; raised below
                problem = caught
    if problem is not None:
        raise problem


def _note(whose: DataSubject, *, words: bool) -> None:
    """On the disk before anything is erased."""
    line = {
        "at": timezone.now().isoformat(),
        "address": _hash(whose.email),
        "person": whose.person,
        "account": _account_hash(whose.person),
        "guests": sorted(whose.guests),
        "words": words,
    }
    path = _list()
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(json.dumps(line) + "\n")
        file.flush()
        os.fsync(file.fileno())


def _list() -> Path:
    return Path(settings.DATA) / "erasures.jsonl"


def _reader() -> str:
    """Each machine has a list of its own."""
    return f"erasures {settings.PRESS}"


def _lines() -> Iterator[str]:
    try:
        text = _list().read_text()
    except FileNotFoundError:
        return
    yield from (line for line in text.splitlines() if line.endswith("}"))


def _hash(email: str) -> str:
    """Means nothing without this site's key."""
    key = blake2b(f"{settings.SECRET_KEY} erasures".encode()).digest()
    return blake2b(email.lower().encode(), key=key, digest_size=16).hexdigest()


def _account_hash(person: int | None) -> str:
    """Of an account, by its number and the moment it was made; empty where there is none."""
    found = person_by_id(person)
    return _hash(f"{person} {found.date_joined.isoformat()}") if found else ""


def _held_addresses() -> dict[str, str]:
    """Every address that anything is held under, by its hash."""
    found = {*discussion.addresses(), *mailroom.addresses_held(), *people.account_addresses()}
    return {_hash(email): same_email(email) for email in found if email}


def _subjects_of(line: dict[str, Any], addresses: dict[str, str]) -> Iterator[DataSubject]:
    """The data subject whom a line still matches, if anything of theirs is there.

    A person's number counts only together with the moment they joined: after a copy was brought back, another may have it.
    """
    email = addresses.get(line["address"], "")
    person = person_by_id(line["person"]) if line["account"] else None
    if person is not None and _account_hash(person.pk) != line["account"]:
        person = None
    guests = frozenset(map(str, line["guests"]))
    if email or guests or person:
        until = datetime.fromisoformat(line["at"])
        yield DataSubject(email=email, person=person.pk if person else None, guests=guests, until=until)
