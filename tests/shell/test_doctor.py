"""`broadsheet doctor` says what an operator should know before readers do, and what to do."""

from __future__ import annotations

import json
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from broadsheet import ledger, press
from broadsheet.commands.doctor import examine
from broadsheet.commands.network_checks import certificate_problem
from broadsheet.kit.loops import guarded
from broadsheet.ledger import Entry, Kind

Said = Callable[[], str]


@pytest.fixture
def said(db: None, settings: Any, tmp_path: Path, printed: Path, capsys: pytest.CaptureFixture[str]) -> Said:
    settings.DATA = tmp_path
    printed.mkdir()

    def examined() -> str:
        examine()
        return capsys.readouterr().out

    return examined


def test_it_says_of_an_address_with_a_path_that_it_is_not_supported(said: Said, settings: Any) -> None:
    settings.ADDRESS = "https://paper.example"
    assert "path" not in said()
    settings.ADDRESS = "https://paper.example/news"
    assert "has a path (/news)" in said()


def test_it_says_what_could_not_be_done_and_since_when(said: Said) -> None:
    with guarded("publishing by schedule", "story 7"):
        raise ValueError("no such author")
    assert "publishing by schedule, story 7: could not be done since" in said()


def test_it_says_that_the_database_is_an_older_copy(said: Said) -> None:
    ledger.record(Kind.SITE_CHANGED)
    press.note_newest()
    assert "older copy" not in said()
    press.write_mark(ledger.Mark(ledger.latest() + 5, "2026-11-22T20:00:00+00:00", {}))
    assert "older copy" in said()
    assert press.go_on_after_restored_copy()
    assert "older copy" not in said()


def test_it_asks_for_a_backup_of_a_site_that_is_a_week_old(said: Said, tmp_path: Path) -> None:
    ledger.record(Kind.SITE_CHANGED)
    assert "backup" not in said()
    Entry.objects.update(at=timezone.now() - timedelta(days=8))
    assert "never was a backup" in said()
    file = tmp_path / "paper.tar"
    file.write_bytes(b"cut")
    facts = {"file": str(file), "at": timezone.now().isoformat(), "size": 3}
    (tmp_path / "last-backup").write_text(json.dumps(facts))
    assert "backup" not in said()
    (tmp_path / "last-backup").write_text(json.dumps({**facts, "size": 4}))
    assert "not as it was written" in said()
    (tmp_path / "last-backup").write_text(json.dumps({**facts, "at": (timezone.now() - timedelta(days=8)).isoformat()}))
    assert "last backup" in said()


@pytest.fixture
def a_server(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """One whose certificate ends in three days; its port and the certificate."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    key, certificate = tmp_path / "key", tmp_path / "certificate"
    call = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3", "-subj", "/CN=localhost"]
    call += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(call, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    with suppress(ssl.SSLError), context.wrap_socket(listening.accept()[0], server_side=True) as one:
                        one.recv(1)

        threading.Thread(target=serve, daemon=True).start()
        yield listening.getsockname()[1], certificate


def test_a_certificate_that_ends_soon_or_is_not_trusted_is_said(a_server: tuple[int, Path]) -> None:
    port, certificate = a_server
    assert "renewed" in certificate_problem("localhost", port)
    trusted = ssl.create_default_context(cafile=str(certificate))
    assert "it ends in 3 days" in certificate_problem("localhost", port, trusted)
