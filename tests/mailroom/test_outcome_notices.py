"""Letters that say what came of something."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from freezegun import freeze_time

from broadsheet.comments import (
    State,
)
from broadsheet.mailroom.models import Address, Notification
from broadsheet.moderation import Reason, decide_comment, hide_comment, publish_comment
from broadsheet.moderation.answering_flags import answer_flags
from broadsheet.moderation.reports import answer_appeal, answer_correction_request, appeal, flag, request_correction
from broadsheet.people import Person, Reader
from tests.post_office import PostOffice, links_in, said

pytestmark = pytest.mark.django_db(transaction=True)
BO = "bo@reader.example"
GUEST = "b0" * 16
WRITER = Reader(guest=GUEST)
Rounds = Callable[[], None]


@pytest.fixture
def known() -> Address:
    """Bo's address, which has been confirmed from Bo's browser."""
    return Address.objects.create(email=BO, confirmed=timezone.now(), guests=GUEST)


@pytest.fixture
def later(round_of_mail: Rounds) -> Iterator[Rounds]:
    """A round of letters some minutes on, when second thoughts are over."""

    def go() -> None:
        round_of_mail()
        with freeze_time(timezone.now() + timedelta(minutes=10), tick=True):
            round_of_mail()

    yield go


def test_the_writer_is_told_why_and_appeals_by_the_link(
    post_office: PostOffice,
    later: Rounds,
    a_story: Any,
    a_comment: Any,
    known: Address,
    dee: Any,
    ada: Any,
    client: Any,
) -> None:
    comment = a_comment(a_story("Bridge reopens"), "What Bo said.", email="Bo@reader.example", reader=WRITER)
    reason = Reason.objects.create(name="Rude", sentence="Please be kind.")
    decide_comment(comment, State.REMOVED, dee, reason=reason)
    later()
    (letter,) = post_office.to(BO)
    assert "Your comment under “Bridge reopens” was removed" in str(letter["Subject"])
    assert "Please be kind." in said(letter) and "> What Bo said." in said(letter) and "Rude" in said(letter)
    assert letter["List-Unsubscribe"]
    (link,) = links_in(letter, "/appeal")
    assert "Do you think this is wrong?" in client.get(link).content.decode()
    made = appeal(comment, text="I was kind.", reader=WRITER)
    answer_appeal(made, ada, uphold=False, words="So you were.")
    later()
    answered = post_office.to(BO)[-1]
    assert "is published" in str(answered["Subject"]) and "So you were." in said(answered)


def test_what_is_undone_at_once_is_told_to_nobody(
    post_office: PostOffice, later: Rounds, a_story: Any, a_comment: Any, known: Address, dee: Any
) -> None:
    comment = a_comment(a_story(), "What Bo said.", email=BO, reader=WRITER)
    hide_comment(comment, dee)
    publish_comment(comment, dee)
    later()
    assert post_office.letters == []


def test_an_address_that_nobody_confirmed_gets_nothing(
    post_office: PostOffice, later: Rounds, a_story: Any, a_comment: Any, dee: Any
) -> None:
    hide_comment(a_comment(a_story(), "What Bo said.", email=BO, reader=WRITER), dee)
    later()
    assert post_office.letters == []


def test_a_person_is_told_at_their_proven_address(
    post_office: PostOffice, later: Rounds, a_story: Any, a_comment: Any, bo: Any, dee: Any
) -> None:
    Person.objects.filter(pk=bo.pk).update(proven=True)
    hide_comment(a_comment(a_story(), "What Bo said.", reader=Reader(person=bo)), dee)
    later()
    assert len(post_office.to(BO)) == 1


def test_who_flagged_is_asked_once_and_told(
    post_office: PostOffice, later: Rounds, a_story: Any, a_comment: Any, dee: Any, client: Any
) -> None:
    comment = a_comment(a_story("Bridge reopens"))
    flag(comment, WRITER, "It was in May.", email="Bo@Reader.example")
    later()
    (asking,) = post_office.to(BO)
    assert "what comes of your report under “Bridge reopens”" in said(asking)
    (link,) = links_in(asking, "/email/confirm/")
    client.post(link)
    answer_flags(comment, dee, "It was in June.")
    later()
    letter = post_office.to(BO)[-1]
    assert "It stays" in said(letter) and "It was in June." in said(letter) and "> It was in May." in said(letter)
    later()
    assert len(post_office.to(BO)) == 2


def test_a_flag_without_an_address_is_told_to_nobody(
    post_office: PostOffice, later: Rounds, a_story: Any, a_comment: Any, dee: Any, known: Address
) -> None:
    comment = a_comment(a_story())
    flag(comment, WRITER)
    hide_comment(comment, dee)
    later()
    assert post_office.letters == []


def test_editors_hear_of_a_correction_and_its_reader_is_thanked(
    post_office: PostOffice, later: Rounds, a_story: Any, ada: Any, dee: Any, known: Address
) -> None:
    story = a_story("Bridge reopens")
    offer = request_correction(story, wrong="It opened in May.", right="June.", email=BO, reader=WRITER)
    later()
    (letter,) = post_office.letters
    assert letter["To"] == "ada@paper.example", "moderators do not correct stories"
    assert "A reader corrects “Bridge reopens”" in said(letter) and "June." in said(letter)
    answer_correction_request(offer, ada, note="The bridge opened in June.", words="Well seen.")
    later()
    (thanks,) = post_office.to(BO)
    assert "is corrected, thanks to you" in said(thanks)
    assert "The bridge opened in June." in said(thanks) and "Well seen." in said(thanks)


def test_lines_that_are_read_twice_write_no_second_letter(
    post_office: PostOffice, later: Rounds, a_story: Any, a_comment: Any, dee: Any, known: Address
) -> None:
    from broadsheet.ledger import Bookmark

    hide_comment(a_comment(a_story(), "What Bo said.", email=BO, reader=WRITER), dee)
    later()
    Bookmark.objects.filter(reader="mailroom").delete()
    later()
    assert len(post_office.to(BO)) == 1 and Notification.objects.count() == 1
