"""The box that asks for letters about replies."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.comments import Comment
from broadsheet.ledger import Entry, Kind

pytestmark = pytest.mark.django_db
SCRIPT = {"Accept": "application/json"}


def test_the_ledger_says_that_a_writer_wants_to_hear_of_replies(client: Any, a_story: Any) -> None:
    story = a_story()
    given = {"name": "Bo", "email": "bo@reader.example", "text": "Tell me more.", "tell": "1"}
    assert client.post(f"/-/stories/{story.pk}/comments", given, headers=SCRIPT).status_code == 201
    assert Entry.objects.get(kind=Kind.REPLIES_WANTED).comment == Comment.objects.get().pk


def test_it_does_not_where_the_box_is_empty(client: Any, a_story: Any) -> None:
    story = a_story()
    given = {"name": "Bo", "email": "bo@reader.example", "text": "No letters, please."}
    client.post(f"/-/stories/{story.pk}/comments", given)
    assert Comment.objects.get().email == "bo@reader.example"
    assert not Entry.objects.filter(kind=Kind.REPLIES_WANTED).exists()


def test_without_an_address_it_says_what_is_missing_and_gives_back_what_was_typed(client: Any, a_story: Any) -> None:
    story = a_story()
    answer = client.post(f"/-/stories/{story.pk}/comments", {"name": "Bo", "text": "Tell me more.", "tell": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "please give your e-mail address" in page
    assert "Tell me more." in page and 'name="tell" type="checkbox" value="1" checked' in page
    assert not Comment.objects.exists()
