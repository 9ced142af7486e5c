"""Whatever strangers send, in whatever amount: it is answered, and costs next to nothing. The long form is in the bench."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from benchmarks.awkward import BAR, FORMS, comment_under, measured
from benchmarks.measuring import make_stories
from tests.shell.test_roles import table
from tests.site import running_site

_GENEROUS = 5 * BAR  # seconds of processor time: this machine is shared, and its caches with it
_STAFFS = ("/-/newsroom/", "/-/desk/")  # of these strangers reach the form to sign in and the one for a new password
_NO_FORM = {  # what strangers only read, and what answers as another address does
    *(
        "/-/comments/",
        "/-/comments/filter",
        "/-/comments/<comment_id>",
        "/-/comments/<comment_id>/reply",
        "/-/letters/*",
    ),
    *("/-/me", "/-/read/<story_id>", "/-/sign-in/", "/-/sign-in/letter"),
}


def test_every_form_that_strangers_reach_is_tried() -> None:
    """By the table of who may come where: what says yes or no to somebody unknown has a form, or is only read."""
    open_ones = {row for row, cells in table().items() if cells["nobody"] in {"yes", "no"} and row.startswith("/-/")}
    open_ones = {row for row in open_ones if not row.startswith(_STAFFS)}
    tried = {row for row in open_ones if any(fnmatchcase(form, re.sub(r"<\w+>", "*", row)) for form in FORMS)}
    assert open_ones - tried - _NO_FORM == set()


@pytest.mark.xdist_group("sites")
def test_nothing_that_strangers_send_costs_much_or_breaks_anything(tmp_path: Path) -> None:
    with running_site(tmp_path / "data", PACING="no", WORKERS="1", LOG_LEVEL="ERROR") as site:
        story, _quiet = make_stories(site, [3, 3])
        site.wait_for_print("/bench/2/")
        costs = list(measured(site, story, comment_under(site, story), every=199))
    assert len(costs) > 500
    assert [cost for cost in costs if cost.status >= 500] == []
    assert [cost for cost in costs if cost.seconds > _GENEROUS] == []
