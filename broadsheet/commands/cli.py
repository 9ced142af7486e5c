"""The `broadsheet` command: everything an operator does, each with `--help`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from broadsheet import __version__
from broadsheet.commands import spam


def main(arguments: list[str] | None = None) -> int:
    """Run one command and give its exit code: 0 done, 1 refused with a sentence."""
    given = _parser().parse_args(arguments)
    for name in ("data", "port", "host", "workers"):
        if getattr(given, name, None) is not None:
            os.environ[f"BROADSHEET_{name.upper()}"] = str(getattr(given, name))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "broadsheet.settings")
    import django

    django.setup()
    result = given.does(given)
    return int(result or 0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="broadsheet", description=__import__("broadsheet").__doc__)
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--data", metavar="FOLDER", help="where everything is kept (BROADSHEET_DATA, ./var)")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    run = commands.add_parser("run", help="serve the site and print what changes, until Ctrl-C")
    run.add_argument("--port", type=int, help="BROADSHEET_PORT, 8000")
    run.add_argument("--host", help="BROADSHEET_HOST, 127.0.0.1")
    run.add_argument("--workers", type=int, help="server processes (BROADSHEET_WORKERS, one a core)")
    run.add_argument("--sample", action="store_true", help="on an empty site, begin with the sample newspaper")
    run.set_defaults(does=_run)

    take_in = commands.add_parser("take-in", help="take in another system's export; safe to do again")
    take_in.add_argument("kind", metavar="KIND", help="wordpress")
    take_in.add_argument("file", metavar="FILE")
    take_in.add_argument("--dry-run", action="store_true", help="write nothing, give the same report")
    take_in.set_defaults(does=_take_in)

    reprint = commands.add_parser("reprint", help="print every sheet anew, on every core")
    reprint.set_defaults(does=_reprint)

    sample = commands.add_parser("sample", help="add the sample newspaper")
    sample.set_defaults(does=_sample)

    owner = commands.add_parser("owner", help="make an owner, or give one a new password")
    owner.add_argument("email", metavar="E-MAIL")
    owner.set_defaults(does=_owner)

    bounce = commands.add_parser("bounce", help="take a mail server's report of a failed e-mail on standard input")
    bounce.set_defaults(does=_bounce)

    backup = commands.add_parser(
        "backup", help="database, pictures, keys and erasures into one file, while the site runs"
    )
    backup.add_argument("file", metavar="FILE", help="paper.tar, or paper.tar.gz to make it smaller")
    backup.add_argument("--overwrite", action="store_true", help="replace the file where it is there already")
    backup.set_defaults(does=_backup)

    restore = commands.add_parser("restore", help="put back what a backup holds; the site must be stopped")
    restore.add_argument("file", metavar="FILE")
    restore.add_argument("--overwrite", action="store_true", help="replace the site that is here")
    restore.set_defaults(does=_restore)

    erasures = commands.add_parser("replay-erasures", help="erase again what was erased after the backup was made")
    erasures.set_defaults(does=_replay_erasures)
    spam.add_to(commands)

    doctor = commands.add_parser("doctor", help="look at settings, database, disk and prints, and say what is wrong")
    doctor.set_defaults(does=_doctor)
    return parser


def _run(given: argparse.Namespace) -> int:
    from broadsheet.commands.run import run

    return run(sample=given.sample)


def _take_in(given: argparse.Namespace) -> int:
    from broadsheet.archive import TakeInError
    from broadsheet.commands.take_in import take_in_with_progress

    _prepare()
    try:
        take_in_with_progress(given.kind, given.file, dry_run=given.dry_run)
    except TakeInError as error:
        return _complain(error.sentence)
    return 0


def _reprint(given: argparse.Namespace) -> None:
    from broadsheet.commands.reprint import reprint_with_progress

    _prepare()
    reprint_with_progress()


def _sample(given: argparse.Namespace) -> None:
    from broadsheet.sample import make

    _prepare()
    make()


def _owner(given: argparse.Namespace) -> None:
    from broadsheet.commands.prepare import make_owner

    _prepare()
    password = make_owner(given.email)
    sys.stdout.write(f"{given.email} is an owner. Password: {password}\n")


def _bounce(given: argparse.Namespace) -> int:
    """Ends well with whatever it is piped: any other end bounces it to whoever wrote it. Read to its end, or the pipe breaks.

    Without a database it asks the mail server to come again (sysexits.h: EX_TEMPFAIL).
    """
    from django.db import DatabaseError

    from broadsheet.mailroom import LARGEST, NoBounce, take_bounce

    report = sys.stdin.buffer.read(LARGEST)
    while sys.stdin.buffer.read(LARGEST):
        pass
    try:
        sys.stdout.write(take_bounce(report) + "\n")
    except NoBounce as reason:
        _complain(str(reason))
    except DatabaseError as trouble:
        _complain(f"The database does not answer: {type(trouble).__name__}. Please try again later.")
        return 75
    return 0


def _backup(given: argparse.Namespace) -> int:
    from broadsheet.commands.backup import back_up
    from broadsheet.commands.database_dumps import DumpError

    try:
        sys.stdout.write(back_up(Path(given.file), overwrite=given.overwrite) + "\n")
    except DumpError as error:
        return _complain(error.sentence)
    return 0


def _restore(given: argparse.Namespace) -> int:
    from broadsheet.commands.database_dumps import DumpError
    from broadsheet.commands.restore import restore

    try:
        sys.stdout.write(restore(Path(given.file), overwrite=given.overwrite) + "\n")
    except DumpError as error:
        return _complain(error.sentence)
    return 0


def _replay_erasures(given: argparse.Namespace) -> None:
    from broadsheet.rights import replay_erasures

    _prepare()
    sys.stdout.write(f"{replay_erasures(everything=True)} erasures were gone through.\n")


def _doctor(given: argparse.Namespace) -> int:
    from broadsheet.commands.doctor import examine

    return examine()


def _prepare() -> None:
    from broadsheet.commands.prepare import prepare

    prepare()


def _complain(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return 1
