"""Restrictions of whoever writes: what each does, whom it meets, when it ends, and what is kept of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from broadsheet import spam
from broadsheet.comments import Barred, Comment, State
from broadsheet.discussion import edit_comment
from broadsheet.discussion.posting import post_comment
from broadsheet.kit import DataSubject, TooFast, Unfit
from broadsheet.ledger import Entry, Kind
from broadsheet.moderation import find_writer, publish_comment, restrict_writer, writer_behind
from broadsheet.people import personal_data
from broadsheet.people.models import Person, Restriction, RestrictionTarget, RestrictionType
from broadsheet.people.readers import Reader
from broadsheet.people.restrictions import end_restrictions, lift_restriction, restrict
from broadsheet.people.restrictions_cache import active_restrictions, matches
from broadsheet.screening.explanations import all_in_words
from broadsheet.spam import Judgement
from tests.conftest import StoryMaker

pytestmark = pytest.mark.django_db
GUEST = Reader(guest="b" * 32)
HERE, ELSEWHERE = "1" * 32, "2" * 32


@pytest.fixture
def story(a_story: StoryMaker) -> Any:
    return a_story(rule="everyone")


def post(story: Any, text: str = "Well said.", reader: Reader = GUEST, name: str = "Bo", **fields: Any) -> Comment:
    return post_comment(story, name=name, text=text, reader=reader, **fields)


def soon(**more: float) -> Any:
    return timezone.now() + timedelta(**(more or {"days": 1}))


AIMED: dict[RestrictionTarget, tuple[str, dict[str, Any]]] = {
    RestrictionTarget.GUEST: ("b" * 32, {"reader": GUEST}),
    RestrictionTarget.EMAIL: ("Bo@Reader.example", {"email": "bo@reader.EXAMPLE"}),
    RestrictionTarget.NETWORK: (HERE, {"network": HERE}),
    RestrictionTarget.NAME: ("Casino *", {"name": "CASINO Mах"}),
    RestrictionTarget.DOMAIN: ("reader.example", {"email": "bo@mail.reader.example"}),
}


@pytest.mark.parametrize("aim", AIMED)
def test_a_restriction_meets_whom_it_is_for_and_nobody_else(story: Any, dee: Any, aim: RestrictionTarget) -> None:
    given, fields = AIMED[aim]
    restrict(RestrictionType.HOLD, aim, given, by=dee, reason="As before")
    held = post(story, **fields)
    assert held.state == State.HELD
    assert all_in_words([held])[held.pk][0].startswith("Restrictions: Moderators decided")
    other: dict[str, Any] = {
        "reader": Reader(guest="c" * 32),
        "name": "Cy",
        "email": "cy@other.example",
        "network": ELSEWHERE,
    }
    assert post(story, "Something else", **other).state == State.PUBLISHED


def test_a_restriction_meets_a_person_on_every_device(story: Any, bo: Any, dee: Any) -> None:
    restrict(RestrictionType.HOLD, RestrictionTarget.PERSON, str(bo.pk), by=dee)
    assert post(story, reader=Reader(guest="9" * 32, person=bo)).state == State.HELD


def test_an_address_meets_the_account_that_has_it(story: Any, bo: Any, dee: Any) -> None:
    restrict(RestrictionType.HOLD, RestrictionTarget.EMAIL, bo.email, by=dee)
    assert post(story, reader=Reader(person=bo)).state == State.HELD


def test_a_note_is_the_desks_alone(story: Any, dee: Any) -> None:
    restrict(RestrictionType.NOTE, RestrictionTarget.GUEST, GUEST.guest, by=dee, reason="Knows the harbour well")
    assert post(story).state == State.PUBLISHED


def test_the_suspended_are_told_until_when_and_why(story: Any, dee: Any) -> None:
    restrict(
        RestrictionType.SUSPEND,
        RestrictionTarget.GUEST,
        GUEST.guest,
        by=dee,
        ends=soon(),
        message="Three insults in a day.",
    )
    with pytest.raises(Barred, match=r"until .* Three insults in a day\."):
        post(story)
    assert not Comment.objects.exists()


def test_without_end_says_so(story: Any, dee: Any) -> None:
    restrict(RestrictionType.BLOCK, RestrictionTarget.GUEST, GUEST.guest, by=dee)
    with pytest.raises(Barred, match="any more"):
        post(story)


def test_it_ends_by_itself(story: Any, dee: Any) -> None:
    restrict(RestrictionType.SUSPEND, RestrictionTarget.GUEST, GUEST.guest, by=dee, ends=soon(hours=1))
    with freeze_time(soon(hours=2)):
        assert post(story).state == State.PUBLISHED


def test_lifted_it_is_over_at_once_and_once(story: Any, dee: Any) -> None:
    restriction = restrict(RestrictionType.SUSPEND, RestrictionTarget.GUEST, GUEST.guest, by=dee)
    assert lift_restriction(restriction, dee)
    assert not lift_restriction(restriction, dee)
    assert post(story).state == State.PUBLISHED
    assert list(Entry.objects.filter(kind=Kind.PERSON_RESTRICTED).values_list("person", flat=True)) == [dee.pk, dee.pk]


def test_a_warning_is_read_once_and_the_words_come_back(client: Client, story: Any, dee: Any) -> None:
    restrict(
        RestrictionType.WARN,
        RestrictionTarget.EMAIL,
        "bo@reader.example",
        by=dee,
        message="Please stay with the subject.",
    )
    given = {"name": "Bo", "text": "My words", "email": "bo@reader.example"}
    address = f"/-/stories/{story.pk}/comments"
    answer = client.post(address, given)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Please stay with the subject." in page
    assert "My words" in page
    assert not Comment.objects.exists()
    assert client.post(address, given).status_code == 303
    assert client.post(address, {**given, "text": "More words"}).status_code == 303


def test_a_warning_is_for_one_writer(dee: Any) -> None:
    with pytest.raises(Unfit):
        restrict(RestrictionType.WARN, RestrictionTarget.DOMAIN, "reader.example", by=dee, message="You all!")


def test_the_slowed_write_once_in_ten_minutes(story: Any, dee: Any, settings: Any) -> None:
    settings.PACING = True
    restrict(RestrictionType.SLOW, RestrictionTarget.GUEST, GUEST.guest, by=dee)
    comment = post(story)
    with pytest.raises(TooFast, match="ten minutes"):
        post(story, "And another thing")
    edit_comment(comment, text="Well changed.", reader=GUEST)
    with freeze_time(soon(minutes=11)):
        assert post(story, "And another thing")


def test_a_changed_comment_is_held_too(story: Any, dee: Any) -> None:
    comment = post(story)
    restrict(RestrictionType.HOLD, RestrictionTarget.GUEST, GUEST.guest, by=dee)
    edit_comment(comment, text="Well changed.", reader=GUEST)
    comment.refresh_from_db()
    assert comment.state == State.HELD


def test_staff_are_not_restricted(story: Any, ada: Any, dee: Any) -> None:
    with pytest.raises(Unfit):
        restrict(RestrictionType.BLOCK, RestrictionTarget.PERSON, str(ada.pk), by=dee)
    restrict(RestrictionType.HOLD, RestrictionTarget.DOMAIN, "paper.example", by=dee)
    assert post(story, reader=Reader(person=ada)).state == State.PUBLISHED


def test_a_block_closes_the_account_until_it_ends(bo: Any, dee: Any) -> None:
    restrict(RestrictionType.BLOCK, RestrictionTarget.PERSON, str(bo.pk), by=dee, ends=soon())
    bo.refresh_from_db()
    assert not bo.is_active
    end_restrictions()
    bo.refresh_from_db()
    assert not bo.is_active
    with freeze_time(soon(days=2)):
        end_restrictions()
    bo.refresh_from_db()
    assert bo.is_active


def test_lifting_one_of_two_blocks_keeps_the_account_closed(bo: Any, dee: Any) -> None:
    first, second = (restrict(RestrictionType.BLOCK, RestrictionTarget.PERSON, str(bo.pk), by=dee) for _ in range(2))
    lift_restriction(first, dee)
    assert not Person.objects.get(pk=bo.pk).is_active
    lift_restriction(second, dee)
    assert Person.objects.get(pk=bo.pk).is_active


def test_the_suspended_stay_signed_in_and_see_their_own_page(client: Client, bo: Any, dee: Any) -> None:
    client.force_login(bo)
    restrict(
        RestrictionType.SUSPEND,
        RestrictionTarget.PERSON,
        str(bo.pk),
        by=dee,
        ends=soon(),
        reason="Ours alone",
        message="Three insults.",
    )
    page = client.get("/-/you/")
    assert page.status_code == 200
    assert "Three insults." in page.content.decode()
    assert "Ours alone" not in page.content.decode()


def test_the_blocked_do_not_come_back_alike_from_the_same_network_without_being_held(
    story: Any, bo: Any, dee: Any, settings: Any
) -> None:
    settings.PACING = True
    person = Reader(guest="7" * 32, person=bo)
    writer = writer_behind(post(story, reader=person, network=HERE))
    restrict_writer(writer, RestrictionType.BLOCK, RestrictionTarget.PERSON, str(bo.pk), by=dee)
    fresh = Reader(guest="8" * 32)
    again = post(story, "I am new here", fresh, name="B\u00f3", network=HERE)
    assert again.state == State.HELD
    assert "a name like that of somebody who is blocked" in all_in_words([again])[again.pk][0]
    assert post(story, "I am from elsewhere", fresh, name="Bo", network=ELSEWHERE).state == State.PUBLISHED
    assert post(story, "I am another", fresh, name="Nia", network=HERE).state == State.PUBLISHED
    with pytest.raises(Barred):
        post(story, "The same browser", Reader(guest="7" * 32), name="Somebody", network=ELSEWHERE)


def test_where_a_comment_came_from_is_forgotten_after_a_day(story: Any, settings: Any) -> None:
    settings.PACING = True
    writer = writer_behind(post(story, network=HERE))
    assert spam.networks_of(writer.comments.values_list("pk", flat=True)) == [HERE]
    Judgement.objects.update(at=timezone.now() - timedelta(days=1))
    assert spam.forget_networks() == 1
    assert spam.networks_of(writer.comments.values_list("pk", flat=True)) == []


def test_networks_are_kept_for_thirty_days_at_most(dee: Any) -> None:
    restriction = restrict(RestrictionType.HOLD, RestrictionTarget.NETWORK, HERE, by=dee)
    assert restriction.ends is not None
    assert restriction.ends <= soon(days=30)
    blocked = restrict(RestrictionType.BLOCK, RestrictionTarget.GUEST, GUEST.guest, by=dee, name="Bo", networks=[HERE])
    with freeze_time(soon(days=31)):
        end_restrictions()
    blocked.refresh_from_db()
    assert blocked.networks == ""
    assert not Restriction.objects.filter(pk=restriction.pk).exists()


def test_what_is_long_over_is_forgotten(dee: Any) -> None:
    lift_restriction(restrict(RestrictionType.NOTE, RestrictionTarget.GUEST, GUEST.guest, by=dee), dee)
    restrict(RestrictionType.NOTE, RestrictionTarget.EMAIL, "bo@reader.example", by=dee)
    with freeze_time(soon(days=200)):
        end_restrictions()
    assert [one.target for one in Restriction.objects.all()] == ["email"]


def test_restrictions_are_held_under_an_address_and_a_block_outlives_its_erasure_as_a_mark(
    story: Any, bo: Any, dee: Any
) -> None:
    restrict(
        RestrictionType.BLOCK,
        RestrictionTarget.PERSON,
        str(bo.pk),
        by=dee,
        reason="Threats",
        message="Threats are not printed.",
        name="Bo",
    )
    restrict(RestrictionType.NOTE, RestrictionTarget.EMAIL, bo.email, by=dee, reason="Rings the newsroom")
    whose = DataSubject(email=bo.email, person=bo.pk)
    held = personal_data.held_under(whose)["restrictions"]
    assert [(one["type"], one["reason"]) for one in held] == [("blocked", "Threats"), ("note", "Rings the newsroom")]
    personal_data.erase_under(whose, words=True)
    (kept,) = Restriction.objects.all()
    assert (kept.target_label, kept.reason, kept.message, kept.name_skeleton) == ("", "", "", "")
    assert bo.email not in str(vars(kept))
    with pytest.raises(Barred):
        post(story, email="bo@reader.example")


@pytest.mark.parametrize(
    ("pattern", "look", "found"),
    [
        *[("a*", "abc", True), ("*c", "abc", True), ("a*c", "abc", True), ("a*c", "ac", True), ("*b*", "abc", True)],
        *[("a*c", "ab", False), ("ab*bc", "abc", False), ("*x*", "abc", False), ("a*a*a", "aa", False)],
    ],
)
def test_stars_stand_for_anything(pattern: str, look: str, found: bool) -> None:
    assert matches(pattern, look) is found


@pytest.mark.parametrize(
    ("aim", "given"),
    [
        (RestrictionTarget.EMAIL, "no address"),
        (RestrictionTarget.DOMAIN, "localhost"),
        (RestrictionTarget.NAME, "***"),
        (RestrictionTarget.NAME, "a*b*c*d*e*f*g"),
        (RestrictionTarget.NETWORK, ""),
        (RestrictionTarget.PERSON, "0"),
    ],
)
def test_what_means_nobody_or_everybody_is_refused(dee: Any, aim: RestrictionTarget, given: str) -> None:
    with pytest.raises(Unfit):
        restrict(RestrictionType.HOLD, aim, given, by=dee)


def test_without_restrictions_one_small_question_is_asked(
    django_assert_num_queries: Callable[[int], Any], db: None
) -> None:
    with django_assert_num_queries(1):
        assert active_restrictions(GUEST, name="Bo", email="bo@reader.example", network=HERE) == []


def test_a_writer_is_found_by_key(story: Any, bo: Any) -> None:
    comment = post(story, email="bo@reader.example")
    assert find_writer(f"guest-{comment.pk}") == writer_behind(comment)
    found = find_writer(f"person-{bo.pk}")
    assert found
    assert found.person == bo
    assert [find_writer(key) for key in ("", "person-", "guest-0", "nobody-1", "person-9" * 5)] == [None] * 5
    publish_comment(comment)
