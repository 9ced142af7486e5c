"""Verbs, and the lines they leave in the ledger."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from freezegun import freeze_time

from broadsheet import ledger
from broadsheet.ledger import Kind
from broadsheet.stories.choices import Openness
from broadsheet.stories.comment_settings import change_discussion, openness, order, posting_rule
from broadsheet.stories.models import FormerAddress, Story
from broadsheet.stories.publishing import printed_stories, publish, revise, withdraw
from broadsheet.stories.scheduling import publish_due
from broadsheet.stories.settings_model import site_settings
from tests.conftest import StoryMaker

pytestmark = pytest.mark.django_db
MAY = datetime(2026, 5, 4, 12, tzinfo=UTC)


def paragraph(words: str) -> list[dict[str, str]]:
    return [{"type": "paragraph", "value": f"<p>{words}</p>"}]


def lines() -> list[str]:
    return [entry.kind for entry in ledger.after(0)]


def test_a_new_story_is_published_at_an_address_of_its_own(ada: Any) -> None:
    story = Story(headline="Bridge reopens", body=paragraph("Carts cross."))
    with freeze_time(MAY):
        publish(story, by=ada)
    assert (story.live, story.address, story.published_at) == (True, "/2026/05/bridge-reopens/", MAY)
    entry = ledger.after(0)[-1]
    assert (entry.kind, entry.story, entry.person) == (Kind.STORY_PUBLISHED, story.pk, ada.pk)


def test_an_imported_time_is_kept() -> None:
    story = Story(headline="Old", published_at=datetime(2009, 1, 2, tzinfo=UTC))
    publish(story)
    assert story.address == "/2009/01/old/"
    assert story.published_at == datetime(2009, 1, 2, tzinfo=UTC)


def test_other_words_are_a_revision_with_its_time(a_story: StoryMaker) -> None:
    story = a_story()
    story.body = paragraph("The bridge is closed after all.")
    with freeze_time(MAY):
        revise(story)
    assert story.revised_at == MAY
    assert lines() == [Kind.STORY_REVISED]


def test_other_markup_alone_is_no_revision_readers_are_told_of(a_story: StoryMaker) -> None:
    story = a_story(body=paragraph("One <b>two</b>"))
    story.body = [{"type": "paragraph", "value": '<p data-block-key="x">One <i>two</i></p>'}]
    revise(story)
    assert story.revised_at is None


def test_a_revision_time_set_by_hand_stands(a_story: StoryMaker) -> None:
    story = a_story()
    story.headline, story.revised_at = "Bridge shut", MAY
    revise(story)
    assert story.revised_at == MAY


def test_a_draft_is_not_revised(a_story: StoryMaker) -> None:
    story = a_story()
    withdraw(story)
    with pytest.raises(ValueError, match="public"):
        revise(story)


def test_a_withdrawn_story_is_printed_no_more_and_keeps_its_address(a_story: StoryMaker, ada: Any) -> None:
    story = a_story(address="/2026/05/gone/")
    withdraw(story, by=ada)
    assert not printed_stories().exists()
    assert lines() == [Kind.STORY_WITHDRAWN]
    with pytest.raises(ValidationError, match="Another story"):
        publish(Story(headline="Other", address="/2026/05/gone/"))
    publish(story)
    assert story.address == "/2026/05/gone/" and not FormerAddress.objects.exists()


def test_withdrawing_twice_says_it_once(a_story: StoryMaker) -> None:
    story = a_story()
    withdraw(story)
    withdraw(story)
    assert lines() == [Kind.STORY_WITHDRAWN]


def test_only_a_person_changes_a_story_as_staff(a_story: StoryMaker, ada: Any) -> None:
    story = a_story()
    revise(story)
    assert story.changed_by_staff is None
    revise(story, by=ada)
    assert story.changed_by_staff is not None
    story.save_revision()
    story.refresh_from_db()
    assert story.changed_by_staff is not None


def test_a_scheduled_story_waits_for_its_hour() -> None:
    story = Story(headline="Tomorrow", go_live_at=MAY + timedelta(hours=1))
    with freeze_time(MAY) as clock:
        publish(story)
        assert (story.live, publish_due(), lines()) == (False, [], [])
        clock.tick(timedelta(hours=1, minutes=1))
        assert publish_due() == [story]
        assert publish_due() == []
        story.refresh_from_db()
    assert story.live and story.published_at == MAY + timedelta(hours=1, minutes=1)
    assert lines() == [Kind.STORY_PUBLISHED]


def test_a_scheduled_revision_leaves_the_public_words_until_then(a_story: StoryMaker) -> None:
    story = a_story("Before", published_at=MAY)
    with freeze_time(MAY) as clock:
        story.headline, story.go_live_at = "After", MAY + timedelta(hours=1)
        revise(story)
        assert (Story.objects.get().headline, lines()) == ("Before", [])
        clock.tick(timedelta(hours=2))
        publish_due()
    after = Story.objects.get()
    assert (after.headline, after.published_at, after.revised_at) == ("After", MAY, MAY + timedelta(hours=2))
    assert lines() == [Kind.STORY_REVISED]


def test_a_story_expires_at_its_hour(a_story: StoryMaker) -> None:
    story = a_story(expire_at=MAY)
    with freeze_time(MAY + timedelta(minutes=1)):
        assert publish_due() == [story]
    assert lines() == [Kind.STORY_WITHDRAWN]


def test_a_scheduled_story_whose_address_was_taken_meanwhile_gets_the_next(a_story: StoryMaker) -> None:
    waiting = Story(headline="Waiting", address="/2026/05/same/", go_live_at=MAY)
    with freeze_time(MAY - timedelta(days=1)):
        publish(waiting)
    Story.objects.filter(pk=waiting.pk).update(address="/2026/05/elsewhere/")
    a_story(address="/2026/05/same/")
    with freeze_time(MAY + timedelta(minutes=1)):
        publish_due()
    waiting.refresh_from_db()
    assert waiting.address == "/2026/05/same-2/"


def test_a_discussion_is_closed_by_hand(a_story: StoryMaker, ada: Any) -> None:
    story = a_story()
    change_discussion(story, Openness.CLOSED, by=ada)
    change_discussion(story, Openness.CLOSED, by=ada)
    story.refresh_from_db()
    assert openness(story) is Openness.CLOSED
    assert lines() == [Kind.DISCUSSION_CHANGED]


def test_publishing_a_draft_does_not_open_what_was_closed_meanwhile(a_story: StoryMaker) -> None:
    story = a_story()
    story.headline = "Draft"
    draft = story.save_revision()
    change_discussion(Story.objects.get(), Openness.CLOSED)
    draft.refresh_from_db()
    draft.publish()
    assert Story.objects.get().discussion_is == Openness.CLOSED


def test_a_discussion_changed_in_the_editor_is_told(a_story: StoryMaker) -> None:
    story = a_story()
    story.order = "best"
    revise(story)
    assert lines() == [Kind.DISCUSSION_CHANGED, Kind.STORY_REVISED]


def test_a_discussion_closes_by_age_and_that_is_told_once(a_story: StoryMaker) -> None:
    ours = site_settings()
    ours.close_after_days = 10
    ours.save()
    story = a_story(published_at=MAY)
    with freeze_time(MAY + timedelta(days=9)):
        assert (openness(story), publish_due()) == (Openness.OPEN, [])
    with freeze_time(MAY + timedelta(days=10, minutes=1)):
        assert (openness(story), publish_due()) == (Openness.CLOSED, [story])
        assert publish_due() == []
    assert lines() == [Kind.DISCUSSION_CHANGED]


def test_a_story_may_have_its_own_rule_and_order(a_story: StoryMaker) -> None:
    assert (posting_rule(a_story()), order(a_story())) == ("known", "oldest")
    own = a_story(rule="nobody", order="newest")
    assert (posting_rule(own), order(own)) == ("nobody", "newest")


def test_a_list_of_stories_is_read_in_few_queries(a_story: StoryMaker, django_assert_max_num_queries: Any) -> None:
    from broadsheet.stories.models import Byline
    from broadsheet.stories.taxonomies import Author, Tag

    author, tag = Author.objects.create(name="Ada", slug="ada"), Tag.objects.create(name="Bridges", slug="bridges")
    for _ in range(5):
        story = a_story()
        Byline.objects.create(story=story, author=author)
        story.tags.add(tag)
        story.save()
    with django_assert_max_num_queries(6):
        found = [([*story.tags.all()], story.authors) for story in printed_stories()]
    assert found == [([tag], [author])] * 5
