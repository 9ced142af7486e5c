"""Posting a comment: what is kept, held and refused."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone

from broadsheet import ledger
from broadsheet.comments import Closed, Comment, Discussion, Duplicate, State
from broadsheet.comments.threads import first_part, list_sheets, where
from broadsheet.discussion.markup import sheet_markup
from broadsheet.discussion.posting import post_comment
from broadsheet.kit import Gone, TooFast
from broadsheet.ledger import Kind
from broadsheet.moderation import hide_comment, publish_comment
from broadsheet.people import Reader
from broadsheet.stories import Story, site_settings
from tests.conftest import StoryMaker

BO = Reader(guest="b" * 32)
CY = Reader(guest="c" * 32)
STRANGER = Reader(guest="f" * 32, fresh=True)


def post(story: Story, text: str = "Well said.", reader: Reader = BO, **fields: Any) -> Comment:
    return post_comment(story, **{"name": "Bo", "text": text, "reader": reader, **fields})


def test_replies_stand_under_their_parents(a_story: StoryMaker, a_comment: Any) -> None:
    story = a_story()
    first = a_comment(story, "One")
    second = a_comment(story, "Two")
    reply = a_comment(story, "Three", parent=first)
    shown = [(one.comment.pk, one.depth) for one in first_part(story).items]
    assert shown == [(first.pk, 1), (reply.pk, 2), (second.pk, 1)]
    markup = sheet_markup(first_part(story))
    assert markup.count("<ol") == markup.count("</ol>") == 2
    assert markup.count("<li>") == markup.count("</li>") == 3
    assert where(reply) == f"{story.address}#comment-{reply.pk}"
    assert len(list_sheets(story)) == 3
    assert Discussion.objects.get(pk=story.pk).comments == 3


def test_a_thread_keeps_its_number(a_story: StoryMaker, a_comment: Any) -> None:
    story = a_story()
    comments = [a_comment(story, f"Number {number}") for number in range(3)]
    assert [comment.number for comment in comments] == [0, 1, 2]
    hide_comment(comments[0])
    publish_comment(comments[0])
    assert Comment.objects.get(pk=comments[0].pk).number == 0
    assert a_comment(story, "One more").number == 3


def test_a_post_ends_in_one_line_of_the_ledger(a_story: StoryMaker) -> None:
    story = a_story()
    before = ledger.latest()
    comment = post(story)
    lines = ledger.after(before)
    assert [(line.kind, line.story, line.comment) for line in lines] == [(Kind.COMMENT_POSTED, story.pk, comment.pk)]


def test_everyone_appears_at_once_where_the_newsroom_says_so(a_story: StoryMaker) -> None:
    assert post(a_story(rule="everyone"), reader=STRANGER).state == State.PUBLISHED


def test_all_are_held_where_the_newsroom_says_so(a_story: StoryMaker) -> None:
    story = a_story(rule="nobody")
    publish_comment(post(story))
    assert post(story, "Again").state == State.HELD


def test_the_first_comment_of_an_unknown_writer_is_held(a_story: StoryMaker) -> None:
    story = a_story(rule="known")
    first = post(story)
    assert first.state == State.HELD
    assert post(story, "Again").state == State.HELD
    publish_comment(first)
    assert post(story, "A third").state == State.PUBLISHED


def test_a_known_address_makes_nobody_known(a_story: StoryMaker) -> None:
    story = a_story(rule="known")
    publish_comment(post(story, email="bo@reader.example"))
    assert post(story, "It is me", reader=CY, email="bo@reader.example").state == State.HELD


def test_a_writer_of_spam_is_known_no_more(a_story: StoryMaker) -> None:
    story = a_story(rule="known")
    publish_comment(post(story))
    hide_comment(post(story, "Buy this"), state=State.SPAM)
    assert post(story, "Buy that").state == State.HELD


def test_a_person_is_known_without_the_cookie(a_story: StoryMaker, bo: Any) -> None:
    story = a_story(rule="known")
    publish_comment(post(story, reader=Reader(guest="1" * 32, person=bo)))
    assert post(story, "Elsewhere", reader=Reader(guest="2" * 32, person=bo)).state == State.PUBLISHED


def test_moderators_always_appear_at_once(a_story: StoryMaker, dee: Any) -> None:
    story = a_story(rule="nobody", discussion_is="closed")
    assert post(story, name="", reader=Reader(person=dee)).state == State.PUBLISHED


def test_more_links_than_the_site_allows_are_held(a_story: StoryMaker) -> None:
    story = a_story(rule="everyone")
    links = [f"[{n}](https://a{n}.example/)" for n in range(site_settings().links_before_holding + 1)]
    assert post(story, " ".join(links[:-1])).state == State.PUBLISHED
    assert post(story, " ".join(links)).state == State.HELD


def test_a_holding_discussion_holds(a_story: StoryMaker) -> None:
    assert post(a_story(rule="everyone", discussion_is="holding")).state == State.HELD


def test_a_discussion_closes_by_hand_and_by_age(a_story: StoryMaker) -> None:
    with pytest.raises(Closed):
        post(a_story(discussion_is="closed"))
    type(site_settings()).objects.update(close_after_days=7)
    with pytest.raises(Closed):
        post(a_story(published_at=timezone.now() - timedelta(days=8)))
    assert post(a_story(published_at=timezone.now() - timedelta(days=6)))


def test_the_same_words_are_not_taken_twice(a_story: StoryMaker) -> None:
    story, other = a_story(rule="everyone"), a_story(rule="everyone")
    post(story, "Well  said.")
    with pytest.raises(Duplicate):
        post(story, "well said. ")
    assert post(other)
    assert post(story, reader=CY), "short words may be two readers' own"
    long = "Long words that nobody else would come to write by chance"
    post(story, long)
    with pytest.raises(Duplicate):
        post(story, long, reader=CY)


def test_a_button_pressed_twice_posts_once(a_story: StoryMaker, settings: Any) -> None:
    settings.PACING = True
    story = a_story()
    post(story, reader=STRANGER, network="n")
    with pytest.raises(Duplicate):
        post(story, reader=Reader(guest="e" * 32, fresh=True), network="n")
    assert Comment.objects.count() == 1


def test_the_same_words_may_come_again_another_day(a_story: StoryMaker) -> None:
    story = a_story()
    post(story)
    Comment.objects.update(created=timezone.now() - timedelta(hours=25))
    assert post(story)


def test_a_reply_to_what_is_hidden_or_elsewhere_is_refused(
    a_story: StoryMaker, a_comment: Callable[..., Comment]
) -> None:
    story = a_story()
    for parent in (a_comment(story, state="held"), a_comment(story, "Spam", state="spam"), a_comment(a_story())):
        with pytest.raises(Gone) as refusal:
            post(story, "An answer", parent=parent)
        assert refusal.value.field == "parent"


def test_writing_is_paced_by_guest_and_by_network(a_story: StoryMaker, settings: Any) -> None:
    settings.PACING = True
    story = a_story(rule="everyone")
    for number in range(3):
        post(story, f"Number {number}", network="n")
    with pytest.raises(TooFast) as refusal:
        post(story, "Number 4", network="n")
    assert "wait" in refusal.value.sentence
    for number in range(6):
        post(story, f"Others {number}", reader=Reader(guest=f"{number:032x}", fresh=True), network="n")
    with pytest.raises(TooFast):
        post(story, "Others too", reader=Reader(guest="9" * 32, fresh=True), network="n")
    assert post(story, "From elsewhere", reader=CY, network="m")
    settings.PACING = False
    assert post(story, "Number 5", network="n")


@pytest.mark.django_db(transaction=True)
def test_under_a_story_that_was_deleted_meanwhile_nothing_is_kept(a_story: StoryMaker) -> None:
    story = a_story()
    Story.objects.filter(pk=story.pk).delete()
    with pytest.raises(Gone, match="not here any more"):
        post_comment(story, name="Bo", text="Too late.", reader=BO)
    assert not Comment.objects.exists()


def test_a_refused_post_keeps_nothing(a_story: StoryMaker) -> None:
    story = a_story()
    before = ledger.latest()
    with pytest.raises(Gone):
        post(story, parent=999)
    assert not Comment.objects.exists()
    assert ledger.latest() == before


@pytest.mark.django_db(transaction=True)
def test_posts_at_once_never_take_the_same_number(a_story: StoryMaker) -> None:
    story = a_story(rule="everyone")

    def write(number: int) -> int | None:
        try:
            parent = None if number % 3 else first.pk
            return post(story, f"Number {number}", reader=Reader(guest=f"{number:032x}"), parent=parent).number
        finally:
            connections.close_all()

    first = post(story, "First")
    with ThreadPoolExecutor(4) as pool:
        numbers = [number for number in pool.map(write, range(30)) if number is not None]
    assert sorted(numbers) == list(range(1, 21))
    discussion = Discussion.objects.get(pk=story.pk)
    assert (discussion.comments, discussion.threads) == (31, 21)
    assert Comment.objects.get(pk=first.pk).replies == 10
    assert connection.vendor
