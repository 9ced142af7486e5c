"""A WordPress with its own Akismet plugin, handled as people do: over HTTP, with its forms."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.peers import mariadb
from tests.site import free_port
from tests.waiting import PATIENCE, wait_until

_PACKAGED = Path("/usr/share/wordpress")
_PLUGIN = "akismet/akismet.php"
_SETTINGS = """<?php
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:{socket}');
define('DB_CHARSET', 'utf8mb4');
define('AKISMET_THERE', '{there}');
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""


def is_installed() -> bool:
    return (_PACKAGED / "wp-content/plugins/akismet").is_dir() and bool(shutil.which("php")) and mariadb.is_installed()


class Blog:
    """Its owner's browser, and readers who have none of its cookies."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.owner = httpx.Client(base_url=address, follow_redirects=True, timeout=PATIENCE)

    def set_up(self) -> None:
        """Install it, sign in, and let comments appear at once."""
        password = "a long enough password"
        who = {"weblog_title": "Blog", "user_name": "ada", "admin_email": "ada@blog.example", "blog_public": "0"}
        typed = {**who, "admin_password": password, "admin_password2": password, "pw_weak": "1", "language": ""}
        said = self.owner.post("/wp-admin/install.php?step=2", data=typed)
        assert "Success" in said.text, said.text[:2000]
        self.owner.get("/wp-login.php")
        self.owner.post("/wp-login.php", data={"log": "ada", "pwd": password, "testcookie": "1"})
        page = self.owner.get("/wp-admin/options-discussion.php").text
        nonce = _hidden(page, "_wpnonce")
        chosen = {"option_page": "discussion", "action": "update", "_wpnonce": nonce, "default_comment_status": "open"}
        self.owner.post("/wp-admin/options.php", data={**chosen, "comment_max_links": "9", "require_name_email": "1"})

    def switch_akismet_on(self) -> None:
        self._follow("/wp-admin/plugins.php", r'href="(plugins\.php\?action=activate&amp;plugin=akismet[^"]*)"')

    def switch_akismet_off(self) -> None:
        self._follow("/wp-admin/plugins.php", r'href="(plugins\.php\?action=deactivate&amp;plugin=akismet[^"]*)"')

    def give_key(self, key: str) -> str:
        """Type the key into the plugin's own page; gives the page it answers with."""
        where = "/wp-admin/options-general.php?page=akismet-key-config"
        page = self.owner.get(where).text
        typed = {"action": "enter-key", "key": key, "_wpnonce": _hidden(page, "_wpnonce")}
        return self.owner.post(where, data=typed).text

    def comment(self, text: str, author: str = "Bo") -> str:
        """A reader's comment; gives where it stands afterwards: `approved`, `unapproved` or `spam`."""
        typed = {"comment_post_ID": "1", "author": author, "email": "bo@reader.example", "url": "", "comment": text}
        said = httpx.post(f"{self.address}/wp-comments-post.php", data=typed, timeout=PATIENCE)
        assert said.status_code == 302, said.text
        return self.state_of(text)

    def state_of(self, text: str) -> str:
        for state, shown in (("approved", "approved"), ("unapproved", "moderated"), ("spam", "spam")):
            if text in html.unescape(self._listed(shown)):
                return state
        return "nowhere"

    def mark(self, text: str, doing: str) -> None:
        """`spam` or `unspam`, by the link under the comment."""
        shown = "approved" if doing == "spam" else "spam"
        rows = self._listed(shown).split("<tr ")
        row = next(row for row in rows if text in html.unescape(row))
        action = "spamcomment" if doing == "spam" else "unspamcomment"
        link = re.search(rf"""href=["'](comment\.php\?[^"']*action={action}[^"']*)""", row)
        assert link, row
        assert self.owner.get(f"/wp-admin/{html.unescape(link[1])}").status_code == 200

    def _listed(self, state: str) -> str:
        return self.owner.get(f"/wp-admin/edit-comments.php?comment_status={state}").text

    def _follow(self, page: str, pattern: str) -> None:
        link = re.search(pattern, self.owner.get(page).text)
        assert link, f"{pattern} is not on {page}"
        assert self.owner.get(f"/wp-admin/{html.unescape(link[1])}").status_code == 200


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found, f"no {name} in {page[:500]}"
    return found[1]


@contextmanager
def blogging(folder: Path, there: str) -> Iterator[Blog]:
    """A fresh WordPress on loopback; what its plugin sends to rest.akismet.com goes to the address `there`."""
    www = folder / "www"
    shutil.copytree(_PACKAGED, www, ignore=shutil.ignore_patterns("wp-config*.php"))
    must = www / "wp-content/mu-plugins"
    must.mkdir()
    shutil.copyfile(Path(__file__).with_name("loopback.php"), must / "loopback.php")
    port = free_port()
    with mariadb.mariadb("wordpress") as socket:
        (www / "wp-config.php").write_text(_SETTINGS.format(socket=socket, there=there))
        with (folder / "php.log").open("wb") as log:
            call = ["php", "-d", "sendmail_path=/bin/true", "-S", f"127.0.0.1:{port}", "-t", str(www)]
            several = {**os.environ, "PHP_CLI_SERVER_WORKERS": "2"}
            server = subprocess.Popen(call, stdout=log, stderr=log, env=several, start_new_session=True)
        try:
            blog = Blog(f"http://127.0.0.1:{port}")
            wait_until(lambda: _answers(blog.address), "PHP to answer")
            blog.set_up()
            yield blog
        finally:
            os.killpg(server.pid, 15)
            server.wait(PATIENCE)


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/readme.html", timeout=5).status_code == 200
    except httpx.TransportError:
        return False
