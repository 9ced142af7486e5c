"""Nothing acknowledged is lost to kill -9: the short form of `benchmarks/spam.py`. And many who learn at once agree."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import ROOT
from tests.site import Site
from tests.spam.killing import lost_labels


def test_no_acknowledged_label_is_lost_to_kill_9() -> None:
    acknowledged, lost = lost_labels(3)
    assert acknowledged >= 3
    assert lost == 0


def test_numpy_is_loaded_only_where_something_is_scored(tmp_path: Path) -> None:
    site = Site(tmp_path, {})
    site.lay_database()
    program = """
import sys
import broadsheet.asgi, broadsheet.worker.loop
from django.urls import get_resolver
get_resolver().url_patterns
from broadsheet import spam
SPAM = spam.Submission("click here now for a free casino bonus")
spam.judge(SPAM)
print("numpy" in sys.modules)
spam.learn(SPAM, True)
spam.judge(SPAM)
print("numpy" in sys.modules)
"""
    site.environment["PYTHONPATH"] = str(ROOT)
    assert site.python(program).split() == ["False", "True"]
