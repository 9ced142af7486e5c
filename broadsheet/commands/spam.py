"""`broadsheet spam …`: what an operator does with the filter."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table


def add_to(commands: Any) -> None:
    """The command and its own commands."""
    parser = commands.add_parser("spam", help="the spam filter: train, measure, rebuild, export, keys")
    own = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    train = own.add_parser("train", help="teach the filter labelled examples; safe to do again")
    train.add_argument(
        "file", metavar="FILE", help="JSON lines: text, spam; author, time, title, url, email where known"
    )
    train.set_defaults(does=_train)

    measure = own.add_parser("measure", help="how well a filter does that learns this file line by line, from nothing")
    measure.add_argument("file", metavar="FILE")
    measure.set_defaults(does=_measure)

    rebuild = own.add_parser("rebuild", help="read the whole log of labels anew, and check that it gives the same bits")
    rebuild.set_defaults(does=_rebuild)

    export = own.add_parser("export", help="the log of labels as JSON lines: features, no words")
    export.set_defaults(does=_export)

    key = own.add_parser("key", help="a key for another site's Akismet client; it is shown once")
    key.add_argument("host", metavar="HOST", help="blog.example")
    key.add_argument("--quota", type=int, default=50_000, help="checks a month (50,000)")
    key.set_defaults(does=_key)

    keys = own.add_parser("keys", help="the keys that are in use, and this month's checks")
    keys.set_defaults(does=_keys)

    revoke = own.add_parser("revoke", help="revoke every key of a host")
    revoke.add_argument("host", metavar="HOST")
    revoke.set_defaults(does=_revoke)


def _train(given: argparse.Namespace) -> int:
    from broadsheet import spam

    _prepare()
    try:
        new, count = spam.train(spam.examples(Path(given.file)))
    except spam.Unreadable as error:
        return _complain(error.sentence)
    sys.stdout.write(f"{count:,} examples read, {new:,} of them new to the filter.\n")
    return 0


def _measure(given: argparse.Namespace) -> int:
    from broadsheet import spam

    try:
        found = spam.measure(spam.examples(Path(given.file)))
    except spam.Unreadable as error:
        return _complain(error.sentence)
    table = Table(title=Path(given.file).name, show_header=False)
    for name, figure in spam.table_of(found):
        table.add_row(name, figure)
    Console(width=100 if not sys.stdout.isatty() else None).print(table)
    return 0


def _rebuild(given: argparse.Namespace) -> int:
    from broadsheet import spam

    _prepare()
    known, anew, labels = spam.rebuild()
    if known != anew:
        return _complain(f"The log of {labels:,} labels gives {anew}, and {known} was known. The log's is kept now.")
    sys.stdout.write(f"{labels:,} labels, equal bit for bit: {anew or 'nothing yet'}\n")
    return 0


def _export(given: argparse.Namespace) -> None:
    from broadsheet import spam

    _prepare()
    for line in spam.export():
        sys.stdout.write(line + "\n")


def _key(given: argparse.Namespace) -> None:
    from broadsheet.spam import akismet

    _prepare()
    key, secret = akismet.make_key(given.host, given.quota)
    sys.stdout.write(f"{secret}\nThe key of {key.host}. Write it down: it is kept nowhere.\n")


def _keys(given: argparse.Namespace) -> None:
    from broadsheet.spam import akismet

    _prepare()
    for key in akismet.keys_in_use():
        sys.stdout.write(f"{key.host}\t{akismet.used(key):,} of {key.quota:,} checks this month\n")


def _revoke(given: argparse.Namespace) -> int:
    from broadsheet.spam import akismet

    _prepare()
    found = [key for key in akismet.keys_in_use() if key.host == given.host.strip().lower()]
    for key in found:
        akismet.revoke_key(key)
    if not found:
        return _complain(f"There is no key of {given.host}. `broadsheet spam keys` lists those there are.")
    sys.stdout.write(f"{len(found)} revoked.\n")
    return 0


def _prepare() -> None:
    from broadsheet.commands.prepare import prepare

    prepare()


def _complain(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return 1
