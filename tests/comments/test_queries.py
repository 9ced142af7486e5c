"""What other rooms ask of comments: each question answered by the rows it names, and in as many queries as it says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from broadsheet.comments import Comment, Discussion, Finding, Mention, Side, State
from broadsheet.comments.queries import (
    add_to_likes,
    anonymise,
    any_comments,
    comment_addresses,
    comment_for_update,
    comment_to_show,
    comment_with_story,
    comments_for_desk,
    comments_for_queue,
    comments_of_subject,
    comments_to_show,
    comments_with_writers,
    earlier_comments,
    findings_of,
    first_published_below,
    first_rules,
    forget_finding_words,
    forget_findings,
    forget_hidden,
    has_findings,
    has_published,
    held_among,
    held_comments,
    hidden_among,
    ids_above,
    ids_after,
    ids_below,
    insert_findings,
    last_rule,
    likes_of_comment,
    likes_of_story,
    newest_ids_since,
    newest_of_person,
    own_rows,
    parent_to_answer,
    rename_writers,
    reply_counts,
    same_words,
    sections_of,
    texts_in_sections,
    wrote_with,
)
from broadsheet.comments.queries.comment_counts import add_mentions
from broadsheet.comments.queries.comment_ids import ids_under
from broadsheet.comments.queries.comment_rows import comment_under, comments_with_threads, newest_published
from broadsheet.comments.queries.personal_rows import persons_behind, persons_below, published_of_persons
from broadsheet.kit import DataSubject
from broadsheet.people import Reader
from broadsheet.stories import Section
from tests.conftest import StoryMaker

GUEST = Reader(guest="a" * 32)


@pytest.fixture
def story(a_story: StoryMaker) -> Any:
    return a_story(section=Section.objects.create(name="Harbour", slug="harbour"))


@pytest.fixture
def talk(story: Any, a_comment: Any, bo: Any) -> list[Comment]:
    """A comment of a guest, Bo's answer to it, and a held one under that."""
    first = a_comment(story, "The ferry is late.", reader=GUEST, email="guest@reader.example")
    second = a_comment(story, "It always is.", reader=Reader(person=bo), parent=first.pk)
    third = a_comment(story, "Not on Sundays.", parent=second.pk, state="held")
    return [first, second, third]


def ids(rows: Any) -> list[int]:
    return [row.pk for row in rows]


def test_one_comment_comes_with_what_belongs_to_it(
    talk: list[Comment], story: Any, bo: Any, django_assert_num_queries: Any
) -> None:
    first, second, _third = talk
    with django_assert_num_queries(3):
        found, shown, under = (
            comment_with_story(second.pk),
            comment_to_show(second.pk),
            comment_under(story, second.pk),
        )
        assert found and found.story.headline == story.headline and found.person == bo
        assert shown and shown.parent and shown.parent.person is None and shown.thread == first
        assert under and under.thread == first and under.person == bo
    assert comment_with_story(0) is None and comment_to_show(0) is None
    assert comment_under(story, 0) is None


def test_many_comments_come_by_their_ids(talk: list[Comment], django_assert_num_queries: Any) -> None:
    all_three = [one.pk for one in talk]
    with django_assert_num_queries(5):
        assert {one.parent_id for one in comments_to_show(all_three).values() if one.parent} == {*all_three[:2]}
        assert {one.story.headline for one in comments_with_writers(all_three).values()} == {"Bridge reopens"}
        assert {one.thread.pk for one in comments_with_threads(all_three).values() if one.thread} == {all_three[0]}
        sections = {one.story.section for one in comments_for_desk(all_three).values()}
        assert {section.name for section in sections if section} == {"Harbour"}
        assert sorted(ids(comments_for_queue(all_three))) == all_three
    assert comments_to_show([]) == comments_with_writers([]) == {}


def test_cases_know_whether_the_writer_had_published_before(talk: list[Comment], story: Any, a_comment: Any) -> None:
    again = a_comment(story, "And it was late again today.", reader=GUEST)
    known = {one.pk: one.guest_known for one in comments_for_queue([talk[0].pk, again.pk])}  # type: ignore[attr-defined]
    assert known == {talk[0].pk: False, again.pk: True}


