"""Killing a process that learns: whether a label whose verb returned is ever missing, or the log no longer gives the same bits."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from random import uniform
from threading import Timer

from tests.conftest import ROOT
from tests.site import Site

_LEARN = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "broadsheet.settings"
import django; django.setup()
from broadsheet import spam
from broadsheet.kit import in_turn
from tests.spam.conftest import stream
for number, (given, kind) in enumerate(stream(100000, seed={seed})):
    with in_turn():
        spam.learn(given, kind, subject="{seed}-" + str(number))
    sys.stdout.write("{seed}-" + str(number) + "\\n")
    sys.stdout.flush()
"""
_FIND = "from broadsheet.spam.models import Label\nprint('\\n'.join(Label.objects.values_list('subject', flat=True)))"


def lost_labels(kills: int) -> tuple[int, int]:
    """Kill a learner so many times, each at a random moment. Gives how many labels were acknowledged, and how many are lost.

    A log that no longer gives the bits that were known counts as one.
    """
    with tempfile.TemporaryDirectory(prefix="broadsheet-kill-") as folder:
        site = Site(Path(folder), {})
        site.lay_database()
        acknowledged: list[str] = []
        for seed in range(kills):
            acknowledged += _kill_one(site, seed)
        kept = set(site.python(_FIND).split())
        lost = sum(subject not in kept for subject in acknowledged)
        return len(acknowledged), lost + (site.command("spam", "rebuild").returncode != 0)


def _kill_one(site: Site, seed: int) -> list[str]:
    call = [sys.executable, "-c", _LEARN.format(seed=seed)]
    environment = {**site.environment, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(call, env=environment, cwd=site.folder, stdout=subprocess.PIPE, text=True) as learner:
        assert learner.stdout is not None
        said = [learner.stdout.readline()]
        Timer(uniform(0.01, 0.3), learner.kill).start()
        said += learner.stdout.readlines()
    return [line.strip() for line in said if line.endswith("\n")]
