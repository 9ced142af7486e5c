"""The live stream, through its ASGI door, over a real ledger."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet import ledger
from broadsheet.comments import State
from broadsheet.discussion.editing import edit_comment, withdraw_comment
from broadsheet.discussion.liking import like
from broadsheet.live import events
from broadsheet.moderation import hide_comment, publish_comment
from broadsheet.people import Reader
from broadsheet.stories import Openness, PostingRule, SiteSettings
from broadsheet.stories.comment_settings import change_discussion
from broadsheet.stories.publishing import withdraw
from tests.live.an_open_page import Open

pytestmark = pytest.mark.django_db(transaction=True)
WRITER = Reader(guest="b0" * 16)


@pytest.fixture(autouse=True)
def everybody_may_write(db: None) -> None:
    """Comments appear at once; who is held here is held on purpose."""
    SiteSettings.objects.update_or_create(defaults={"rule": PostingRule.EVERYONE})


def test_a_new_comment_arrives(follow: Open, a_story: Any, a_comment: Any) -> None:
    story = a_story()
    browser = follow(story).opened()
    comment = a_comment(story, "Hello there.")
    name, facts = browser.next()
    assert (name, facts["id"], facts["parent"], facts["thread"]) == ("comment", comment.pk, None, comment.pk)
    assert f'<article id="comment-{comment.pk}"' in facts["html"]
    assert "Hello there." in facts["html"]


def test_a_reply_names_its_parent_and_its_thread(follow: Open, a_story: Any, a_comment: Any) -> None:
    story = a_story()
    first = a_comment(story)
    second = a_comment(story, "Second.", parent=first)
    browser = follow(story).opened()
    third = a_comment(story, "Third.", parent=second)
    name, facts = browser.next()
    assert (name, facts["id"], facts["parent"], facts["thread"]) == ("comment", third.pk, second.pk, first.pk)


def test_what_the_page_lacks_comes_first_and_in_order(follow: Open, a_story: Any, a_comment: Any) -> None:
    story = a_story()
    a_comment(story, "Printed.")
    edition = ledger.latest()
    missed = [a_comment(story, f"Missed {number}.") for number in range(3)]
    browser = follow(story, f"after={edition}").opened()
    missed.append(a_comment(story, "Live."))
    assert [browser.next()[1]["id"] for _ in missed] == [comment.pk for comment in missed]
    numbers = [number for number, *_ in browser.events]
    assert numbers == sorted(set(numbers))
    assert numbers[0] > edition


def test_the_browser_goes_on_from_what_it_heard_last(follow: Open, a_story: Any, a_comment: Any) -> None:
    story = a_story()
    a_comment(story, "One.")
    heard = ledger.latest()
    second = a_comment(story, "Two.")
    browser = follow(story, "after=0", last_event_id=str(heard)).opened()
    assert browser.next()[1]["id"] == second.pk
    assert len(browser.events) == 1


def test_without_a_number_only_the_future_is_told(follow: Open, a_story: Any, a_comment: Any) -> None:
    story = a_story()
    a_comment(story, "Past.")
    browser = follow(story, "after=yesterday").opened()
    second = a_comment(story, "Future.")
    assert browser.next()[1]["id"] == second.pk


def test_another_storys_comments_are_not_told(follow: Open, a_story: Any, a_comment: Any) -> None:
    story, other = a_story(), a_story()
    here, there = follow(story).opened(), follow(other).opened()
    elsewhere = a_comment(other, "Elsewhere.")
    comment = a_comment(story, "Here.")
    assert here.next()[1]["id"] == comment.pk
    assert there.next()[1]["id"] == elsewhere.pk
    assert len(here.events) == len(there.events) == 1


def test_an_edit_arrives_with_the_new_words(follow: Open, a_story: Any, a_comment: Any) -> None:
    story = a_story()
    comment = a_comment(story, "Teh.", reader=WRITER)
    browser = follow(story).opened()
    edit_comment(comment, text="The.", reader=WRITER)
    name, facts = browser.next()
    assert (name, facts["id"]) == ("edited", comment.pk)
    assert "The." in facts["html"]


def test_a_comment_edited_before_it_is_told_is_told_once(follow: Open, a_story: Any, a_comment: Any) -> None:
    story = a_story()
    edition = ledger.latest()
    comment = a_comment(story, "Teh.", reader=WRITER)
    a_comment(story, "A reply.", parent=comment)
    edit_comment(comment, text="The.", reader=WRITER)
    browser = follow(story, f"after={edition}").opened()
    first, second = browser.next(), browser.next()
    assert (first[0], first[1]["id"], second[0]) == ("comment", comment.pk, "comment")
    assert "The." in first[1]["html"]
    assert "Teh." not in browser.text


def test_a_held_comment_is_never_told(follow: Open, a_story: Any, a_comment: Any) -> None:
    story = a_story()
    change_discussion(story, Openness.HOLDING)
    browser = follow(story).opened()
    held = _post(story, "A secret.")
    assert held.state == State.HELD
    edit_comment(held, text="Another secret.", reader=WRITER)
    change_discussion(story, Openness.OPEN)
    shown = a_comment(story, "Not a secret.")
    while browser.next()[1]["id"] != shown.pk:
        pass
    assert "secret." not in browser.text.replace("Not a secret.", "")
    publish_comment(held, by=None)
    name, facts = browser.next()
    assert (name, facts["id"]) == ("comment", held.pk)
    assert "Another secret." in facts["html"]


@pytest.mark.parametrize("state", [State.HELD, State.SPAM, State.REMOVED])
def test_a_comment_that_is_hidden_goes_without_its_words(
    follow: Open, a_story: Any, a_comment: Any, state: State
) -> None:
    story = a_story()
    comment = a_comment(story, "Unbearable.", name="Zoë")
    browser = follow(story).opened()
    hide_comment(comment, by=None, state=state)
    name, facts = browser.next()
    assert (name, facts["id"]) == ("gone", comment.pk)
    assert f'id="comment-{comment.pk}"' in facts["html"]
    assert "Unbearable." not in browser.text
    assert "Zoë" not in browser.text


def test_a_withdrawn_comment_is_gone_also_for_who_comes_late(follow: Open, a_story: Any, a_comment: Any) -> None:
    story = a_story()
    comment = a_comment(story, "Printed, then regretted.", reader=WRITER)
    edition = ledger.latest()
    edit_comment(comment, text="Still regretted.", reader=WRITER)
    withdraw_comment(comment, reader=WRITER)
    browser = follow(story, f"after={edition}").opened()
    assert browser.next()[0] == "gone"
    assert "regretted" not in browser.text
    other = follow(story, f"after={edition - 1}").opened()
    a_comment(story, "Later.")
    while "Later." not in str(other.next()[1]):
        pass
    assert "regretted" not in other.text


def test_likes_are_told_as_they_stand(follow: Open, a_story: Any, a_comment: Any) -> None:
    story = a_story(language="en")
    comment = a_comment(story)
    edition = ledger.latest()
    for number in range(3):
        like(comment, Reader(guest=f"{number:032x}"))
    browser = follow(story, f"after={edition}").opened()
    assert browser.next() == ("likes", {"id": comment.pk, "likes": 3, "words": "(3)"})
    like(story, WRITER)
    name, facts = browser.next()
    assert (name, facts["id"], facts["likes"]) == ("likes", None, 1)


def test_the_end_of_the_discussion_is_told(follow: Open, a_story: Any) -> None:
    story = a_story()
    browser = follow(story).opened()
    change_discussion(story, Openness.CLOSED)
    assert browser.next()[0] == "closed"


def test_a_story_that_is_withdrawn_ends_its_streams(follow: Open, a_story: Any) -> None:
    story = a_story()
    browser = follow(story).opened()
    withdraw(story)
    browser.wait_for(lambda: browser.ended)
    again = follow(story)
    again.wait_for(lambda: again.status)
    assert again.status == 204


def test_who_is_far_behind_is_sent_to_the_print(
    follow: Open, a_story: Any, a_comment: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "MOST_TOLD", 3)
    story = a_story()
    edition = ledger.latest()
    for number in range(5):
        a_comment(story, f"Number {number}.")
    browser = follow(story, f"after={edition}").opened()
    assert browser.next()[0] == "reload"
    assert "Number" not in browser.text


def _post(story: Any, text: str) -> Any:
    from broadsheet.discussion.posting import post_comment

    return post_comment(story, name="Bo", text=text, reader=WRITER)
