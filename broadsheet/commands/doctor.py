"""`broadsheet doctor`: what an operator should know before readers do."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from broadsheet import ledger, mailroom, people
from broadsheet.ledger import Bookmark

_LEAST_FREE = 500 * 1024 * 1024  # bytes


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
    yield from _of_disk()
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


def _of_disk() -> Iterator[str]:
    for folder in {settings.DATA, settings.PRINTED}:
        if not folder.is_dir():
            yield f"{folder} is not there yet. It is made by `broadsheet run`."
        elif not os.access(folder, os.W_OK):
            yield f"{folder} cannot be written by this user."
        elif (free := shutil.disk_usage(folder).free) < _LEAST_FREE:
            yield f"{folder} has {free // 1024 // 1024} MB left. Make room before comments are refused."


def _of_database() -> Iterator[str]:
    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        yield f"The database does not answer: {error}. Look at BROADSHEET_DATABASE."
        return
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield "The database is of an older version. `broadsheet run` brings it up to date."
        return
    yield from mailroom.delivery_troubles()
    for way, one in people.failing_ways():
        yield f"Signing in with {way.title} is hidden from readers: {one.said}"
    newest = ledger.latest()
    for bookmark in Bookmark.objects.filter(reader__startswith=settings.PRESS):
        if newest - bookmark.number > 1000:
            yield f"The press ({bookmark.reader}) is {newest - bookmark.number} entries behind. Is `broadsheet run` running?"
