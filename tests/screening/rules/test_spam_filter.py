"""What the spam filter does to comments, and what moderators do to the filter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from broadsheet import desk, spam
from broadsheet.comments import Comment, State
from broadsheet.discussion.editing import edit_comment
from broadsheet.discussion.posting import post_comment
from broadsheet.moderation import FloodDecision, hide_comment, publish_comment
from broadsheet.people import Reader
from broadsheet.spam import Judgement, akismet
from broadsheet.spam.models import Label
from tests.conftest import StoryMaker
from tests.spam.conftest import GOOD, SPAM, stream

pytestmark = pytest.mark.django_db
BO = Reader(guest="b" * 32)


@pytest.fixture(autouse=True)
def fresh(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def test_untaught_the_rule_alone_decides(a_story: StoryMaker) -> None:
    comment = post_comment(a_story(rule="everyone"), name="Bo", text=SPAM.text, reader=BO)
    assert comment.state == State.PUBLISHED
    assert Judgement.objects.get().subject == comment.pk


def test_what_looks_like_spam_is_held_or_set_aside(a_story: StoryMaker) -> None:
    story = a_story(rule="everyone")
    spam.train(stream(60))
    assert post_comment(story, name="Bo", text=SPAM.text, reader=BO).state == State.HELD
    spam.train(stream(420))
    assert post_comment(story, name="Bo", text=SPAM.text + "!", reader=BO).state == State.SPAM
    assert post_comment(story, name="Bo", text=GOOD.text, reader=Reader(guest="c" * 32)).state == State.PUBLISHED


def test_the_filter_never_publishes_what_the_rule_holds(a_story: StoryMaker) -> None:
    spam.train(stream(420))
    assert post_comment(a_story(rule="nobody"), name="Bo", text=GOOD.text, reader=BO).state == State.HELD


def test_a_known_writer_is_held_at_most(a_story: StoryMaker, dee: Any) -> None:
    story = a_story(rule="everyone")
    post_comment(story, name="Bo", text=GOOD.text, reader=BO)
    spam.train(stream(420))
    assert post_comment(story, name="Bo", text=SPAM.text, reader=BO).state == State.HELD


def test_a_moderator_is_not_judged(a_story: StoryMaker, dee: Any) -> None:
    spam.train(stream(420))
    comment = post_comment(a_story(), name="Dee", text=SPAM.text, reader=Reader(person=dee))
    assert comment.state == State.PUBLISHED
    assert not Judgement.objects.exists()


def test_an_edit_is_judged_again(a_story: StoryMaker) -> None:
    spam.train(stream(420))
    comment = post_comment(a_story(rule="everyone"), name="Bo", text=GOOD.text, reader=BO)
    assert comment.state == State.PUBLISHED
    assert edit_comment(comment, text=SPAM.text, reader=BO).state == State.SPAM


def test_one_click_teaches_and_the_opposite_takes_it_back(a_story: StoryMaker, dee: Any) -> None:
    comment = post_comment(a_story(rule="nobody"), name="Bo", text=GOOD.text, reader=BO)
    publish_comment(comment, by=dee)
    assert list(Label.objects.values_list("spam", "back", "source", "writer")) == [
        (False, False, f"person-{dee.pk}", BO.guest)
    ]
    hide_comment(comment, by=dee, state=State.SPAM)
    hide_comment(comment, by=dee, state=State.HELD)
    lines = list(Label.objects.order_by("number").values_list("spam", "back"))
    assert lines == [(False, False), (False, True), (True, False), (True, True)]


def test_removing_teaches_nothing(a_story: StoryMaker, dee: Any) -> None:
    comment = post_comment(a_story(rule="everyone"), name="Bo", text=GOOD.text, reader=BO)
    hide_comment(comment, by=dee)
    assert Comment.objects.get().state == State.REMOVED
    assert not Label.objects.exists()


def test_the_trap_holds_and_its_writer_hears_no_more(client: Client, a_story: StoryMaker) -> None:
    story = a_story(rule="everyone")
    given = {"name": "Bo", "text": "Hello there.", "homepage": "https://x.example"}
    answer = client.post(f"/-/stories/{story.pk}/comments", given, headers={"Accept": "application/json"})
    assert answer.json()["state"] == "held"
    assert "trap" in Judgement.objects.get().reasons


def test_what_is_set_aside_is_told_as_waiting(client: Client, a_story: StoryMaker) -> None:
    spam.train(stream(420))
    story = a_story(rule="everyone")
    given = {"name": "Bo", "text": SPAM.text}
    answer = client.post(f"/-/stories/{story.pk}/comments", given, headers={"Accept": "application/json"}).json()
    assert Comment.objects.get().state == State.SPAM
    assert answer["state"] == "held"
    assert "casino" in answer["html"]
    assert client.get(f"/-/me?story={story.pk}").json()["own"][0]["state"] == "held"


def flood(story: Any, count: int = 8) -> list[Comment]:
    text = "Come to our new shop by the harbour for very cheap watches number {}"
    return [
        post_comment(story, name=f"Bo {n}", text=text.format(n), reader=Reader(guest=f"{n:032d}")) for n in range(count)
    ]


def test_a_flood_is_held_across_the_site(a_story: StoryMaker) -> None:
    first, second = a_story(rule="everyone"), a_story(rule="everyone")
    states = [str(comment.state) for comment in flood(first, 5)] + [str(comment.state) for comment in flood(second, 3)]
    assert states == ["published"] * 5 + ["held"] * 3


def test_one_decision_settles_a_flood_and_undoing_settles_it_back(
    client: Client, a_story: StoryMaker, dee: Any
) -> None:
    flood(a_story(rule="everyone"))
    before = dict(Comment.objects.values_list("pk", "state"))
    client.force_login(dee)
    page = client.get("/-/desk/floods").content.decode()
    assert "A flood: 3 comments like this" in page
    like = page.partition('name="like" value="')[2].partition('"')[0]
    client.post("/-/desk/floods/settle", {"like": like, "decision": "spam"})
    assert set(Comment.objects.values_list("state", flat=True)) == {"spam"}
    assert Label.objects.count() == 1
    assert "8 comments were marked as spam together" in client.get("/-/desk/floods").content.decode()
    client.post(f"/-/desk/floods/{FloodDecision.objects.get().pk}/undo")
    assert dict(Comment.objects.values_list("pk", "state")) == before
    assert list(Label.objects.values_list("back", flat=True)) == [False, True]


def test_staff_see_reasons_weights_and_neighbours(client: Client, a_story: StoryMaker, dee: Any) -> None:
    spam.train(stream(420))
    story = a_story(rule="everyone")
    comment = post_comment(story, name="Bo <b>", text=SPAM.text, reader=BO)
    held = post_comment(a_story(rule="nobody"), name="Cy", text="What a day.", reader=Reader(guest="d" * 32))
    client.force_login(dee)
    while desk.run_once(at_once=True):
        pass
    listed = client.get("/-/desk/?queue=all&state=spam").content.decode()
    assert "It stands above the threshold" in listed
    assert "New writers: All comments wait here." in client.get("/-/desk/").content.decode()
    why = client.get(f"/-/desk/comments/{comment.pk}/why").content.decode()
    assert "casino" in why
    assert "Threshold" in why
    assert "learnt from a file" in why
    assert "Bo <b>" not in why
    assert client.get(f"/-/desk/comments/{held.pk}/why").status_code == 200


def test_the_filters_page_counts_and_its_budget_moves(client: Client, a_story: StoryMaker, dee: Any) -> None:
    client.force_login(dee)
    assert "It begins to hold comments when" in client.get("/-/desk/filter").content.decode()
    spam.train(stream(420))
    post_comment(a_story(rule="everyone"), name="Bo", text=SPAM.text, reader=BO)
    page = client.get("/-/desk/filter?budget=2").content.decode()
    assert "<polyline" in page
    assert "would have been set aside" in page
    client.post("/-/desk/filter/budget", {"budget": "2"})
    assert spam.report().budget == 0.02
    for odd in ("nan", "", "-1", "1e9", "x"):
        assert client.get("/-/desk/filter", {"budget": odd}).status_code == 200
        client.post("/-/desk/filter/budget", {"budget": odd})
    assert spam.report().budget == 0.02


def test_a_key_is_shown_once_and_revoked(client: Client, dee: Any) -> None:
    client.force_login(dee)
    page = client.post("/-/desk/filter/keys", {"host": "blog.example"}).content.decode()
    secret = page.partition("<code>")[2].partition("</code>")[0]
    assert len(secret) == 12
    assert secret not in client.get("/-/desk/filter").content.decode()
    client.post(f"/-/desk/filter/keys/{akismet.keys_in_use()[0].pk}/revoke")
    assert akismet.keys_in_use() == []


@pytest.mark.parametrize("path", ["filter", "comments/1/why"])
def test_the_filters_pages_are_for_moderators(client: Client, bo: Any, path: str) -> None:
    assert client.get(f"/-/desk/{path}").status_code == 302
    client.force_login(bo)
    assert client.get(f"/-/desk/{path}").status_code == 403


def test_a_drawn_comment_is_confirmed_by_one_click(client: Client, a_story: StoryMaker, dee: Any) -> None:
    comment = post_comment(a_story(rule="everyone"), name="Bo", text=GOOD.text, reader=BO)
    Judgement.objects.update(audit=True)
    client.force_login(dee)
    while desk.run_once(at_once=True):
        pass
    assert f"item-{comment.pk}" in client.get("/-/desk/?queue=audit").content.decode()
    client.post(f"/-/desk/comments/{comment.pk}/keep", {"seen": "published"})
    assert list(Label.objects.values_list("spam", flat=True)) == [False]
    assert f"item-{comment.pk}" not in client.get("/-/desk/?queue=audit").content.decode()


_SAID = {
    "en": "Good comments mistaken", "ru": "принятые за спам", "uk": "прийняті за спам", "kk": "қате танылған", "ar": "عُدّت مزعجة",
}  # fmt: skip


def test_staff_read_about_the_filter_in_their_language(dee: Any, a_story: StoryMaker) -> None:
    spam.train(stream(420))
    comment = post_comment(a_story(rule="everyone"), name="Bo", text=SPAM.text, reader=BO)
    for language, words in _SAID.items():
        client = Client(headers={"accept-language": language})
        client.force_login(dee)
        page = client.get("/-/desk/filter?budget=2").content.decode()
        assert words in page
        assert f'<html lang="{language}"' in page
        assert "<polyline" in page
        page += client.get(f"/-/desk/comments/{comment.pk}/why").content.decode()
        english = ("Spam filter", ">Budget<", "spam caught", ">Labels<", ">Words<", "Threshold", "links=", "Links:")
        assert not [one for one in english if one in page and language != "en"]


def test_every_fact_has_words() -> None:
    from broadsheet.spam import Submission, fact_in_words
    from broadsheet.spam.classifier.features import named_facts

    whole = Submission(
        "See http://x.example/ ✌️ and call +7 999 123-45-67", author="Bo http://y.example", email="bo@z.example", url="http://w.example/a",
        title="See call", language="en", seconds=3, trap="x", network="n", agent="Firefox", age=3, approved=1, page=4,
    )  # fmt: skip
    names = [name for name, _ in named_facts(whole)]
    assert len(names) > 40
    for name in names:
        assert fact_in_words(name)[0].isupper(), name


def test_a_moderator_of_one_section_sees_no_other_and_leaves_the_filter_alone(
    client: Client, a_story: StoryMaker, a_comment: Any, dee: Any
) -> None:
    from broadsheet.stories import Section

    dee.sections.add(Section.objects.create(name="Sport", slug="sport"))
    comment = a_comment(a_story(), "Not for everybody to read.", state="held")
    client.force_login(dee)
    page = client.get(f"/-/desk/comments/{comment.pk}/why")
    assert page.status_code == 403
    assert "Not for everybody" not in page.content.decode()
    assert client.get("/-/desk/filter").status_code == 200
    before = spam.report().budget
    for what, given in (("budget", {"budget": "2"}), ("akismet", {"key": ""}), ("keys", {"host": "a.example"})):
        assert client.post(f"/-/desk/filter/{what}", given).status_code == 403
    assert spam.report().budget == before
    assert not akismet.keys_in_use()
