"""Run a command beside a PostgreSQL of its own: `python -m tests.postgresql -- COMMAND`.

The server listens on a socket in a temporary folder only, and ends with the command.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path | None:
    """Where the newest installed server's programs are."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4].split(".")[0]))
    return found[-1].parent if found else None


@contextmanager
def postgresql() -> Iterator[str]:
    """A fresh server; yields its address as BROADSHEET_DATABASE takes it. It refuses to run as root, so it does not."""
    programs = binaries()
    if programs is None:
        raise FileNotFoundError("PostgreSQL is not installed.")
    folder = Path(tempfile.mkdtemp(prefix="broadsheet-pg-"))
    user = _user()
    if user:
        shutil.chown(folder, user)
    as_user = ["runuser", "-u", user, "--"] if user else []
    data = folder / "data"

    def call(*command: str | Path) -> None:
        subprocess.run([*as_user, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd=folder)

    try:
        call(programs / "initdb", "-D", data, "-U", "broadsheet", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off -c max_connections=200"
        call(programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            call(programs / "createdb", "-h", folder, "-U", "broadsheet", "broadsheet")
            yield f"postgresql://broadsheet@/broadsheet?host={folder}"
        finally:
            call(programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> str | None:
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        return "nobody"


def main() -> int:
    command = sys.argv[sys.argv.index("--") + 1 :]
    if binaries() is None:
        print("PostgreSQL is not installed: the tests were not run on it.")
        return 0
    with postgresql() as address:
        return subprocess.run(command, env={**os.environ, "BROADSHEET_TEST_DATABASE": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
