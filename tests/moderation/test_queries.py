"""What other rooms ask of moderation, its reports and its rota."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from broadsheet.comments import Comment, State
from broadsheet.moderation import (
    Decision,
    FloodDecision,
    add_reason,
    decide_comment,
    hide_comment,
    move_thread,
    reasons,
    redact_passage,
    retire_reason,
    undo,
    undo_redaction,
)
from broadsheet.moderation.duty import (
    add_day_off,
    add_shift,
    days_off_from,
    find_day_off,
    find_shift,
    section_states,
    staff_discussions,
    weekly_shifts,
)
from broadsheet.moderation.models import Flag, Redaction
from broadsheet.moderation.queries import (
    answered_flag,
    answered_flags_with_address,
    decided_last,
    decisions_by_id,
    decisions_of_comments,
    find_decision,
    find_flood_decision,
    find_move,
    find_reason,
    find_redaction,
    flag_addresses,
    flood_decisions_since,
    forget_words_about,
    is_held_by_decision,
    last_move,
    last_states_by_staff,
    open_flag_counts,
    open_flags_of,
    open_flags_with_address,
    own_decision,
    reason_in_use,
    reasons_in_use,
    redactions_of,
    story_of_flag,
)
from broadsheet.moderation.reports import (
    answer_appeal,
    answer_correction_request,
    answered_correction_requests_with_address,
    appeal,
    appeal_of,
    appeals_for,
    correction_request_addresses,
    correction_requests_for,
    find_appeal,
    find_correction_request,
    flag,
    forget_appeal_words,
    open_correction_requests,
    open_correction_requests_with_address,
    request_correction,
    settle_flags,
    story_of_correction_request,
)
from broadsheet.people import Reader
from broadsheet.stories import Section
from tests.conftest import StoryMaker

WRITER = Reader(guest="a" * 32)


@pytest.fixture
def comment(a_story: StoryMaker, a_comment: Any) -> Comment:
    made: Comment = a_comment(a_story(), "The ferry is late again today.", reader=WRITER)
    Decision.objects.all().delete()  # what publishing it left
    return made


def test_decisions_are_found_by_id_comment_and_person(comment: Comment, dee: Any, ada: Any) -> None:
    made = decide_comment(comment, State.HELD, dee)
    assert made is not None and find_decision(made.pk) == made and find_decision(0) is None
    assert own_decision(dee, made.pk) == made and own_decision(ada, made.pk) is None
    assert decisions_by_id([made.pk, 0]) == {made.pk: made} and decisions_of_comments([comment.pk]) == [made]
    assert decided_last([comment.pk]) == {comment.pk: made.at}
    assert last_states_by_staff(comment.pk) == {comment.pk: "held"} and last_states_by_staff(comment.pk + 1) == {}
    assert is_held_by_decision(comment)
    undo(made, dee)
    assert own_decision(dee, made.pk) is None and decided_last([comment.pk]) == {} and not is_held_by_decision(comment)


def test_what_the_program_decides_is_no_decision_of_staff(comment: Comment) -> None:
    hide_comment(comment, state=State.HELD)
    assert decided_last([comment.pk]) == {} and last_states_by_staff(0) == {} and is_held_by_decision(comment)


def test_redactions_and_moves_of_a_comment(comment: Comment, a_story: StoryMaker, dee: Any) -> None:
    made = redact_passage(comment, "The ferry is late today.", dee)
    move = move_thread(comment, a_story("Another"), dee)
    assert redactions_of(comment) == [made] and find_redaction(made.pk, comment) == made
    assert last_move(comment) == move and find_move(move.pk, comment) == move
    other = Comment(pk=0)
    assert find_redaction(made.pk, other) is None and find_move(move.pk, other) is None and last_move(other) is None
    undo_redaction(made, dee)
    assert redactions_of(comment) == []


def test_words_about_a_comment_are_forgotten(comment: Comment, dee: Any) -> None:
    redact_passage(comment, "The ferry is late today.", dee)
    decide_comment(comment, State.REMOVED, dee, sentence="Please be kind.")
    appeal(comment, text="Why?", reader=WRITER)
    forget_words_about(comment)
    forget_appeal_words(comment)
    found = appeal_of(comment.pk)
    assert Decision.objects.get().sentence == "" and not Redaction.objects.exists() and found is not None
    assert found.text == ""


def test_settled_floods_of_late(dee: Any) -> None:
    made = FloodDecision.objects.create(like=7, decision=State.SPAM, by=dee)
    before = timezone.now() - timedelta(hours=1)
    assert flood_decisions_since(before, 5) == [made] and flood_decisions_since(timezone.now(), 5) == []
    assert find_flood_decision(made.pk) == made and find_flood_decision(0) is None
    FloodDecision.objects.update(undone=timezone.now())
    assert flood_decisions_since(before, 5) == []


def test_flags_are_open_until_they_are_answered(comment: Comment, dee: Any) -> None:
    flag(comment, Reader(guest="b" * 32), "Rude.", email="cy@reader.example")
    flag(comment, Reader(guest="c" * 32), "Loud.")
    first, second = Flag.objects.order_by("pk")
    assert open_flags_of([comment.pk]) == [first, second] and open_flags_of([]) == []
    assert open_flag_counts([comment.pk]) == {comment.pk: (2, first.at)}
    assert open_flags_with_address(comment.pk) == [first] and answered_flags_with_address(comment.pk) == []
    assert answered_flag(first.pk) is None and story_of_flag(first.pk) == comment.story_id
    assert flag_addresses() == {"cy@reader.example"}
    settle_flags(comment, dee, right=False)
    assert open_flags_of([comment.pk]) == [] and open_flag_counts([comment.pk]) == {}
    assert answered_flags_with_address(comment.pk) == [first.pk] and answered_flag(first.pk) == first


def test_reasons_in_use_and_retired(db: None, dee: Any) -> None:
    first = reasons()[0]
    made = add_reason(name="Loud", sentence="", by=dee)
    assert reasons_in_use(1) == [first] and made in reasons_in_use(20)
    retire_reason(made, dee)
    assert find_reason(made.pk) == made and reason_in_use(made.pk) is None and made not in reasons_in_use(20)
    assert reason_in_use(first.pk) == first and find_reason(0) is None


def test_appeals_of_ones_own_sections(comment: Comment, dee: Any, ada: Any) -> None:
    hide_comment(comment, ada)
    made = appeal(comment, text="Why?", reader=WRITER)
    assert list(appeals_for(dee)) == [made] and find_appeal(made.pk) == made and find_appeal(0) is None
    assert appeal_of(comment.pk) == made and appeal_of(comment.pk, answered=True) is None
    answer_appeal(made, dee, uphold=True)
    assert appeal_of(comment.pk, answered=True) == made
    dee.sections.add(Section.objects.create(name="Sports", slug="sports"))
    assert list(appeals_for(type(dee).objects.get(pk=dee.pk))) == []


def test_corrections_wait_until_they_are_answered(a_story: StoryMaker, ada: Any) -> None:
    story = a_story()
    made = request_correction(story, wrong="It was May.", email="cy@reader.example", reader=WRITER)
    later = request_correction(story, wrong="It was a Monday.", reader=WRITER)
    assert list(correction_requests_for(ada).order_by("pk")) == [made, later]
    assert find_correction_request(made.pk) == made and find_correction_request(0) is None
    assert open_correction_requests(story.pk, timezone.now()) == [later, made]
    assert open_correction_requests(story.pk, made.at) == [made]
    assert open_correction_requests_with_address(story.pk) == [made]
    assert story_of_correction_request(made.pk) == story.pk
    assert correction_request_addresses() == {"cy@reader.example"}
    answer_correction_request(made, ada)
    assert open_correction_requests_with_address(story.pk) == []
    assert answered_correction_requests_with_address(story.pk) == [made.pk]


def test_the_rota_as_it_is_shown(dee: Any) -> None:
    hours = {"begins": time(9), "ends": time(17)}
    late = add_shift(person=dee, section=None, weekday=4, zone="UTC", by=dee, **hours)
    early = add_shift(person=dee, section=None, weekday=0, zone="UTC", by=dee, **hours)
    assert weekly_shifts() == [early, late] and find_shift(late.pk) == late and find_shift(0) is None
    today = date(2026, 5, 4)
    off = add_day_off(today, dee, dee)
    assert days_off_from(today) == [off] and days_off_from(today + timedelta(days=1)) == []
    assert find_day_off(off.pk) == off and find_day_off(0) is None
    staff_discussions()
    assert [one.section for one in section_states()] == [0]