def test_a_comment_is_read_again_while_its_discussion_is_locked(talk: list[Comment], story: Any) -> None:
    Comment.objects.filter(pk=talk[0].pk).update(text="Changed meanwhile.")
    with transaction.atomic():
        found = comment_for_update(talk[0].pk, story.pk)
        assert found and found.text == "Changed meanwhile."
        assert comment_for_update(0, story.pk) is None


def test_only_what_is_published_can_be_answered(talk: list[Comment], story: Any, a_story: StoryMaker) -> None:
    first, second, third = talk
    found = parent_to_answer(second.pk, story.pk)
    assert found == second and found.thread == first
    assert parent_to_answer(third.pk, story.pk) is None
    assert parent_to_answer(second.pk, a_story("Another").pk) is None


def test_what_stands_above_and_below(talk: list[Comment]) -> None:
    first, second, third = talk
    assert ids_above(third, 10) == ids([first, second]) and ids_above(third, 1) == ids([second])
    assert ids_below(first, 10) == ids([second, third]) and ids_below(first, 1) == ids([second])
    assert first_published_below(first) == second and first_published_below(second) is None
    assert reply_counts(ids(talk)) == {first.pk: 1, second.pk: 1}


def test_ids_are_found_by_story_state_and_age(talk: list[Comment], story: Any, a_story: StoryMaker) -> None:
    first, second, third = ids(talk)
    assert ids_under(story, [first, 0]) == {first} and ids_under(a_story("Another"), [first]) == set()
    assert ids_after(first, most=1) == [second] and ids_after(0, most=9, state="held") == [third]
    assert ids_after(0, most=9, story=story.pk) == [first, second, third]
    assert newest_ids_since(timezone.now() - timedelta(hours=1), 2) == [third, second]
    assert newest_ids_since(timezone.now() + timedelta(hours=1), 2) == []
    assert sections_of([first]) == {first: story.section_id}
    assert held_among([first, third]) == {third}
    Comment.objects.filter(pk=second).update(state=State.REMOVED)
    assert hidden_among([first, second, third]) == [(second, story.pk)]


def test_held_comments_since_a_moment(talk: list[Comment]) -> None:
    assert ids(held_comments()) == [talk[2].pk]
    soon = timezone.now() + timedelta(minutes=1)
    assert not held_comments(soon).exists()
    Comment.objects.filter(pk=talk[2].pk).update(edited=soon + timedelta(minutes=1))
    assert ids(held_comments(soon)) == [talk[2].pk]


def test_the_newest_of_a_person_and_of_a_story(talk: list[Comment], story: Any, bo: Any) -> None:
    assert newest_of_person(bo, 5) == [talk[1]]
    assert newest_published(story, 5) == [talk[1], talk[0]] and newest_published(story, 1) == [talk[1]]


def test_texts_only_of_ones_own_sections(talk: list[Comment], dee: Any) -> None:
    assert list(texts_in_sections([talk[0].pk], dee)) == [talk[0].pk]
    dee.sections.add(Section.objects.create(name="Sports", slug="sports"))
    assert texts_in_sections([talk[0].pk], type(dee).objects.get(pk=dee.pk)) == {}


def test_a_readers_own_rows(talk: list[Comment], story: Any, bo: Any) -> None:
    since = timezone.now() - timedelta(hours=1)
    rows = own_rows(story.pk, GUEST, since)
    assert [(pk, state, bool(young), by) for pk, state, young, by in rows] == [(talk[0].pk, "published", True, "")]
    both = own_rows(story.pk, Reader(guest=GUEST.guest, person=bo), since)
    assert [row[0] for row in both] == [talk[1].pk, talk[0].pk]
    assert own_rows(story.pk, Reader(), since) == []


def test_the_same_words_under_the_same_story(talk: list[Comment], story: Any) -> None:
    digest, since = talk[0].digest, timezone.now() - timedelta(hours=1)
    assert same_words(story.pk, digest, since) == [(GUEST.guest, None)]
    assert same_words(story.pk, digest, timezone.now() + timedelta(hours=1)) == []


