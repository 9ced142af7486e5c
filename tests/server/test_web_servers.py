"""The example configurations, each started as it stands (but for names, ports and folders), with pages read through it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import brotli
import httpx
import pytest

from benchmarks.measuring import listening, make_stories, nginx, page, process, shipped_nginx
from tests.site import ROOT, Site, free_port, http, running_site
from tests.waiting import wait_until

pytestmark = pytest.mark.xdist_group("sites")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("site") / "data", PROXIES="1", PACING="no") as site:
        make_stories(site, [3])
        for address in ("/", "/bench/1/"):
            site.wait_for_print(address)
        yield site


@contextmanager
def caddy(site: Site, folder: Path) -> Iterator[str]:
    port = free_port()
    text = (ROOT / "examples" / "Caddyfile").read_text()
    text = text.replace("\npaper.example {", f"\nhttp://127.0.0.1:{port} {{").replace(
        "127.0.0.1:8000", f"127.0.0.1:{site.port}"
    )
    text = text.replace("/srv/broadsheet/printed", str(site.printed))
    (folder / "Caddyfile").write_text("{\n\tadmin off\n\tauto_https off\n\tgrace_period 1s\n}\n" + text)
    call = ("caddy", "run", "--adapter", "caddyfile", "--config", folder / "Caddyfile")
    with process(*call, XDG_DATA_HOME=str(folder), XDG_CONFIG_HOME=str(folder)):
        wait_until(lambda: listening(port), "Caddy to listen")
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module", params=["nginx", "Caddy"])
def front(
    request: pytest.FixtureRequest, site: Site, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    """The site through a web server."""
    program = {"nginx": "/usr/sbin/nginx", "Caddy": "caddy"}[request.param]
    if shutil.which(program) is None:
        pytest.skip(f"{request.param} is not installed")
    port = free_port()
    server = (
        nginx(shipped_nginx(site, port), port)
        if request.param == "nginx"
        else caddy(site, tmp_path_factory.mktemp("c"))
    )
    with server as address, http(base_url=address) as client:
        yield client


def test_a_story_is_read_compressed(front: httpx.Client, site: Site) -> None:
    with front.stream("GET", "/bench/1/", headers={"Accept-Encoding": "br"}) as answer:
        body = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "br"
    assert brotli.decompress(body) == page(site, 1).read_bytes()
    assert answer.headers["content-type"].lower() == "text/html; charset=utf-8"
    assert "accept-encoding" in answer.headers["vary"].lower()


def test_a_known_page_is_answered_with_304(front: httpx.Client) -> None:
    tag = front.get("/bench/1/").headers["etag"]
    assert front.get("/bench/1/", headers={"If-None-Match": tag}).status_code == 304


def test_pages_are_asked_about_again_and_scripts_kept(front: httpx.Client, site: Site) -> None:
    script = next((site.printed / "assets").rglob("*.js"))
    assert front.get("/").headers["cache-control"] == "no-cache"
    assert "immutable" in front.get("/" + str(script.relative_to(site.printed))).headers["cache-control"]


def test_the_policy_forbids_inline_script(front: httpx.Client) -> None:
    policy = front.get("/bench/1/").headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_comment_goes_through_to_the_app(front: httpx.Client, site: Site) -> None:
    where = next(iter(site.python("from broadsheet.stories import Story\nprint(Story.objects.first().pk)").split()))
    given = {"name": "Bo", "text": f"Through {front.base_url}."}
    answer = front.post(f"/-/stories/{where}/comments", data=given)
    assert answer.status_code == 303
    assert "Through" in front.get(answer.headers["location"]).text


def test_what_was_never_printed_is_404(front: httpx.Client) -> None:
    answer = front.get("/no/such/story/")
    assert answer.status_code == 404
    assert "<html" in answer.text


def test_an_address_without_its_slash_is_pointed_on(front: httpx.Client) -> None:
    answer = front.get("/bench/1")
    assert answer.status_code == 301
    assert answer.headers["location"].endswith("/bench/1/")


def test_old_addresses_with_a_query_are_pointed_on(front: httpx.Client, site: Site) -> None:
    site.python(
        "from broadsheet.stories import FormerAddress, Story\n"
        "FormerAddress.objects.get_or_create(path='/?p=77', story=Story.objects.first())"
    )
    answer = front.get("/?p=77")
    assert answer.status_code == 301
    assert answer.headers["location"].endswith("/bench/1/")


def test_drafts_of_the_press_are_nobodys_to_read(front: httpx.Client, site: Site) -> None:
    (site.printed / "bench" / "1" / ".index.html.1.draft").write_text("half")
    (site.printed / "bench" / "index.html.gone").write_text("edition: 1")
    assert front.get("/bench/1/.index.html.1.draft").status_code == 404
    assert front.get("/bench/index.html.gone").status_code == 404


def test_the_live_stream_comes_through_at_once(front: httpx.Client, site: Site) -> None:
    where = next(iter(site.python("from broadsheet.stories import Story\nprint(Story.objects.first().pk)").split()))
    with front.stream("GET", f"/-/live/{where}") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert next(stream.iter_raw())
