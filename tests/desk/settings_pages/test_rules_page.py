"""Rules at the desk: tried before they are switched on, changed by those who work in all sections, and every change kept."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from broadsheet.comments import Comment, State
from broadsheet.discussion.posting import post_comment
from broadsheet.ledger import Entry, Kind
from broadsheet.moderation import decide_comment, hide_comment
from broadsheet.people import Reader
from broadsheet.screening import RuleChange, WordList, rules
from broadsheet.stories import Section, SiteSettings, site_settings
from tests.conftest import StoryMaker

pytestmark = pytest.mark.django_db
WORDS = {"name": "Money", "words": "bitcoin\nforex", "does": "held", "language": ""}


@pytest.fixture
def desk(client: Client, dee: Any) -> Client:
    client.force_login(dee)
    return client


def post(story: Any, text: str, guest: str = "b") -> Comment:
    return post_comment(story, name="Bo", text=text, reader=Reader(guest=guest * 32))


def tried(page: str) -> str:
    found = re.search(r'name="tried" value="(\w+)"', page)
    assert found
    return found[1]


def figures(page: str) -> list[int]:
    return [int(number) for number in re.findall(r"<dd>(\d+)</dd>", page)]


def test_all_rules_are_listed_in_order(desk: Client) -> None:
    page = desk.get("/-/desk/rules").content.decode()
    places = [page.index(f'id="{rule.name}"') for rule in rules.RULES]
    assert places == sorted(places)
    assert "always on" in page


def test_a_list_is_tried_first_and_nothing_is_kept_by_that(desk: Client, a_story: StoryMaker, dee: Any) -> None:
    story = a_story(rule="everyone")
    good, bad, _other = (post(story, f"bitcoin number {n}", guest) for n, guest in enumerate("abc"))
    post(story, "A quiet day", "d")
    decide_comment(good, State.HELD, dee)
    decide_comment(good, State.PUBLISHED, dee)
    hide_comment(bad, dee, State.SPAM)
    page = desk.post("/-/desk/rules/words/new", WORDS).content.decode()
    assert "Tried on 4 comments" in page
    assert figures(page) == [3, 1, 1, 1]  # caught, rightly, wrongly, standing undecided
    assert "bitcoin number 0" in page
    assert not WordList.objects.exists()
    kept = desk.post("/-/desk/rules/words/new", {**WORDS, "tried": tried(page)})
    assert (kept.status_code, kept["Location"]) == (303, "/-/desk/rules#words")
    assert post(story, "more bitcoin", "e").state == State.HELD


def test_what_was_changed_after_trying_is_tried_again(desk: Client) -> None:
    mark = tried(desk.post("/-/desk/rules/words/new", WORDS).content.decode())
    again = desk.post("/-/desk/rules/words/new", {**WORDS, "words": "anything", "tried": mark})
    assert again.status_code == 200
    assert not WordList.objects.exists()


def test_an_undone_decision_does_not_count(desk: Client, a_story: StoryMaker, dee: Any) -> None:
    from broadsheet.moderation import undo

    comment = post(a_story(rule="everyone"), "bitcoin")
    decision = decide_comment(comment, State.REMOVED, dee)
    assert decision
    undo(decision, dee)
    assert figures(desk.post("/-/desk/rules/words/new", WORDS).content.decode()) == [1, 0, 0, 1]


def test_what_is_older_than_thirty_days_is_left_out(desk: Client, a_story: StoryMaker) -> None:
    post(a_story(rule="everyone"), "bitcoin")
    Comment.objects.update(created=timezone.now() - timedelta(days=31))
    assert "Tried on 0 comments" in desk.post("/-/desk/rules/words/new", WORDS).content.decode()


def test_of_too_many_the_newest_are_tried_and_that_is_said(
    desk: Client, a_story: StoryMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("broadsheet.screening.rules.backtest.MOST", 2)
    story = a_story(rule="everyone")
    for number in range(3):
        post(story, f"bitcoin number {number}", f"{number}")
    page = desk.post("/-/desk/rules/words/new", WORDS).content.decode()
    assert "Tried on 2 comments" in page
    assert "There were more" in page
    assert "bitcoin number 0" not in page


def test_links_are_tried_with_the_number_that_was_typed(desk: Client, a_story: StoryMaker) -> None:
    story = a_story(rule="everyone")
    post(story, "[a](https://a.example/)")
    page = desk.post("/-/desk/rules/links", {"most": "0", "hosts": ""}).content.decode()
    assert figures(page)[0] == 1
    assert "a.example" in page
    assert site_settings().links_before_holding == 2
    desk.post("/-/desk/rules/links", {"most": "0", "hosts": "", "tried": tried(page)})
    assert SiteSettings.objects.get().links_before_holding == 0
    assert post(story, "[b](https://b.example/)", "c").state == State.HELD


def test_new_writers_are_tried_in_the_order_they_wrote(desk: Client, a_story: StoryMaker) -> None:
    story = a_story(rule="")
    site_settings()
    SiteSettings.objects.update(rule="everyone")
    for number in range(4):
        post(story, f"Number {number}")
    page = desk.post("/-/desk/rules/new-writer", {"who": "known", "many": "3"}).content.decode()
    assert figures(page)[0] == 3


def test_pacing_is_tried_by_when_each_wrote(desk: Client, a_story: StoryMaker) -> None:
    story = a_story(rule="everyone")
    made = [post(story, f"Number {number}") for number in range(3)]
    for number, one in enumerate(made):
        Comment.objects.filter(pk=one.pk).update(created=timezone.now() - timedelta(seconds=100 - 20 * number))
    page = desk.post("/-/desk/rules/pacing", {"at_once": "1", "an_hour": "20"}).content.decode()
    assert figures(page)[0] == 2
    assert figures(desk.post("/-/desk/rules/pacing", {"at_once": "3", "an_hour": "2"}).content.decode())[0] == 1
    assert "Nothing would" in desk.post("/-/desk/rules/pacing", {"at_once": "2", "an_hour": "20"}).content.decode()


def test_repeated_text_is_tried_by_who_wrote_it_where(desk: Client, a_story: StoryMaker) -> None:
    story, other = a_story(rule="everyone"), a_story(rule="everyone")
    for number, (where, guest) in enumerate([(story, "a"), (story, "b"), (other, "c")]):
        one = post(where, f"A short text {number}", guest)
        Comment.objects.filter(pk=one.pk).update(text="The very same")
    assert figures(desk.post("/-/desk/rules/repeated", {"hours": "24", "letters": "5"}).content.decode())[0] == 1
    assert "Nothing would" in desk.post("/-/desk/rules/repeated", {"hours": "24", "letters": "50"}).content.decode()


def test_changing_who_appears_prints_the_forms_anew(desk: Client, dee: Any) -> None:
    site_settings()
    page = desk.post("/-/desk/rules/new-writer", {"who": "nobody", "many": "1"}).content.decode()
    desk.post("/-/desk/rules/new-writer", {"who": "nobody", "many": "1", "tried": tried(page)})
    assert SiteSettings.objects.get().rule == "nobody"
    assert list(Entry.objects.order_by("-number").values_list("kind", flat=True)[:2]) == [
        Kind.SITE_CHANGED,
        Kind.RULES_CHANGED,
    ]


@pytest.mark.parametrize(
    ("address", "given", "field", "status"),
    [
        ("links", {"most": "many", "hosts": ""}, "most", 422),
        ("links", {"most": "1", "hosts": "not a host"}, "hosts", 422),
        ("new-writer", {"who": "friends", "many": "1"}, "who", 422),
        ("outside", {"address": "ftp://a.example/", "seconds": "3"}, "address", 422),
        ("words/new", {**WORDS, "words": " \n "}, "words", 422),
        ("words/new", {**WORDS, "name": ""}, "name", 422),
        ("words/new", {**WORDS, "words": "x" * 81}, "words", 413),
        ("words/new", {**WORDS, "does": "published"}, "does", 422),
        ("words/new", {**WORDS, "language": "xx"}, "language", 422),
    ],
)
def test_what_is_unfit_comes_back_with_a_sentence_at_its_field(
    desk: Client, address: str, given: dict[str, str], field: str, status: int
) -> None:
    answer = desk.post(f"/-/desk/rules/{address}", given)
    assert answer.status_code == status
    assert f'id="error-{field}"' in answer.content.decode()
    assert not RuleChange.objects.exists()


def test_what_cannot_be_tried_is_kept_at_once(desk: Client) -> None:
    answer = desk.post("/-/desk/rules/trust", {"many": "5", "days": "90"})
    assert answer.status_code == 303
    assert rules.setting_of(rules.BY_NAME["trust"]) == {"on": True, "many": 5, "days": 90}


def test_a_rule_is_switched_off_at_once_and_who_did_it_can_be_read(desk: Client, dee: Any) -> None:
    desk.post("/-/desk/rules/filter/switch", {"on": "no"})
    assert not rules.setting_of(rules.BY_NAME["filter"])["on"]
    page = desk.get("/-/desk/rules/changes").content.decode()
    assert "Spam filter" in page
    assert "Dee" in page
    assert Entry.objects.filter(kind=Kind.RULES_CHANGED, person=dee.pk).exists()


def test_what_is_tried_is_not_switched_on_untried(desk: Client) -> None:
    desk.post("/-/desk/rules/links/switch", {"on": "no"})
    desk.post("/-/desk/rules/links/switch", {"on": "yes"})
    assert not rules.setting_of(rules.BY_NAME["links"])["on"]


def test_the_secret_is_shown_once_and_kept_out_of_what_changed(desk: Client) -> None:
    page = desk.post("/-/desk/rules/outside/secret").content.decode()
    found = re.search(r"<code>(\w{64})</code>", page)
    assert found
    for address in ("/-/desk/rules/outside", "/-/desk/rules", "/-/desk/rules/changes"):
        assert found[1] not in desk.get(address).content.decode()


def test_a_word_list_is_switched_off_and_deleted(desk: Client, dee: Any) -> None:
    one = WordList(name="Money", words="bitcoin")
    rules.keep_list(one, dee)
    desk.post(f"/-/desk/rules/words/{one.pk}/switch", {"on": "no"})
    assert not WordList.objects.get().on
    desk.post(f"/-/desk/rules/words/{one.pk}/switch", {"drop": "yes"})
    assert not WordList.objects.exists()


def test_attacks_are_text_on_every_page(desk: Client, a_story: StoryMaker, dee: Any) -> None:
    attack = "<script>alert(1)</script>"
    post(a_story(rule="everyone"), f"bitcoin {attack}")
    page = desk.post("/-/desk/rules/words/new", {**WORDS, "name": attack}).content.decode()
    desk.post("/-/desk/rules/words/new", {**WORDS, "name": attack, "tried": tried(page)})
    for address in ("/-/desk/rules", "/-/desk/rules/changes", f"/-/desk/rules/words/{WordList.objects.get().pk}"):
        shown = desk.get(address).content.decode()
        assert escape(attack) in shown and attack not in shown, address
    assert page.count(escape(attack)) > 1 and attack not in page, "the list's name and what was tried"


@pytest.mark.parametrize("address", ["", "/changes", "/links", "/words/new"])
def test_rules_are_for_those_who_work_everywhere(client: Client, bo: Any, dee: Any, address: str) -> None:
    assert client.get(f"/-/desk/rules{address}").status_code == 302
    client.force_login(bo)
    assert client.get(f"/-/desk/rules{address}").status_code == 403
    dee.sections.add(Section.objects.create(name="Harbour", slug="harbour"))
    client.force_login(dee)
    assert client.get(f"/-/desk/rules{address}").status_code == 403


def test_an_unknown_rule_is_not_there(desk: Client) -> None:
    assert desk.get("/-/desk/rules/nothing").status_code == 404
    assert desk.get("/-/desk/rules/names").status_code == 404
    assert desk.get("/-/desk/rules/words/99").status_code == 404


def test_a_list_of_two_thousand_long_words_is_kept_whole(desk: Client) -> None:
    words = "\n".join(f"{number:04}" + "x" * 70 for number in range(2000))
    page = desk.post("/-/desk/rules/words/new", {**WORDS, "words": words}).content.decode()
    desk.post("/-/desk/rules/words/new", {**WORDS, "words": words, "tried": tried(page)})
    assert WordList.objects.get().words.split() == words.split()
