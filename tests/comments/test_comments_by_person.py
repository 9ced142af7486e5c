"""Who is speaking: names, claims, drafts, one's own page, and being forgotten."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils.html import escape

from broadsheet.comments import Comment, Discussion, State, claim, claimable
from broadsheet.discussion.liking import like
from broadsheet.discussion.models import Draft, Like
from broadsheet.discussion.posting import post_comment
from broadsheet.kit import Refusal, Unfit
from broadsheet.kit.identity import name_skeleton
from broadsheet.ledger import Entry, Kind
from broadsheet.moderation import publish_comment
from broadsheet.people import Person, Reader, describe
from broadsheet.people.reserved_names import forget_guarded_names, guarded_name
from broadsheet.rights.erasure import erase
from broadsheet.rights.held_data import whose_of

pytestmark = pytest.mark.django_db


def _written(story: Any, person: Any, text: str = "Well said.", name: str = "") -> Comment:
    return post_comment(story, name=name, text=text, reader=Reader(guest="a" * 32, person=person))


def test_a_person_writes_under_the_name_they_chose(a_story: Any, bo: Any) -> None:
    assert _written(a_story(), bo, name="Somebody Else").name == "Bo"


def test_a_person_without_a_name_chooses_it_with_the_first_comment(a_story: Any) -> None:
    person, story = Person.objects.create_user("new@reader.example"), a_story()
    assert _written(story, person, name="Nia").by == "Nia"
    person.refresh_from_db()
    assert person.chosen == "Nia"
    assert _written(story, person, "And this.", name="Other").name == "Nia"


def test_a_person_without_a_name_must_give_one(a_story: Any) -> None:
    with pytest.raises(Refusal) as caught:
        _written(a_story(), Person.objects.create_user("new@reader.example"))
    assert caught.value.field == "name"


@pytest.mark.parametrize("name", ["Dee", "DEE", "D e e", "Dеe", "Dée", "Ｄee", "D\u200dee"])
def test_a_staff_members_name_is_not_taken(a_story: Any, dee: Any, bo: Any, name: str) -> None:
    with pytest.raises(Unfit):
        post_comment(a_story(), name=name, text="Hello.", reader=Reader(guest="b" * 32))
    assert guarded_name(name, bo)
    assert not guarded_name(name, dee)


def test_a_confirmed_persons_name_is_guarded_and_others_are_not(a_story: Any, bo: Any) -> None:
    story = a_story()
    post_comment(story, name="Bo", text="I am another Bo.", reader=Reader(guest="b" * 32))
    Person.objects.filter(pk=bo.pk).update(confirmed=True)
    forget_guarded_names()
    with pytest.raises(Unfit):
        post_comment(story, name="B0", text="I am he.", reader=Reader(guest="c" * 32))
    bo.refresh_from_db()
    assert _written(story, bo, "I am Bo.").name == "Bo"


def test_nobody_renames_themself_to_a_guarded_name(dee: Any, bo: Any, client: Client) -> None:
    client.force_login(bo)
    answer = client.post("/-/you/describe", {"name": "D3e", "about": "A line", "website": ""})
    assert answer.status_code == 422
    assert 'value="A line"' in answer.content.decode()
    bo.refresh_from_db()
    assert bo.chosen == "Bo"


@pytest.mark.parametrize(("one", "other"), [("Оlga", "Olga"), ("Հelen", "helen"), ("rnary", "mary"), ("Ø", "o")])
def test_look_alikes_are_one(one: str, other: str) -> None:
    assert name_skeleton(one) == name_skeleton(other)


def test_marks_say_who_is_staff_and_who_is_confirmed(a_story: Any, a_comment: Any, dee: Any, bo: Any) -> None:
    from broadsheet.discussion.markup import comment_markup

    bo.confirmed = True
    bo.save()
    story = a_story()
    assert "Newsroom</span>" in comment_markup(_written(story, dee))
    markup = comment_markup(_written(story, bo, "I am Bo."))
    assert "Confirmed</span>" in markup
    assert f'<a class="u-url" href="/person/{bo.pk}/"><bdi>Bo</bdi></a>' in markup
    assert "/person/" not in comment_markup(a_comment(story, "A guest speaks.", name="Guest"))


def test_what_was_written_as_a_guest_under_a_proven_address_can_be_claimed(
    a_story: Any, a_comment: Any, bo: Any
) -> None:
    story = a_story()
    mine = a_comment(story, "Mine.", name="bobo", email="Bo@Reader.example")
    a_comment(story, "Not mine.", name="Cy", email="cy@reader.example")
    bo.proven = False
    assert claimable(bo).count() == 0
    bo.proven = True
    assert claim(bo) == 1
    mine.refresh_from_db()
    assert (mine.person, mine.by) == (bo, "Bo")
    assert claim(bo) == 0
    assert Entry.objects.filter(kind=Kind.COMMENT_EDITED, comment=mine.pk).exists()


def test_being_renamed_is_a_line_in_the_ledger(bo: Any) -> None:
    describe(bo, name="Bodo", website="https://bodo.example", about="Writes letters")
    assert Entry.objects.get(kind=Kind.PERSON_CHANGED).person == bo.pk


@pytest.mark.parametrize("words", [False, True])
def test_forgetting_takes_the_person_and_leaves_the_thread(
    a_story: Any, a_comment: Any, bo: Any, client: Client, words: bool
) -> None:
    story = a_story()
    first = a_comment(story, "A guest begins.", name="Guest")
    mine = post_comment(
        story, name="Bo", text="Bo was here.", email="bo@reader.example", parent=first, reader=Reader(person=bo)
    )
    publish_comment(mine)
    a_comment(story, "An answer.", name="Guest", parent=mine)
    like(first, Reader(person=bo))
    like(story, Reader(person=bo))
    client.force_login(bo)
    erase(whose_of(bo), words=words)
    mine.refresh_from_db()
    assert (mine.person, mine.name, mine.email, mine.guest) == (None, "Anonymous", "", "")
    assert (mine.state, mine.text) == ((State.REMOVED, "") if words else (State.PUBLISHED, "Bo was here."))
    first.refresh_from_db()
    assert (first.likes, Discussion.objects.get(pk=story.pk).likes) == (0, 0)
    assert not Like.objects.exists()
    assert Discussion.objects.get(pk=story.pk).comments == (2 if words else 3)
    assert client.get("/-/me").json()["role"] is None
    assert Entry.objects.filter(kind=Kind.PERSON_ERASED).exists()
    assert Session.objects.count() == 1  # of nobody, until it is swept


def test_a_guest_post_asks_nothing_more_and_looks_up_no_session(
    a_story: Any, client: Client, django_assert_max_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    story = a_story()
    client.post(f"/-/stories/{story.pk}/comments", {"name": "Bo", "text": "The first."})
    with CaptureQueriesContext(connection) as asked:
        client.post(f"/-/stories/{story.pk}/comments", {"name": "Bo", "text": "The second, from a known guest."})
    assert Comment.objects.count() == 2
    statements = [one["sql"] for one in asked]
    for table in ("django_session", "broadsheet_person", "broadsheet_draft", "broadsheet_code"):
        assert not any(f'FROM "{table}"' in one for one in statements), table


def test_words_wait_while_their_writer_signs_in(a_story: Any, a_comment: Any, bo: Any, client: Client) -> None:
    story = a_story()
    above = a_comment(story, "Begin.", name="Guest")
    typed = {"name": "", "text": "Half a thought & more", "parent": str(above.pk), "email": "", "website": ""}
    answer = client.post(f"/-/stories/{story.pk}/sign-in", typed)
    assert answer.status_code == 303
    assert answer["Location"].startswith("/-/sign-in/?next=%2F-%2Fread%2F")
    assert client.cookies["__Host-draft"]["httponly"]
    client.force_login(bo)
    page = client.get(f"/-/read/{story.pk}?write=1&comment={above.pk}").content.decode()
    assert "Half a thought &amp; more</textarea>" in page
    assert f'name="parent" value="{above.pk}"' in page
    assert 'You write as <a href="/-/you/"><bdi>Bo</bdi></a>' in page
    assert f'id="comment-{above.pk}"' in page
    client.post(f"/-/stories/{story.pk}/comments", typed)
    assert not Draft.objects.exists()
    comment = Comment.objects.get(person=bo)
    assert (comment.parent_id, comment.text) == (above.pk, typed["text"])


def test_a_draft_is_its_writers_alone(a_story: Any, client: Client) -> None:
    story = a_story()
    client.post(f"/-/stories/{story.pk}/sign-in", {"text": "A secret thought"})
    assert "A secret thought" in client.get(f"/-/read/{story.pk}?write=1").content.decode()
    assert "A secret thought" not in Client().get(f"/-/read/{story.pk}?write=1").content.decode()
    assert "A secret thought" not in client.get(f"/-/read/{story.pk}").content.decode()


def test_without_words_nothing_is_kept(a_story: Any, client: Client) -> None:
    answer = client.post(f"/-/stories/{a_story().pk}/sign-in", {"text": " "})
    assert answer["Location"].startswith("/-/sign-in/")
    assert not Draft.objects.exists()
    assert "__Host-draft" not in client.cookies


def test_me_says_who_is_signed_in_and_what_is_theirs(a_story: Any, client: Client, dee: Any) -> None:
    story = a_story()
    mine = _written(story, dee)
    client.force_login(dee)
    me = client.get(f"/-/me?story={story.pk}").json()
    assert (me["name"], me["role"], me["moderates"], me["mine"]) == ("Dee", "moderator", True, [mine.pk])
    assert [address for address, _ in me["doors"]] == ["/-/you/", "/-/desk/"]


def test_me_costs_a_bounded_number_of_questions(
    a_story: Any, a_comment: Any, client: Client, bo: Any, django_assert_max_num_queries: Any
) -> None:
    story = a_story()
    for number in range(3):
        like(a_comment(story, f"Comment {number}."), Reader(person=bo))
    client.force_login(bo)
    client.get(f"/-/me?story={story.pk}")
    with django_assert_max_num_queries(6):  # session, person, story, settings, likes, own comments
        me = client.get(f"/-/me?story={story.pk}").json()
    assert (me["name"], len(me["liked"])) == ("Bo", 3)
    with django_assert_max_num_queries(2):
        assert Client().get(f"/-/me?story={story.pk}").json()["name"] == ""


def test_ones_own_page_is_for_oneself(client: Client, bo: Any) -> None:
    assert client.get("/-/you/")["Location"] == "/-/sign-in/?next=%2F-%2Fyou%2F"
    assert client.post("/-/you/erase", {"words": "keep"})["Location"].startswith("/-/sign-in/")
    client.force_login(bo)
    page = client.get("/-/you/").content.decode()
    assert 'value="Bo"' in page
    assert "bo@reader.example" in page


def test_signing_out_everywhere(bo: Any) -> None:
    here, there = Client(), Client()
    here.force_login(bo)
    there.force_login(bo)
    here.post("/-/you/leave")
    assert [one.get("/-/me").json()["role"] for one in (here, there)] == [None, None]


def test_erasing_asks_once(client: Client, bo: Any) -> None:
    client.force_login(bo)
    assert "Erase this account?" in client.post("/-/you/erase").content.decode()
    assert Person.objects.filter(pk=bo.pk).exists()
    client.post("/-/you/erase", {"words": "keep"})
    assert not Person.objects.filter(pk=bo.pk).exists()


def test_staff_do_not_erase_themselves(client: Client, dee: Any) -> None:
    client.force_login(dee)
    assert client.post("/-/you/erase", {"words": "keep"}).status_code == 422
    assert Person.objects.filter(pk=dee.pk).exists()


HOSTILE = ['"><script>alert(1)</script>', "<img src=x onerror=alert(1)>", "{{ 4321|add:8642 }}"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_about_oneself_are_words(a_story: Any, client: Client, bo: Any, hostile: str) -> None:
    bo.first_name = bo.about = hostile
    bo.save()
    story = a_story(rule="everyone")
    comment = _written(story, bo)
    client.force_login(bo)
    for path in ("/-/you/", f"/-/comments/{comment.pk}/reply", f"/-/read/{story.pk}?write=1"):
        page = client.get(path).content.decode()
        assert escape(hostile) in page, path
        assert hostile not in page.replace(escape(hostile), ""), path
        assert "12963" not in page, f"{path} worked it out"
