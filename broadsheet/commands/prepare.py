"""Making a data folder ready: the database and its tables, the first owner, the sample newspaper."""

from __future__ import annotations

import logging
import secrets
import shutil
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from broadsheet import moderation, press, rights, stories
from broadsheet.kit import alone
from broadsheet.people import Person, Role, appoint, find_person

_log = logging.getLogger("broadsheet.run")
FIRST_OWNER = "owner@newsroom.invalid"


def prepare() -> None:
    """Bring the database up to this version; quick when it is. Of several that start at once, one does it."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    settings.PRINTED.mkdir(parents=True, exist_ok=True)
    with alone("prepare", wait=True):
        _prepare()


def _prepare() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)
    if press.go_on_after_restored_copy():
        _log.warning(press.AN_OLDER_COPY)
        shutil.rmtree(settings.DATA / "spam", ignore_errors=True)  # snapshots of labels that this copy may not have
    rights.replay_erasures()
    moderation.reasons()  # a new site gets its first list
    stories.site_settings()  # and its row of settings: whoever reads a page writes nothing


def make_owner(email: str) -> str:
    """Make an owner, or give an existing person that role and a new password; the password is given once."""
    password = secrets.token_urlsafe(12)
    person = find_person(email) or Person.objects.create_user(email)
    person.set_password(password)
    person.save(update_fields=["password"])
    appoint(person, Role.OWNER)
    return password


def first_owner() -> Path | None:
    """On a site without persons, make one; the file (readable by its owner alone) says how to sign in."""
    note: Path = settings.DATA / "first-sign-in"
    with alone("prepare", wait=True):
        if not Person.objects.exists():
            note.touch(mode=0o600)
            note.write_text(f"{FIRST_OWNER}\n{make_owner(FIRST_OWNER)}\n")
    return note if note.exists() else None
