"""From a comment to a letter in a mailbox, over real SMTP."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from freezegun import freeze_time

from broadsheet import ledger
from broadsheet.mailroom.follows import follow
from broadsheet.mailroom.models import Address, DeliveryState, Follow, FollowType, Frequency, Notification
from broadsheet.moderation import hide_comment, publish_comment
from broadsheet.people import Reader
from tests.post_office import PostOffice, links_in, said

pytestmark = pytest.mark.django_db(transaction=True)
BO = "bo@reader.example"
GUEST = "b0" * 16
Rounds = Callable[[], None]


def followed(
    what: FollowType, about: int, email: str = BO, frequency: Frequency = Frequency.ONCE, language: str = "en"
) -> Follow:
    """As if its owner had said yes."""
    now = timezone.now()
    address, _ = Address.objects.get_or_create(email=email, defaults={"confirmed": now, "language": language})
    return Follow.objects.create(address=address, what=what, about=about, frequency=frequency, confirmed=now)


def test_a_writer_is_asked_once_and_then_told_of_replies(
    post_office: PostOffice, round_of_mail: Rounds, client: Any, a_story: Any, a_comment: Any
) -> None:
    story = a_story("Bridge reopens")
    mine = a_comment(story, "It was about time.", email="Bo@Reader.example", tell=True, reader=Reader(guest=GUEST))
    again = a_comment(story, "And it is pretty.", email=BO, tell=True, reader=Reader(guest=GUEST))
    a_comment(story, "Nobody hears of this yet.", name="Cy", parent=mine.pk)
    round_of_mail()
    (asking,) = post_office.to(BO)
    assert asking["Subject"] == "Confirm your e-mail address"
    (link,) = links_in(asking, "/email/confirm/")

    assert "Confirm" in client.get(link).content.decode()
    assert Address.objects.get(email=BO).confirmed is None, "opening a link says nothing"
    assert client.post(link).status_code == 200
    reply = a_comment(story, "It was, indeed.\n\nTwo years late.", name="Cy", parent=mine.pk)
    a_comment(story, "Also to the other one.", name="Cy", parent=again.pk)
    round_of_mail()
    _, letter, other = post_office.to(BO)
    assert letter["Subject"] == "Re: Bridge reopens"
    assert "Cy answered you" in said(letter) and "> It was about time." in said(letter)
    assert "Two years late." in said(letter) and f"https://paper.example/-/comments/{reply.pk}" in said(letter)
    assert "<p>Two years late.</p>" in said(letter, "html")
    assert "Also to the other one." in said(other)


def test_nobody_is_told_of_their_own_words(
    post_office: PostOffice, round_of_mail: Rounds, a_story: Any, a_comment: Any
) -> None:
    story = a_story()
    followed(FollowType.STORY, story.pk)
    Address.objects.update(guests=GUEST)
    a_comment(story, "My own words.", email="BO@reader.example", reader=Reader(guest=GUEST))
    round_of_mail()
    assert post_office.letters == []


def test_typing_anothers_address_keeps_nothing_from_them(
    post_office: PostOffice, round_of_mail: Rounds, a_story: Any, a_comment: Any
) -> None:
    story = a_story()
    followed(FollowType.STORY, story.pk)
    a_comment(story, "Bo is not to hear of this.", email=BO)
    round_of_mail()
    assert len(post_office.to(BO)) == 1


@pytest.mark.parametrize("what", [FollowType.STORY, FollowType.THREAD, FollowType.SECTION, FollowType.AUTHOR])
def test_what_is_followed_is_told(
    what: FollowType, post_office: PostOffice, round_of_mail: Rounds, a_story: Any, a_comment: Any
) -> None:
    from broadsheet.stories import Author, Byline, Section

    section = Section.objects.create(name="Harbour", slug="harbour")
    author = Author.objects.create(name="Maren Holt", slug="maren-holt")
    story = a_story(section=section)
    Byline.objects.create(story=story, author=author)
    top = a_comment(story, "The first word.")
    about = {
        FollowType.STORY: story.pk,
        FollowType.THREAD: top.pk,
        FollowType.SECTION: section.pk,
        FollowType.AUTHOR: author.pk,
    }
    followed(what, about[what])
    a_comment(story, "An answer in the thread.", parent=top.pk)
    a_comment(a_story("Another"), "This one is elsewhere.")
    round_of_mail()
    told = [letter for letter in post_office.to(BO) if "Read and answer" in said(letter)]
    assert "An answer in the thread." in said(told[-1])


def test_one_comment_is_one_letter_however_many_reasons_there_are(
    post_office: PostOffice, round_of_mail: Rounds, a_story: Any, a_comment: Any
) -> None:
    story = a_story()
    top = a_comment(story, "The first word.")
    for what, about in ((FollowType.STORY, story.pk), (FollowType.THREAD, top.pk), (FollowType.REPLIES, top.pk)):
        followed(what, about)
    reply = a_comment(story, "An answer.", parent=top.pk)
    ledger.Bookmark.objects.filter(pk="mailroom").delete()  # a worker that died before it set its bookmark
    round_of_mail()
    hide_comment(reply)
    publish_comment(reply)
    ledger.Bookmark.objects.filter(pk="mailroom").delete()
    round_of_mail()
    (letter,) = post_office.to(BO)
    assert "answered you" in said(letter)


def test_mail_programs_can_thread_the_letters(
    post_office: PostOffice, round_of_mail: Rounds, a_story: Any, a_comment: Any
) -> None:
    story = a_story()
    followed(FollowType.STORY, story.pk)
    top = a_comment(story, "The first word.")
    middle = a_comment(story, "The second word.", parent=top.pk)
    a_comment(story, "The third word.", parent=middle.pk)
    round_of_mail()
    first, second, third = post_office.to(BO)
    assert second["In-Reply-To"] == first["Message-ID"]
    assert third["In-Reply-To"] == second["Message-ID"]
    root = first["In-Reply-To"]
    assert third["References"].split() == [root, first["Message-ID"], second["Message-ID"]]
    assert len({first["Message-ID"], second["Message-ID"], third["Message-ID"], root}) == 4


def test_a_letter_speaks_its_readers_language(
    post_office: PostOffice, round_of_mail: Rounds, a_story: Any, a_comment: Any
) -> None:
    story = a_story("مكتبة الليل", language="ar")
    followed(FollowType.STORY, story.pk, language="ar")
    a_comment(story, "كلمات.", name="ليلى")
    round_of_mail()
    (letter,) = post_office.to(BO)
    assert 'lang="ar" dir="rtl"' in said(letter, "html")
    assert letter["Subject"] == "Re: مكتبة الليل"


def test_what_was_hidden_before_it_was_sent_is_not_sent(
    post_office: PostOffice, round_of_mail: Rounds, a_story: Any, a_comment: Any
) -> None:
    from broadsheet.mailroom.enqueueing import enqueue_from_ledger

    story = a_story()
    followed(FollowType.STORY, story.pk)
    comment = a_comment(story, "Something to be sorry for.")
    enqueue_from_ledger()
    assert Notification.objects.get().state == DeliveryState.WAITING
    hide_comment(comment)
    round_of_mail()
    assert post_office.letters == []
    assert Notification.objects.get().state == DeliveryState.DROPPED


def test_a_held_comment_is_told_when_it_is_published(
    post_office: PostOffice, round_of_mail: Rounds, a_story: Any, a_comment: Any
) -> None:
    story = a_story()
    followed(FollowType.STORY, story.pk)
    comment = a_comment(story, "Held first.", state="held")
    round_of_mail()
    assert post_office.to(BO) == []
    publish_comment(comment)
    round_of_mail()
    assert len(post_office.to(BO)) == 1


@pytest.mark.parametrize(
    ("frequency", "hours"), [(Frequency.HOURLY, 1), (Frequency.DAILY, 24), (Frequency.WEEKLY, 24 * 7)]
)
def test_a_digest_gathers_what_came_meanwhile(
    frequency: Frequency,
    hours: int,
    post_office: PostOffice,
    round_of_mail: Rounds,
    client: Any,
    a_story: Any,
    a_comment: Any,
) -> None:
    story, other = a_story("Bridge reopens"), a_story("Herring is back")
    followed(FollowType.STORY, story.pk, frequency=frequency)
    followed(FollowType.STORY, other.pk, frequency=frequency)
    a_comment(story, "One of the digest.")
    a_comment(other, "Two of the digest.")
    gone = a_comment(other, "Gone before it came.")
    round_of_mail()
    assert post_office.letters == []
    hide_comment(gone)
    with freeze_time(timezone.now() + timedelta(hours=hours), tick=True, ignore=["asyncio", "aiosmtpd"]):
        round_of_mail()
    (letter,) = post_office.to(BO)
    assert letter["Subject"] == "Broadsheet: 2 new comments"
    for words in ("One of the digest.", "Two of the digest.", "Herring is back"):
        assert words in said(letter) and words in said(letter, "html")
    assert "Gone before it came." not in said(letter)
    (stop,) = links_in(letter, "/email/unsubscribe/")
    client.post(stop, {"List-Unsubscribe": "One-Click"})
    assert not Follow.objects.exists(), "a digest of several things is ended as a whole"


def test_words_that_look_like_headers_stay_words(
    post_office: PostOffice, round_of_mail: Rounds, a_story: Any, a_comment: Any
) -> None:
    story = a_story("Bridge\r\nBcc: all@paper.example")
    followed(FollowType.STORY, story.pk)
    a_comment(story, "Bcc: all@paper.example\n\n.\nQUIT\n<script>alert(1)</script>", name="Bcc: <b>x</b>")
    round_of_mail()
    (letter,) = post_office.to(BO)
    assert letter["Bcc"] is None
    assert "\n.\nQUIT" in said(letter)
    assert "<script" not in said(letter, "html") and "<b>x</b>" not in said(letter, "html")


def test_following_begins_at_once_only_from_a_browser_that_is_known(db: None, a_story: Any) -> None:
    story = a_story()
    address = Address.objects.create(email=BO, confirmed=timezone.now(), guests=GUEST)
    begin = {"frequency": Frequency.ONCE, "language": "en"}
    assert not follow(BO, FollowType.STORY, story.pk, reader=Reader(guest="cc" * 16), **begin)  # type: ignore[arg-type]
    assert Follow.objects.get(address=address).confirmed is None
    assert follow(BO, FollowType.STORY, story.pk, reader=Reader(guest=GUEST), **begin)  # type: ignore[arg-type]
    assert Follow.objects.get(address=address).confirmed is not None


@pytest.mark.parametrize("what", [FollowType.SECTION, FollowType.AUTHOR])
def test_a_story_in_a_section_or_by_an_author_that_is_followed_is_told_once(
    what: FollowType, post_office: PostOffice, round_of_mail: Rounds, a_story: Any
) -> None:
    from broadsheet.stories import Author, Byline, Section

    section = Section.objects.create(name="Harbour", slug="harbour")
    author = Author.objects.create(name="Maren Holt", slug="maren-holt")
    followed(what, section.pk if what == FollowType.SECTION else author.pk)
    story = a_story("Bridge reopens", section=section, standfirst="After two years.")
    Byline.objects.create(story=story, author=author)
    ledger.record(ledger.Kind.STORY_PUBLISHED, story=story.pk)
    ledger.record(ledger.Kind.STORY_PUBLISHED, story=story.pk)
    round_of_mail()
    (letter,) = post_office.to(BO)
    assert letter["Subject"] == "Broadsheet: Bridge reopens"
    assert "After two years." in said(letter) and f"https://paper.example{story.address}" in said(letter)
