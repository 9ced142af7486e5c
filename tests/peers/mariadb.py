"""A MariaDB of one's own: a private folder, a socket in it, no port."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.waiting import PATIENCE, wait_until

_SERVER = "/usr/sbin/mariadbd"


def is_installed() -> bool:
    return all(map(shutil.which, (_SERVER, "mariadb-install-db", "mariadb")))


@contextmanager
def mariadb(database: str) -> Iterator[Path]:
    """A fresh server with one empty database; yields its socket. As root it runs as nobody."""
    folder = Path(tempfile.mkdtemp(prefix="broadsheet-maria-"))
    as_user = []
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody")
        as_user = ["runuser", "-u", "nobody", "--"]
    data, socket = folder / "data", folder / "socket"
    own = ["--no-defaults", f"--datadir={data}", "--innodb-flush-log-at-trx-commit=0"]
    making = [*as_user, "mariadb-install-db", *own, "--auth-root-authentication-method=normal", "--skip-test-db"]
    subprocess.run(making, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    with (folder / "log").open("wb") as log:
        call = [*as_user, _SERVER, *own, "--skip-networking", f"--socket={socket}", f"--pid-file={folder / 'pid'}"]
        server = subprocess.Popen(call, stdout=log, stderr=log, cwd=folder)
    try:
        ask = ["mariadb", "--no-defaults", f"--socket={socket}", "--user=root", "-e"]

        def answers() -> bool:
            assert server.poll() is None, (folder / "log").read_text()[-2000:]
            return subprocess.run([*ask, "SELECT 1"], capture_output=True, check=False).returncode == 0

        wait_until(answers, "MariaDB to answer")
        subprocess.run([*ask, f"CREATE DATABASE {database} CHARACTER SET utf8mb4"], check=True)
        yield socket
        subprocess.run([*ask, "SHUTDOWN"], check=False)
    finally:
        server.terminate()
        server.wait(PATIENCE)
        shutil.rmtree(folder, ignore_errors=True)
