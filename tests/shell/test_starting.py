"""Several processes that start on one empty database at the same moment: one makes the tables, the others wait for it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgresql import binaries, postgresql
from tests.site import Site

PREPARE = """
from broadsheet.commands.prepare import first_owner, prepare
prepare()
first_owner()
"""
COUNT = """
from django.db import connection
from broadsheet.people import Person
cursor = connection.cursor()
cursor.execute("SELECT count(*), count(DISTINCT app || name) FROM django_migrations")
print(*cursor.fetchone(), Person.objects.count())
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """One whose database is empty."""
    folder = tmp_path / "data"
    folder.mkdir()
    if request.param == "sqlite":
        yield Site(folder)
    elif binaries() is None:
        pytest.skip("PostgreSQL is not installed")
    else:
        with postgresql() as address:
            yield Site(folder, {"DATABASE": address})


@pytest.mark.xdist_group("sites")
def test_two_that_start_at_once_migrate_once(site: Site) -> None:
    code = f"import os; os.environ['DJANGO_SETTINGS_MODULE']='broadsheet.settings'; import django; django.setup()\n{PREPARE}"
    call = [sys.executable, "-c", code]
    both = [subprocess.Popen(call, env=site.environment, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    ends = [(one.communicate()[1], one.returncode) for one in both]
    assert [code for _, code in ends] == [0, 0], ends
    migrations, different, persons = map(int, site.python(COUNT).split())
    assert migrations == different > 30
    assert persons == 1


@pytest.mark.xdist_group("sites")
def test_a_second_site_on_one_folder_is_refused(tmp_path: Path) -> None:
    from tests.site import running_site

    with running_site(tmp_path / "data") as first:
        second = Site(first.folder)
        done = second.command("run")
    assert done.returncode == 1
    assert "already runs" in done.stderr
