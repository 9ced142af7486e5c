"""`broadsheet doctor`: what an operator should know before readers do."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from broadsheet import ledger, mailroom, people, press
from broadsheet.commands.disk_checks import of_backup, of_disk
from broadsheet.commands.network_checks import of_network
from broadsheet.kit.loops import known_troubles
from broadsheet.ledger import Bookmark
from broadsheet.mailroom import waiting_since

_MOST_BEHIND = 1000  # lines of the ledger
_LATE = 3600  # seconds that an e-mail may wait


def examine() -> int:
    """Print one line for each finding, with what to do; 1 when something is wrong."""
    findings = list(_findings())
    for finding in findings:
        sys.stdout.write(f"wrong: {finding}\n")
    for note in _notes():
        sys.stdout.write(f"note: {note}\n")
    if not findings:
        sys.stdout.write("Everything that was looked at is well: settings, database, disk, prints.\n")
    return 1 if findings else 0


def _findings() -> Iterator[str]:
    for message in checks.run_checks():
        yield f"{message.msg} {message.hint or ''}".strip()
    yield from _of_settings()
    yield from of_disk()
    yield from of_backup()
    yield from of_network()
    yield from _of_database()


def _notes() -> list[str]:
    """What is nobody's fault here."""
    try:
        return mailroom.delivery_notes()
    except DatabaseError:  # said already
        return []


def _of_settings() -> Iterator[str]:
    if settings.DEBUG:
        yield "BROADSHEET_DEBUG is on: readers would see the program's insides. Unset it."
    if settings.ADDRESS.startswith("http:") and "localhost" not in settings.ADDRESS:
        yield "BROADSHEET_ADDRESS begins with http:, so cookies travel unguarded. Serve it with https."
    if path := urlsplit(settings.ADDRESS).path:
        yield f"BROADSHEET_ADDRESS has a path ({path}), which is not supported. Give the site a name of its own."


def _of_database() -> Iterator[str]:
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        yield f"The database does not answer: {error}. Look at BROADSHEET_DATABASE."
        return
    if behind:
        yield "The database is of an older version. `broadsheet run` brings it up to date."
        return
    try:
        yield from _of_rows()
    except DatabaseError as error:
        yield f"The database cannot be read: {error}. Restore a backup."


def _of_rows() -> Iterator[str]:
    yield from mailroom.delivery_troubles()
    for way, one in people.failing_ways():
        yield f"Signing in with {way.title} is hidden from readers: {one.said}"
    yield from _of_ledger()
    if waiting := waiting_since(_LATE):
        yield (
            f"E-mail waits since {waiting:%Y-%m-%d %H:%M} UTC. Look at BROADSHEET_MAIL_URL and the log, "
            "and whether `broadsheet run` is running."
        )
    for trouble in known_troubles():
        what = f"{trouble.work}, {trouble.item}" if trouble.item else trouble.work
        yield f"{what}: could not be done since {trouble.since:%Y-%m-%d %H:%M} UTC ({trouble.times} times): {trouble.said}"


def _of_ledger() -> Iterator[str]:
    if ledger.is_of_lost_future(press.known_mark()) or ledger.bookmarks_ahead():
        yield (
            "The database is an older copy: what is printed is newer. Start the site, or `broadsheet reprint`: "
            "everything is then printed anew, and no number of what was lost is used again."
        )
    for bookmark in Bookmark.objects.filter(reader__startswith=settings.PRESS):
        lines = ledger.after(bookmark.number, most=_MOST_BEHIND)
        if len(lines) == _MOST_BEHIND:
            yield (
                f"The press ({bookmark.reader}) is {_MOST_BEHIND} entries or more behind, "
                f"since {lines[0].at:%Y-%m-%d %H:%M} UTC. Is `broadsheet run` running?"
            )
