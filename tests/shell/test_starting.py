"""Several processes that start on one empty database at the same moment: one makes the tables, the others wait for it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgresql import binaries, postgresql
from tests.site import Site, http, running_site

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
    with running_site(tmp_path / "data") as first:
        second = Site(first.folder)
        done = second.command("run")
    assert done.returncode == 1
    assert "already runs" in done.stderr


@pytest.mark.xdist_group("sites")
def test_the_first_password_is_shown_once_and_kept_nowhere(tmp_path: Path) -> None:
    with running_site(tmp_path / "data") as site:
        found = re.search(r"Sign in there with  (\S+)  (\S+)\n", site.log())
        assert found
        email, password = found.groups()
        site.stop()
        site.start()
        assert site.log().count("Sign in there with") == 1
        kept = [path for path in site.folder.rglob("*") if path.is_file() and path.name != "log"]
        assert kept and not [path for path in kept if password.encode() in path.read_bytes()]
        with http(base_url=site.address) as client:
            client.get("/-/newsroom/login/")
            cookies = {name.removeprefix("__Host-"): value for name, value in client.cookies.items()}
            form = {"username": email, "password": password, "csrfmiddlewaretoken": cookies["csrftoken"]}
            assert client.post("/-/newsroom/login/", data=form).headers["location"] == "/-/newsroom/"
