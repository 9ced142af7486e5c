"""Letters to moderators, and deciding from them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import signing
from django.utils import timezone
from freezegun import freeze_time

from broadsheet.comments import Comment
from broadsheet.mailroom.models import Notification
from broadsheet.mailroom.signed_links import opened_decide
from broadsheet.moderation import Seen, keep_comment, publish_comment
from broadsheet.people import Role, appoint
from broadsheet.stories import site_settings
from tests.post_office import PostOffice, links_in, said

pytestmark = pytest.mark.django_db(transaction=True)
DEE = "dee@paper.example"
Rounds = Callable[[], None]


def tell_of(number: int, minutes: int = 60) -> None:
    ours = site_settings()
    ours.tell_staff_of, ours.tell_staff_after = number, minutes
    ours.save()


def test_moderators_hear_of_it_when_many_wait(
    post_office: PostOffice, round_of_mail: Rounds, dee: Any, bo: Any, a_story: Any, a_comment: Any
) -> None:
    tell_of(2)
    story = a_story()
    a_comment(story, "One that waits.", state="held")
    round_of_mail()
    assert post_office.letters == []
    a_comment(story, "Two that wait.", state="held")
    round_of_mail()
    round_of_mail()
    (letter,) = post_office.to(DEE)
    assert "One that waits." in said(letter) and letter["Subject"] == "Broadsheet: 2 comments wait"
    assert post_office.to("bo@reader.example") == []


def test_or_when_one_has_waited_long(
    post_office: PostOffice, round_of_mail: Rounds, dee: Any, a_story: Any, a_comment: Any
) -> None:
    tell_of(50, minutes=30)
    a_comment(a_story(), "One that waits.", state="held")
    round_of_mail()
    assert post_office.letters == []
    with freeze_time(timezone.now() + timedelta(minutes=31), tick=True):
        round_of_mail()
        round_of_mail()
    assert len(post_office.to(DEE)) == 1
    with freeze_time(timezone.now() + timedelta(hours=5), tick=True):
        round_of_mail()
    assert len(post_office.to(DEE)) == 1, "what was told is not told again"


def test_no_letters_where_the_site_wants_none(
    post_office: PostOffice, round_of_mail: Rounds, dee: Any, a_story: Any, a_comment: Any
) -> None:
    tell_of(0)
    a_comment(a_story(), "One that waits.", state="held")
    round_of_mail()
    assert Notification.objects.count() == 0


def test_who_has_sections_hears_of_these_alone(
    post_office: PostOffice, round_of_mail: Rounds, dee: Any, ada: Any, a_story: Any, a_comment: Any
) -> None:
    from broadsheet.stories import Section

    harbour, sport = (Section.objects.create(name=name, slug=name) for name in ("harbour", "sport"))
    dee.sections.add(harbour)
    tell_of(1)
    a_comment(a_story(section=sport), "One about sport.", state="held")
    round_of_mail()
    assert post_office.to(DEE) == [] and len(post_office.to("ada@paper.example")) == 1
    own = a_comment(a_story(section=harbour), "One about the harbour.", state="held")
    a_comment(a_story(), "One in no section.", state="held")
    with freeze_time(timezone.now() + timedelta(hours=1), tick=True):
        round_of_mail()
    (letter,) = post_office.to(DEE)
    assert "One about the harbour." in said(letter) and letter["Subject"] == "Broadsheet: 1 comment waits"
    assert "sport" not in said(letter) and "no section" not in said(letter)
    tokens = {path.rpartition("/")[2] for path in links_in(letter, "/email/decide/")}
    assert {opened_decide(token)[0] for token in tokens} == {own.pk}


@pytest.fixture
def a_letter(post_office: PostOffice, round_of_mail: Rounds, dee: Any, a_story: Any, a_comment: Any) -> Any:
    tell_of(1)
    a_comment(a_story(), "One that waits.", state="held")
    round_of_mail()
    return post_office.to(DEE)[0]


@pytest.mark.parametrize(("place", "state"), [(0, "published"), (2, "removed")])
def test_a_moderator_decides_from_the_letter_with_one_click(place: int, state: str, a_letter: Any, client: Any) -> None:
    link = links_in(a_letter, "/email/decide/")[place]
    assert "One that waits." in client.get(link).content.decode()
    assert Comment.objects.get().state == "held", "opening a link decides nothing"
    assert client.post(link).status_code == 200
    assert Comment.objects.get().state == state


def test_a_published_comment_can_be_held_again_from_the_letter(a_letter: Any, client: Any) -> None:
    publish, hold, _ = links_in(a_letter, "/email/decide/")
    client.post(publish)
    client.post(hold)
    assert Comment.objects.get().state == "held"


@pytest.mark.parametrize("place", [1, 2])
def test_a_link_overrules_no_colleague_silently(place: int, a_letter: Any, client: Any, ada: Any) -> None:
    link = links_in(a_letter, "/email/decide/")[place]
    publish_comment(Comment.objects.get(), ada)
    answer = client.post(link)
    assert answer.status_code == 409
    assert "Meanwhile Ada has decided, and it was published." in answer.content.decode()
    assert Comment.objects.get().state == "published"
    seen = re.search(r'name="seen" value="([^"]+)"', client.get(link).content.decode())
    assert seen is not None
    assert client.post(link, {"seen": seen[1]}).status_code == 200, "who has read so may decide otherwise"
    assert Comment.objects.get().state == ("held" if place == 1 else "removed")


def test_nor_what_a_colleague_kept(a_letter: Any, client: Any, ada: Any) -> None:
    publish, _, remove = links_in(a_letter, "/email/decide/")
    client.post(publish)
    keep_comment(Comment.objects.get(), ada)
    assert client.post(remove).status_code == 409
    assert Comment.objects.get().state == "published"


def test_a_link_that_does_not_say_what_was_seen_asks_once_more(a_letter: Any, client: Any, dee: Any) -> None:
    comment = Comment.objects.get()
    seal = signing.dumps([comment.pk, dee.pk, "remove"], salt="broadsheet.letters.decide")  # as 0.3.0 made them
    link = f"/-/letters/decide/{seal}"
    answer = client.post(link)
    assert answer.status_code == 409 and "Meanwhile this comment was held." in answer.content.decode()
    assert Comment.objects.get().state == "held"
    assert client.post(link, {"seen": str(Seen.now(comment))}).status_code == 200
    assert Comment.objects.get().state == "removed"


def test_the_link_expires(a_letter: Any, client: Any) -> None:
    link = links_in(a_letter, "/email/decide/")[0]
    with freeze_time(timezone.now() + timedelta(days=8), tick=True):
        assert client.post(link).status_code == 410
    assert Comment.objects.get().state == "held"


def test_who_moderates_no_longer_decides_no_longer(a_letter: Any, client: Any, dee: Any) -> None:
    link = links_in(a_letter, "/email/decide/")[0]
    appoint(dee, Role.READER)
    assert client.post(link).status_code == 410
    assert Comment.objects.get().state == "held"


def test_a_moderator_can_do_without_letters(
    a_letter: Any, client: Any, post_office: PostOffice, round_of_mail: Rounds, a_story: Any, a_comment: Any
) -> None:
    (link,) = links_in(a_letter, "/email/unsubscribe/")
    client.post(link, {"List-Unsubscribe": "One-Click"})
    a_comment(a_story(), "Another that waits.", state="held")
    with freeze_time(timezone.now() + timedelta(hours=5), tick=True):
        round_of_mail()
    assert len(post_office.to(DEE)) == 1
