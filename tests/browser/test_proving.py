"""A flooded story in a browser: the sum is worked out unseen, by a script that is loaded only then."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import _MAKE, Desk, Talk
from tests.site import running_site

_FLOOD = """
import secrets
from broadsheet.people import Reader
for number in range(25):
    post_comment(story, name="Bo", text=secrets.token_hex(30), network=secrets.token_hex(9), reader=Reader(guest=secrets.token_hex(16), fresh=True))
"""


def test_a_reader_notices_nothing_and_the_plain_form_is_held(
    chromium: Any, reader: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with running_site(tmp_path_factory.mktemp("flooded"), WORKERS="1") as site:
        desk = Desk(site)
        story, address = json.loads(desk.do(_MAKE.replace("COUNT", "1")))[0]
        talk = Talk(site, story, address, desk)
        talk.staff(_FLOOD)
        talk.printed("</html>")
        page, asked = reader(), list[str]()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(talk.url)
        assert not any("proving" in url for url in asked)
        page.fill("#write [name=name]", "Cleo")
        page.fill("#write [name=text]", "I saw it happen.")
        page.locator("#write button").first.click()
        page.locator("article.comment", has_text="I saw it happen.").wait_for()
        assert any(url.endswith("/proving.js") for url in asked)
        assert all(url.startswith(site.address) for url in asked)
        assert talk.staff("print(Comment.objects.latest('pk').state)").strip() == "published"

        plain = reader(talk.url, java_script_enabled=False)
        plain.fill("#write [name=name]", "Dan")
        plain.fill("#write [name=text]", "I saw it as well.")
        plain.locator("#write button").first.click()
        plain.get_by_text("I saw it as well.").wait_for()
        assert talk.staff("print(Comment.objects.latest('pk').state)").strip() == "held"
        desk.close()
