"""Rules in order: the strictest says what becomes of a comment, and what held it is kept with it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadsheet.comments import Comment, Finding, State, TooShort
from broadsheet.discussion.editing import edit_comment
from broadsheet.discussion.posting import post_comment
from broadsheet.kit import TooLong
from broadsheet.kit.process_caches import reset_all
from broadsheet.moderation import hide_comment, publish_comment
from broadsheet.people import Reader
from broadsheet.screening import SubmissionSignals, all_in_words
from broadsheet.screening.models import RuleSetting
from broadsheet.screening.rules import RULES
from broadsheet.stories import SiteSettings, site_settings
from tests.conftest import StoryMaker

pytestmark = pytest.mark.django_db
BO = Reader(guest="b" * 32)


def choose(name: str, *, on: bool = True, **options: Any) -> None:
    """By hand, as the desk does it."""
    RuleSetting.objects.update_or_create(name=name, defaults={"on": on, "options": options})
    site_settings()
    SiteSettings.objects.update(rules=f"{name} {on}"[:16])
    reset_all()


def links_to(*addresses: str) -> str:
    return " ".join(f"[here](https://{one})" for one in addresses)


THREE = links_to(*(f"a{n}.example/" for n in range(3)))


def post(story: Any, text: str = "Well said.", reader: Reader = BO, **fields: Any) -> Comment:
    return post_comment(story, name="Bo", text=text, reader=reader, **fields)


def test_every_rule_has_a_name_of_its_own_and_says_what_it_does() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert RULES and all(str(rule.title) and str(rule.sentence).endswith(".") for rule in RULES)


def test_what_is_published_at_once_has_no_finding(a_story: StoryMaker) -> None:
    comment = post(a_story(rule="everyone"))
    assert comment.state == State.PUBLISHED
    assert not Finding.objects.exists()
    assert all_in_words([comment])[comment.pk] == []


def test_everything_that_holds_it_is_kept_with_it_in_order(a_story: StoryMaker) -> None:
    comment = post(a_story(rule="known", discussion_is="holding"), THREE, signals=SubmissionSignals(trap="x"))
    assert [one.rule for one in Finding.objects.order_by("pk")] == ["closed", "links", "new-writer", "filter"]
    said = all_in_words([comment])[comment.pk]
    assert said[0] == "Closed discussions: New comments wait in this discussion."
    assert "3 links, and 2 appear at once" in said[1]
    assert "a0.example, a1.example, a2.example" in said[1]
    assert said[2].startswith("New writers: ")
    assert said[3] == "Spam filter: A field that people do not see was filled in."


def test_a_moderator_is_spared(a_story: StoryMaker, dee: Any) -> None:
    comment = post(a_story(rule="nobody", discussion_is="closed"), reader=Reader(person=dee))
    assert comment.state == State.PUBLISHED


def test_a_rule_that_is_off_says_nothing(a_story: StoryMaker) -> None:
    choose("new-writer", on=False)
    assert post(a_story(rule="known")).state == State.PUBLISHED


def test_without_the_filter_nothing_is_judged(a_story: StoryMaker) -> None:
    choose("filter", on=False)
    assert post(a_story(rule="everyone"), signals=SubmissionSignals(trap="x")).state == State.PUBLISHED


def test_length_is_the_newsrooms_to_choose(a_story: StoryMaker, dee: Any) -> None:
    story = a_story(rule="everyone")
    choose("length", least=5, most=20)
    with pytest.raises(TooShort, match="least is 5 letters"):
        post(story, "Yes.")
    with pytest.raises(TooLong, match="21 letters, and 20 fit"):
        post(story, "x" * 21)
    assert post(story, "That will do.")


def test_links_to_allowed_sites_do_not_count(a_story: StoryMaker) -> None:
    choose("links", hosts=["paper.example"])
    story = a_story(rule="everyone")
    ours = links_to("paper.example/a", "www.paper.example/b", "blog.paper.example/c")
    assert post(story, ours).state == State.PUBLISHED
    assert post(story, f"{ours} {links_to('notpaper.example/')}").state == State.PUBLISHED
    strange = links_to(*(f"notpaper.example/{n}" for n in range(3)))
    assert post(story, f"{ours} {strange}").state == State.HELD


def test_so_many_comments_make_a_writer_known(a_story: StoryMaker) -> None:
    story = a_story(rule="known")
    choose("new-writer", many=2)
    publish_comment(post(story, "One"))
    second = post(story, "Two")
    assert second.state == State.HELD
    assert "fewer than 2 published comments" in all_in_words([second])[second.pk][0]
    publish_comment(second)
    assert post(story, "Three").state == State.PUBLISHED


def test_whoever_has_stood_well_is_trusted(a_story: StoryMaker, dee: Any) -> None:
    story = a_story(rule="known")
    choose("trust", many=2, days=30)
    kept = [post(story, f"Number {n}") for n in range(2)]
    for one in kept:
        publish_comment(one)
    assert post(story, THREE).state == State.PUBLISHED
    hide_comment(kept[0], dee, State.REMOVED)
    assert post(story, f"{THREE} again").state == State.HELD


def test_trust_takes_nothing_back_but_what_it_is_for(a_story: StoryMaker) -> None:
    story = a_story(rule="known")
    choose("trust", many=1, days=30)
    publish_comment(post(story, "One"))
    assert post(story, "Two", signals=SubmissionSignals(trap="x")).state == State.HELD


def test_changed_words_are_looked_at_again(a_story: StoryMaker) -> None:
    comment = post(a_story(rule="everyone"))
    edit_comment(comment, text=THREE, reader=BO)
    comment.refresh_from_db()
    assert comment.state == State.HELD
    assert "3 links" in all_in_words([comment])[comment.pk][0]
    edit_comment(comment, text=links_to(*(f"b{n}.example/" for n in range(4))), reader=BO)
    (said,) = all_in_words([comment])[comment.pk]
    assert "4 links" in said


def test_why_is_asked_for_many_in_two_statements(a_story: StoryMaker) -> None:
    story = a_story(rule="nobody")
    comments = [post(story, f"Number {n}", Reader(guest=f"{n:032x}")) for n in range(1, 5)]
    with CaptureQueriesContext(connection) as asked:
        said = all_in_words(comments)
    assert len(asked) == 2
    assert {tuple(words) for words in said.values()} == {("New writers: All comments wait here.",)}


def test_what_was_held_before_rules_were_kept_has_a_reason_all_the_same(a_story: StoryMaker) -> None:
    comment = post(a_story(rule="nobody"))
    Finding.objects.all().delete()
    assert all_in_words([comment])[comment.pk] == ["Held by the site's or the story's settings."]
