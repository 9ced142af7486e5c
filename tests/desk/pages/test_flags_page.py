"""The flags of one comment, at the desk."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from broadsheet.comments import Comment
from broadsheet.moderation.models import Flag
from broadsheet.moderation.reports import flag
from broadsheet.people import Reader
from broadsheet.stories import Section
from tests.comments.test_cleaning_fields import ATTACKS
from tests.conftest import StoryMaker


@pytest.fixture
def flagged(a_story: StoryMaker, a_comment: Any) -> Comment:
    comment: Comment = a_comment(a_story())
    flag(comment, Reader(guest="a" * 32), "Rude <b>words</b>", grievance="insult", email="bo@reader.example")
    return comment


def test_a_moderator_answers_with_a_word(client: Client, flagged: Comment, dee: Any) -> None:
    client.force_login(dee)
    page = client.get(f"/-/desk/flags/{flagged.pk}?back=/-/desk/").content.decode()
    assert "Rude &lt;b&gt;words" in page and "bo@reader.example" not in page
    long = client.post(
        f"/-/desk/flags/{flagged.pk}/dismiss", {"seen": "published", "words": "x" * 501, "back": "/-/desk/"}
    )
    assert long.status_code == 413 and "x" * 501 in long.content.decode()
    answer = client.post(
        f"/-/desk/flags/{flagged.pk}/dismiss", {"seen": "published", "words": "A joke.", "back": "/-/desk/"}
    )
    assert answer["Location"] == "/-/desk/"
    assert Flag.objects.get().answer == "A joke."
    again = client.post(f"/-/desk/flags/{flagged.pk}/agree", {"seen": "published"})
    assert again.status_code == 410 and Comment.objects.get().state == "published"


def test_agreeing_removes(client: Client, flagged: Comment, dee: Any) -> None:
    client.force_login(dee)
    answer = client.post(f"/-/desk/flags/{flagged.pk}/agree", {"seen": "published", "back": "//evil.example/"})
    assert answer["Location"].startswith("/-/desk/")
    assert Comment.objects.get().state == "removed" and Flag.objects.get().right


def test_another_section_is_not_theirs(client: Client, flagged: Comment, dee: Any) -> None:
    dee.sections.add(Section.objects.create(name="Sport", slug="sport"))
    client.force_login(dee)
    for what in ("dismiss", "agree"):
        assert client.post(f"/-/desk/flags/{flagged.pk}/{what}").status_code == 403
    assert client.get(f"/-/desk/flags/{flagged.pk}").status_code == 403
    assert Flag.objects.get().right is None


def test_attacks_are_text(client: Client, flagged: Comment, dee: Any) -> None:
    for number, attack in enumerate(ATTACKS):
        flag(flagged, Reader(guest=f"{number:032x}"), attack[:300])
        flagged.refresh_from_db()
        if flagged.state != "published":
            break
    client.force_login(dee)
    page = client.get(f"/-/desk/flags/{flagged.pk}").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page and "&lt;img src=x onerror=alert(1)&gt;" in page
    assert "<script" not in page and "<svg" not in page and "<img" not in page
