"""The ledger, read at the desk: by comment, by person, by moderator; and the story as it was."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from broadsheet import moderation, stories
from broadsheet.comments import State
from broadsheet.desk.models import Presence
from broadsheet.ledger import Entry, Kind
from broadsheet.moderation import Reason
from broadsheet.people import Reader
from broadsheet.stories import Story, publish
from tests.conftest import StoryMaker


def test_what_was_done_is_said_by_comment_person_and_moderator(
    at_desk: Client, a_story: StoryMaker, a_comment: Any, ada: Any, bo: Any
) -> None:
    comment = a_comment(a_story("Lighthouse"), "Mine.", reader=Reader(person=bo))
    reason = Reason.objects.create(name="Insults a person")
    decision = moderation.decide_comment(comment, State.REMOVED, ada, reason=reason, sentence="Please do not.")
    assert decision is not None
    moderation.undo(decision, ada)
    for query in (f"comment={comment.pk}", f"by={ada.pk}", f"person={ada.pk}"):
        page = at_desk.get(f"/-/desk/history?{query}").content.decode()
        assert "Published → Removed" in page and "Insults a person Please do not." in page and "undone" in page
    page = at_desk.get(f"/-/desk/history?person={bo.pk}").content.decode()
    assert "wrote it" in page and "Insults" not in page
    assert "Published → Removed" in at_desk.get(f"/-/desk/comments/{comment.pk}").content.decode()


def test_nothing_in_it_can_be_changed(at_desk: Client) -> None:
    assert at_desk.post("/-/desk/history").status_code == 405
    assert "<button>" not in at_desk.get("/-/desk/history").content.decode().partition("</form>")[2]


def test_looking_changes_nothing(at_desk: Client, a_story: StoryMaker, a_comment: Any, follow: Any) -> None:
    comment = a_comment(a_story(), state="held")
    follow()
    lines = Entry.objects.count()
    for path in (
        "",
        "stories",
        "floods",
        "history",
        "bulk",
        f"comments/{comment.pk}",
        f"comments/{comment.pk}/version",
        "counts",
    ):
        assert at_desk.get(f"/-/desk/{path}").status_code == 200
    assert Entry.objects.count() == lines and not Presence.objects.exists()


def test_a_glance_is_the_first_ones_and_ends(
    at_desk: Client, a_story: StoryMaker, a_comment: Any, ada: Any, follow: Any
) -> None:
    comment = a_comment(a_story(), state="held")
    follow()
    told = at_desk.post("/-/desk/presence", {"comment": comment.pk, "shows": f"{comment.pk},9999,x"}).json()
    assert told["counts"]["held"] == 1 and told["looking"] == {} and told["gone"] == [9999]
    other = Client()
    other.force_login(ada)
    told = other.post("/-/desk/presence", {"comment": comment.pk, "shows": comment.pk}).json()
    assert told["looking"] == {str(comment.pk): "Dee is looking at this"}
    assert "Dee is looking at this" in other.get("/-/desk/").content.decode()
    Presence.objects.update(until=timezone.now() - timedelta(seconds=1))
    told = other.post("/-/desk/presence", {"comment": comment.pk, "shows": comment.pk}).json()
    assert told["looking"] == {}
    assert Presence.objects.get().by == ada


@pytest.fixture
def revised(db: None) -> Story:
    """A story that was published, and then said something else."""
    story = Story(headline="Bridge reopens", body=_body("The old bridge carries carts.", "It is Tuesday."))
    publish(story)
    Entry.objects.update(at=timezone.now())
    return story


def _body(*paragraphs: str) -> list[dict[str, str]]:
    return [{"type": "paragraph", "value": f"<p>{words}</p>"} for words in paragraphs]


def test_a_comment_is_shown_under_the_version_it_was_written_under(revised: Story) -> None:
    before = timezone.now()
    same = stories.version_at(revised, before)
    assert (
        same.same
        and same.known
        and [words for words, _ in same.paragraphs] == ["The old bridge carries carts.", "It is Tuesday."]
    )
    story = Story.objects.get(pk=revised.pk)
    story.headline = "Bridge closes"
    story.body = _body("The old bridge carries nothing.", "It is Tuesday.")
    publish(story)
    then = stories.version_at(story, before)
    assert then.headline == "Bridge reopens" and not then.same
    assert then.paragraphs == [("The old bridge carries carts.", False), ("It is Tuesday.", True)]
    assert then.added == ["The old bridge carries nothing."]
    now = stories.version_at(story, timezone.now())
    assert now.headline == "Bridge closes" and now.same


def test_where_no_version_was_kept_that_is_said(a_story: StoryMaker) -> None:
    story = a_story()
    before = timezone.now()
    assert stories.version_at(story, before).known
    publish(story)
    assert not stories.version_at(story, before).known


def test_every_kind_of_line_has_words() -> None:
    from broadsheet.desk.pages.history_lines import words_of_kinds

    assert words_of_kinds().keys() == set(Kind)
