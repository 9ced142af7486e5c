"""The living page, and what is answered where nothing is printed."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from lxml import html

from broadsheet.people import Reader
from broadsheet.press import reprinting, views
from broadsheet.stories import publish, site_settings
from broadsheet.stories.publishing import revise, withdraw

Sheet = Callable[[str], str]


def _post(client: Client, story: Any, text: str = "Held or not.") -> str:
    fields = {"name": "Bo", "text": text}
    response = client.post(f"/-/stories/{story.pk}/comments", fields, headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 303, response.content.decode()
    return str(response["Location"])


def test_the_writer_of_a_held_comment_sees_it_marked_and_nobody_else_does(a_story: Any, client: Client) -> None:
    story = a_story()
    place = _post(client, story, "Only for my eyes yet.")
    page = client.get(place)
    text = page.content.decode()
    assert "Only for my eyes yet." in text
    assert "Your comment waits for a moderator. You can still edit it for 15 minutes." in " ".join(
        html.fromstring(text).text_content().split()
    )
    assert "no-store" in page["Cache-Control"] and "private" in page["Cache-Control"]
    assert "/edit" in text and "/withdraw" in text
    assert "Only for my eyes yet." not in Client().get(place).content.decode()


def test_ones_own_comment_is_in_view_beyond_the_first_part(a_story: Any, a_comment: Any, client: Client) -> None:
    ours = site_settings()
    ours.rule = "everyone"
    ours.save()
    story = a_story()
    for number in range(60):
        a_comment(story, f"Earlier {number}")
    place = _post(client, story, "The sixty-first.")
    page, _, anchor = place.partition("#")
    tree = html.fromstring(client.get(page).content.decode())
    (article,) = tree.xpath(f'//article[@id="{anchor}"]')
    assert "The sixty-first." in article.text_content()
    assert "You can still edit it" in article.text_content()
    assert not Client().get(page).content.decode().count("You can still edit it")


def test_the_living_page_shows_nobody_a_comment_by_its_number(a_story: Any, a_comment: Any, client: Client) -> None:
    story, other = a_story(), a_story()
    a_comment(story, "For everybody.")
    held = a_comment(story, "Not to be read.", state="held")
    for number in (held.pk, 0, 10**25, "x"):
        page = client.get(f"/-/read/{story.pk}?comment={number}").content.decode()
        assert "For everybody." in page and "Not to be read." not in page, number
    page = client.get(f"/-/read/{other.pk}?comment={held.pk}").content.decode()
    assert other.headline in page and "Not to be read." not in page


def test_a_removed_comment_is_shown_to_nobody(a_story: Any, a_comment: Any, client: Client) -> None:
    guest = secrets.token_hex(16)
    story = a_story()
    comment = a_comment(story, "Taken back.", state="removed", reader=Reader(guest=guest))
    page = client.get(f"/-/read/{story.pk}?comment={comment.pk}").content.decode()
    assert story.headline in page and "Taken back." not in page


def test_a_moved_story_is_answered_301(a_story: Any, client: Client) -> None:
    story = a_story()
    publish(story)
    before, story.address = story.address, "/2026/05/elsewhere/"
    revise(story)
    answer = client.get(before)
    assert (answer.status_code, answer["Location"]) == (301, "/2026/05/elsewhere/")
    below = client.get(f"{before}comments/newest/")
    assert (below.status_code, below["Location"]) == (301, "/2026/05/elsewhere/comments/newest/")


def test_a_withdrawn_story_is_answered_410(a_story: Any, client: Client) -> None:
    story = a_story()
    publish(story)
    withdraw(story)
    answer = client.get(story.address)
    assert answer.status_code == 410 and "withdrawn" in answer.content.decode()


def test_a_draft_is_answered_404(a_story: Any, client: Client) -> None:
    from broadsheet.stories import Story

    Story.objects.create(headline="Not yet", live=False, address="/2026/05/not-yet/")
    answer = client.get("/2026/05/not-yet/")
    assert answer.status_code == 404 and "Not yet" not in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/nothing/", "/a/b.html", "/%00", "/x?p=%00", "/..%2f..%2fetc/passwd", "/-/nothing", "/тест", "//x"]
)
def test_what_is_not_there_is_answered_404_with_a_page(db: None, client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()


def test_a_story_not_printed_yet_is_answered_at_once(a_story: Any, a_comment: Any, client: Client) -> None:
    story = a_story()
    answer = client.get(story.address)
    assert answer.status_code == 200 and "Bridge reopens" in answer.content.decode()


def test_a_path_without_its_slash_gets_it(a_story: Any, client: Client, run: Any) -> None:
    run()
    answer = client.get("/archive")
    assert (answer.status_code, answer["Location"]) == (301, "/archive/")


def test_a_sheet_that_is_no_more_leads_to_the_discussion(a_story: Any, a_comment: Any, client: Client) -> None:
    story = a_story()
    a_comment(story)
    answer = client.get(f"{story.address}comments/oldest/9/")
    assert (answer.status_code, answer["Location"]) == (302, f"{story.address}#discussion")


def test_the_preview_is_the_page_that_would_be_printed(a_story: Any, rf: Any, sheet: Sheet) -> None:
    story = a_story()
    reprinting.reprint(story)
    assert views.preview(rf.get("/"), story).content.decode() == sheet(story.address)


def test_a_story_never_saved_can_be_previewed(db: None, rf: Any) -> None:
    from broadsheet.stories import Story

    assert "A first try" in views.preview(rf.get("/"), Story(headline="A first try")).content.decode()
