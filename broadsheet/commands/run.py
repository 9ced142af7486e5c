"""`broadsheet run`: the door in some server processes, and one worker that reads the ledger.

Everything is imported once and the processes are forked from that, so they share its memory.
"""

from __future__ import annotations

import logging
import multiprocessing
import resource
import sys
import threading
import time
from typing import Any

from django.conf import settings
from django.db import connections

from broadsheet import press
from broadsheet.commands.gc_tuning import settle
from broadsheet.commands.prepare import first_owner, prepare
from broadsheet.commands.running import running_alone
from broadsheet.kit.asgi import connections_of_a_process, files_of_a_process
from broadsheet.live import end_streams
from broadsheet.worker.loop import leave_with_parent, work

_log = logging.getLogger("broadsheet.run")
_CRASH_PAUSE = 0.5  # seconds
_IDLE = 15_000  # milliseconds that a connection may take to begin a request, and to finish its head
_LARGEST_HEAD = 32 * 1024  # bytes that Granian reads; above 16 kB our own sentence refuses (server/request_limits.py)
_TAKEOVER = 20.0  # seconds that what is left of a killed site may take to end


def run(*, sample: bool = False) -> int:
    """Serve until told to stop. `sample` fills an empty site with the sample newspaper first."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    with running_alone(_TAKEOVER) as alone:
        if not alone:
            sys.stderr.write(f"Broadsheet already runs on {settings.DATA}. Stop it first, or choose another --data.\n")
            return 1
        return _run(sample=sample)


def _run(*, sample: bool) -> int:
    prepare()
    note = first_owner()
    if sample:
        _begin_with_sample()
    multiprocessing.set_start_method("fork", force=True)
    _allow_files()
    _load_everything()
    connections.close_all()
    stopping = threading.Event()
    worker = _Worker(stopping)
    _say_where(note)
    try:
        _serve_until_stopped()
    finally:
        stopping.set()
        worker.stop()
        press.note_newest()
    return 0


def _begin_with_sample() -> None:
    from broadsheet.sample import make
    from broadsheet.stories import Story

    if not Story.objects.exists():
        sys.stdout.write("Printing the sample newspaper …\n")
        sys.stdout.flush()
        make()
        press.reprint_everything()


def _load_everything() -> None:
    """Import what the processes need, then keep the collector's hands off it: pages it writes on are shared no more."""
    from django.template import engines
    from django.urls import get_resolver

    import broadsheet.asgi  # noqa: F401

    engines.all()
    get_resolver().url_patterns  # noqa: B018 - loads every view
    settle()


class _Worker:
    """The press's process, started again when it ends by anything but our own hand."""

    def __init__(self, stopping: threading.Event) -> None:
        self.stopping = stopping
        self.process = self._start()
        threading.Thread(target=self._watch, daemon=True, name="watches the worker").start()

    def _start(self) -> multiprocessing.Process:
        process = multiprocessing.Process(target=work, name="broadsheet-worker", daemon=True)
        process.start()
        return process

    def _watch(self) -> None:
        while not self.stopping.is_set():
            self.process.join(1)
            if not self.process.is_alive() and not self.stopping.wait(_CRASH_PAUSE):
                _log.error("The worker ended with %s and is started again.", self.process.exitcode)
                self.process = self._start()

    def stop(self) -> None:
        self.process.terminate()
        self.process.join(10)


def _serve_until_stopped() -> None:
    """Granian gives up when a worker dies twice in five seconds; the site should not."""
    while True:
        server = _server()
        try:
            server.serve(target_loader=_door, wrap_loader=False)
        except SystemExit:
            if server.interrupt_signal:
                return
            _log.error("The server ended and is started again.")
            time.sleep(_CRASH_PAUSE)
        else:
            return


def _allow_files() -> None:
    """A connection is a file, and many systems allow a program 1,024 of them unless it asks for as many as it may have."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if 0 <= soft < files_of_a_process():
        resource.setrlimit(resource.RLIMIT_NOFILE, (files_of_a_process(), hard))


def _server() -> Any:
    from granian.constants import HTTPModes, Interfaces, Loops
    from granian.http import HTTP1Settings
    from granian.log import LogLevels
    from granian.server import Server

    class EndingStreamsFirst(Server):  # type: ignore[misc, valid-type]
        """A server that stops waits for its open answers, and live streams end only when told to."""

        def signal_handler_interrupt(self, *arguments: Any, **named: Any) -> None:
            end_streams()
            super().signal_handler_interrupt(*arguments, **named)

    return EndingStreamsFirst(
        "broadsheet.asgi:app",
        address=settings.HOST,
        port=settings.PORT,
        interface=Interfaces.ASGINL,
        workers=settings.WORKERS,
        loop=Loops.uvloop,
        http=HTTPModes.http1,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        respawn_interval=0.1,
        workers_kill_timeout=5,
        backlog=2048,
        backpressure=connections_of_a_process(),
        http1_settings=HTTP1Settings(header_read_timeout=_IDLE, max_buffer_size=_LARGEST_HEAD),
    )


def _door() -> Any:
    """In the server process: the door, and an end with its parent's."""
    leave_with_parent(b"broadsheet-door")
    from broadsheet.asgi import app

    return app


def _say_where(note: Any) -> None:
    lines = [f"Broadsheet is at    {settings.ADDRESS}/", f"The newsroom is at  {settings.ADDRESS}/-/newsroom/"]
    if note:
        email, password = note.read_text().split()
        lines.append(f"Sign in there with  {email}  {password}")
    if settings.EMAIL_BACKEND.endswith("FolderBackend"):
        lines.append(f"Letters are put in  {settings.MAIL_FOLDER}  (BROADSHEET_MAIL_URL names a server to send them)")
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
