"""Killing a process that learns: whether a label whose verb returned is ever missing, or the log no longer gives the same bits."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.conftest import ROOT
from tests.site import Site

_NURSERY = """
import os, signal, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "broadsheet.settings"
import django; django.setup()
from random import uniform
from broadsheet import spam
from broadsheet.kit import in_turn
from tests.spam.conftest import stream

def learn(seed, say):
    for number, (given, kind) in enumerate(stream(400, seed=seed)):
        with in_turn():
            spam.learn(given, kind, subject=f"{seed}-{number}")
        os.write(say, f"{seed}-{number}\\n".encode())
    signal.pause()

for seed in range(KILLS):
    hear, say = os.pipe()
    child = os.fork()
    if not child:
        learn(seed, say)
    os.close(say)
    said = os.read(hear, 1)
    time.sleep(uniform(0.01, 0.3))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(hear, 65536):
        said += more
    os.close(hear)
    sys.stdout.write(said.decode()[: said.decode().rfind("\\n") + 1])
    sys.stdout.flush()
"""
_FIND = "from broadsheet.spam.models import Label\nprint('\\n'.join(Label.objects.values_list('subject', flat=True)))"


def lost_labels(kills: int) -> tuple[int, int]:
    """Kill a learner so many times, each at a random moment. Gives how many labels were acknowledged, and how many are lost.

    Each learner is a process of its own that has opened nothing before, forked from one that has only loaded the program. A log
    that no longer gives the bits that were known counts as one.
    """
    with tempfile.TemporaryDirectory(prefix="broadsheet-kill-") as folder:
        site = Site(Path(folder), {})
        site.lay_database()
        call = [sys.executable, "-c", _NURSERY.replace("KILLS", str(kills))]
        environment = {**site.environment, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(call, env=environment, cwd=site.folder, stdout=subprocess.PIPE, text=True, check=True)
        acknowledged = done.stdout.split()
        kept = set(site.python(_FIND).split())
        lost = sum(subject not in kept for subject in acknowledged)
        return len(acknowledged), lost + (site.command("spam", "rebuild").returncode != 0)
