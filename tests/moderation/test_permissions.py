"""Moderators decide in their own sections."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from broadsheet.comments import Comment
from broadsheet.mailroom.signed_links import decide_link
from broadsheet.moderation import Seen, may_decide
from broadsheet.stories import Section
from tests.conftest import StoryMaker


@pytest.fixture
def elsewhere(dee: Any, a_story: StoryMaker, a_comment: Any) -> Comment:
    dee.sections.add(Section.objects.create(name="Sport", slug="sport"))
    comment: Comment = a_comment(a_story(section=Section.objects.create(name="Harbour", slug="harbour")))
    return comment


@pytest.mark.parametrize("what", ["hold", "spam", "remove", "keep"])
def test_another_sections_comment_is_not_theirs(client: Client, dee: Any, elsewhere: Comment, what: str) -> None:
    client.force_login(dee)
    assert client.post(f"/-/desk/comments/{elsewhere.pk}/{what}").status_code == 403
    elsewhere.refresh_from_db()
    assert elsewhere.state == "published"


def test_nor_by_letter(client: Client, dee: Any, elsewhere: Comment) -> None:
    link = decide_link(elsewhere.pk, dee.pk, "remove", Seen.now(elsewhere)).removeprefix("https://paper.example")
    assert client.post(link).status_code == 410
    elsewhere.refresh_from_db()
    assert elsewhere.state == "published"


def test_their_own_is(dee: Any, ada: Any, elsewhere: Comment, a_story: StoryMaker, a_comment: Any) -> None:
    assert may_decide(dee, a_comment(a_story(section=Section.objects.get(slug="sport"))))
    assert may_decide(ada, elsewhere), "who has no sections has all"
    assert not may_decide(dee, a_comment(a_story())), "what stands in none is not of theirs"
