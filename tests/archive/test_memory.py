"""A large export is read a piece at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.archive.exports import write_large

_TAKE = """
import resource, sys, django
django.setup()
from pathlib import Path
from django.core.management import call_command
from broadsheet.archive import take_in
call_command("migrate", verbosity=0)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
report = take_in("wordpress", Path(sys.argv[1]))
print(report.taken["comments"], before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.parametrize(("stories", "comments", "words"), [(30, 10, 150_000), (2, 12_000, 100)])
def test_a_large_export_needs_little_memory(tmp_path: Path, stories: int, comments: int, words: int) -> None:
    """Thirty megabytes of long stories, or of one long discussion: the process grows by a bounded amount."""
    write_large(tmp_path / "export.xml", stories=stories, comments=comments, words=words)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "broadsheet.settings",
        "BROADSHEET_DATA": str(tmp_path),
        "BROADSHEET_DATABASE": f"sqlite:///{tmp_path / 'memory.sqlite3'}",
    }
    call = [sys.executable, "-c", _TAKE, str(tmp_path / "export.xml")]
    done = subprocess.run(call, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    taken, before, peak = map(int, done.stdout.split())
    assert taken == stories * comments
    assert peak / 1024 <= 300
    assert (peak - before) / 1024 <= 120