def test_earlier_comments_without_those_erased(talk: list[Comment]) -> None:
    Comment.objects.filter(pk=talk[1].pk).update(text="")
    rows = list(earlier_comments(timezone.now() - timedelta(hours=1), talk[0].pk))
    assert (rows[0].id, rows[0].text, rows[0].guest) == (talk[0].pk, "The ferry is late.", GUEST.guest)
    assert [one.id for one in rows] == [talk[0].pk, talk[2].pk]


def test_likes_never_go_below_zero(talk: list[Comment], story: Any) -> None:
    add_to_likes(1, comment=talk[0].pk)
    add_to_likes(1, story=story.pk)
    assert (likes_of_comment(talk[0].pk), likes_of_story(story.pk)) == (1, 1)
    for _ in range(2):
        add_to_likes(-1, comment=talk[0].pk)
        add_to_likes(-1, story=story.pk)
    assert (likes_of_comment(talk[0].pk), likes_of_story(story.pk)) == (0, 0)
    assert likes_of_story(0) == 0
    with pytest.raises(Comment.DoesNotExist):
        likes_of_comment(0)


def test_whether_there_is_anything(story: Any, a_comment: Any) -> None:
    assert not any_comments() and not has_published(story)
    a_comment(story, state="held")
    assert any_comments() and not has_published(story)
    a_comment(story, "Another.")
    assert has_published(story) and Discussion.objects.get(pk=story.pk).comments == 1


def test_mentions_are_kept(story: Any) -> None:
    add_mentions([Mention(story=story, kind="pingback", source="https://blog.example/")])
    assert Mention.objects.get().source == "https://blog.example/"


def test_findings_are_kept_found_and_forgotten(talk: list[Comment]) -> None:
    first, second, _ = talk
    Finding.objects.all().delete()
    rows = [("links", "held", "a.example"), ("words", "spam", "casino")]
    insert_findings([Finding(comment=first, rule=rule, does=does, words=words) for rule, does, words in rows])
    insert_findings([])
    assert [one.rule for one in findings_of([first.pk, second.pk])] == ["links", "words"] and findings_of([]) == []
    assert first_rules([first.pk, second.pk]) == {first.pk: "links"}
    assert last_rule(first) == "words" and last_rule(second) == ""
    assert has_findings(first) and not has_findings(second)
    forget_finding_words(first, "links")
    assert [one.words for one in findings_of([first.pk])] == ["", "casino"]
    forget_finding_words(first)
    assert [one.words for one in findings_of([first.pk])] == ["", ""]
    forget_findings(first, "words")
    assert [one.rule for one in findings_of([first.pk])] == ["links"]


def test_what_one_subject_wrote(talk: list[Comment], bo: Any) -> None:
    first, second, third = talk
    assert ids(comments_of_subject(DataSubject("guest@reader.example"))) == [first.pk]
    assert ids(comments_of_subject(DataSubject("", person=bo.pk))) == [second.pk]
    assert ids(comments_of_subject(DataSubject("", guests=frozenset({first.guest, third.guest})))) == [third.pk]
    before = timezone.now() - timedelta(hours=1)
    assert not comments_of_subject(DataSubject("guest@reader.example", until=before)).exists()
    assert comment_addresses() == {"guest@reader.example"}
    assert wrote_with("GUEST@reader.example", first.guest) and not wrote_with("guest@reader.example", third.guest)


def test_writers_are_renamed_and_taken_off(talk: list[Comment]) -> None:
    first, second, third = talk
    assert rename_writers([first.pk, second.pk], "Somebody") == 2
    anonymise(first, "Anonymous", words=False)
    anonymise(second, "Anonymous", words=True)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.name, first.email, first.guest, first.text) == ("Anonymous", "", "", "The ferry is late.")
    assert (second.name, second.person, second.text, second.removed_by) == ("Anonymous", None, "", Side.WRITER)
    assert forget_hidden([third.pk]) == 1
    third.refresh_from_db()
    assert (third.text, third.html, third.guest) == ("", "", "")


def test_the_persons_behind_comments(talk: list[Comment], story: Any, bo: Any) -> None:
    second = talk[1]
    assert published_of_persons([bo.pk]) == [(second.pk, story.pk, bo.pk)]
    assert persons_behind(ids(talk)) == [(second.pk, bo.pk, second.created)]
    assert persons_below([story.pk]) == {bo.pk} and persons_below([0]) == set()
