"""Appeals at the desk."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from broadsheet.comments import Comment
from broadsheet.moderation import hide_comment
from broadsheet.moderation.reports import Appeal, appeal
from broadsheet.people import Reader
from broadsheet.stories import Section
from tests.comments.test_cleaning_fields import ATTACKS
from tests.conftest import StoryMaker

LIST = "/-/desk/appeals"
WRITER = Reader(guest="a" * 32)


@pytest.fixture
def appealed(a_story: StoryMaker, a_comment: Any, dee: Any) -> Appeal:
    comment = a_comment(a_story(section=Section.objects.create(name="Harbour", slug="harbour")), reader=WRITER)
    hide_comment(comment, dee)
    return appeal(comment, text="It was true.", reader=WRITER)


def test_who_decided_sees_it_greyed_and_why(client: Client, appealed: Appeal, dee: Any) -> None:
    client.force_login(dee)
    page = client.get(LIST).content.decode()
    assert "greyed" in page and "somebody else looks at it" in page and "/uphold" not in page
    answer = client.post(f"{LIST}/{appealed.pk}/overturn")
    assert answer.status_code == 403 and "somebody else looks at it" in answer.content.decode()
    assert Appeal.objects.get().answered is None


def test_another_answers(client: Client, appealed: Appeal, ada: Any) -> None:
    client.force_login(ada)
    assert f"/-/desk/appeals/{appealed.pk}/uphold" in client.get(LIST).content.decode()
    assert client.post(f"{LIST}/{appealed.pk}/overturn", {"words": "You were right."}).status_code == 303
    assert "published again" in client.get(LIST).content.decode()
    again = client.post(f"{LIST}/{appealed.pk}/uphold", {"words": "Typed in vain."})
    assert again.status_code == 409 and "Ada has published" in again.content.decode()


def test_words_that_are_too_long_come_back(client: Client, appealed: Appeal, ada: Any) -> None:
    client.force_login(ada)
    answer = client.post(f"{LIST}/{appealed.pk}/uphold", {"words": "y" * 501})
    assert answer.status_code == 413 and "y" * 501 in answer.content.decode()


def test_another_sections_appeals_are_not_theirs(client: Client, appealed: Appeal, ada: Any) -> None:
    ada.sections.add(Section.objects.create(name="Sport", slug="sport"))
    client.force_login(ada)
    assert "It was true." not in client.get(LIST).content.decode()
    assert client.post(f"{LIST}/{appealed.pk}/overturn").status_code == 403
    assert Comment.objects.get().state == "removed"


def test_an_empty_list_says_so(client: Client, ada: Any) -> None:
    client.force_login(ada)
    assert "No appeal waits." in client.get(LIST).content.decode()
    assert client.post(f"{LIST}/99/uphold").status_code == 404


def test_attacks_are_text(client: Client, appealed: Appeal, ada: Any) -> None:
    Appeal.objects.update(text="\n".join(ATTACKS))
    client.force_login(ada)
    page = client.get(LIST).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script" not in page and "<svg" not in page and "<img" not in page
