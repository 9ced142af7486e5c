"""WordPress's own Akismet plugin, from Debian, works with our server as with the one it was written for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.peers.blogging import Blog, blogging, is_installed
from tests.site import Site, running_site

pytestmark = pytest.mark.skipif(not is_installed(), reason="no WordPress, PHP or MariaDB: run `make test-peers`")
_TEACH = """
from broadsheet import spam
from broadsheet.spam.models import Filter
from tests.spam.conftest import stream
spam.train(stream(300), Filter.objects.get(key__revoked=None).name)
"""
_LOG = """
from broadsheet.spam.models import Label
for label in Label.objects.exclude(source="file").order_by("pk"):
    print(("back " if label.back else "") + ("spam" if label.spam else "good"))
"""
_USE = """
from broadsheet.spam.models import Use
use = Use.objects.get()
print(use.checks, use.spam, use.missed, use.mistaken)
"""
_HAM = "I asked the council again who pays for the old bridge, and nobody at the harbour knows"
_SPAM = "click here now for free casino bonus and guaranteed crypto profit, register fast"


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("ours")) as site:
        yield site


@pytest.fixture(scope="module")
def blog(ours: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Blog]:
    with blogging(tmp_path_factory.mktemp("blog"), f"{ours.address}/-/akismet") as blog:
        yield blog


@pytest.fixture(scope="module")
def key(ours: Site) -> str:
    return ours.command("spam", "key", "127.0.0.1").stdout.split()[0]


def test_the_plugin_learns_and_is_obeyed_and_goes(ours: Site, blog: Blog, key: str, tmp_path: Path) -> None:
    """One story, in its order: a wrong key, the right one, reports both ways, a taught filter, and switching off."""
    blog.switch_akismet_on()
    assert "is invalid" in blog.give_key("0123456789ab")
    assert "Akismet is now protecting your site from spam" in blog.give_key(key)

    assert blog.comment("Read my page about carpets.") == "approved"
    blog.mark("Read my page about carpets.", "spam")
    assert ours.python(_LOG).split("\n")[:-1] == ["spam"]
    blog.mark("Read my page about carpets.", "unspam")
    assert ours.python(_LOG).split("\n")[:-1] == ["spam", "back spam", "good"]

    ours.python(_TEACH)
    assert blog.comment(_SPAM, "Cheap pills") == "spam"
    assert blog.comment(_HAM, "Carl") == "approved"
    assert blog.comment("Nothing much.", "viagra-test-123") == "spam"
    assert ours.python(_USE).split() == ["3", "1", "1", "1"]

    blog.switch_akismet_off()
    assert "invalid" not in blog.owner.get("/wp-admin/plugins.php").text
    assert ours.command("spam", "keys").stdout.startswith("127.0.0.1")
