"""A large export is read a record at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.archive.exports import write_large

_TAKE = """
import re, sys, django
django.setup()
from pathlib import Path
from django.core.management import call_command
from broadsheet.archive import take_in
call_command("migrate", verbosity=0)
def peak():
    # Of this program alone: the peak that getrusage gives begins with the size of the process that started it.
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
before = peak()
taken = [take_in("wordpress", Path(path)).taken["comments"] for path in sys.argv[1:]]
print(*taken, before, peak())
"""


def test_large_exports_need_little_memory(tmp_path: Path) -> None:
    """Long stories, thirty megabytes of them, and one long discussion: the process grows by a bounded amount."""
    stories, discussion = tmp_path / "stories.xml", tmp_path / "discussion.xml"
    write_large(stories, stories=30, comments=10, words=160_000)
    write_large(discussion, stories=1, comments=10_000, words=100)
    discussion.write_text(discussion.read_text().replace("quay.example", "pier.example"))
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "broadsheet.settings",
        "BROADSHEET_DATA": str(tmp_path),
        "BROADSHEET_DATABASE": f"sqlite:///{tmp_path / 'memory.sqlite3'}",
    }
    call = [sys.executable, "-c", _TAKE, str(stories), str(discussion)]
    done = subprocess.run(call, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    *taken, before, peak = map(int, done.stdout.split())
    assert taken == [300, 10_000]
    assert peak / 1024 <= 300
    assert (peak - before) / 1024 <= 120
