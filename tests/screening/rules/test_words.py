"""Word lists: look-alike letters, whole words and parts, languages, and nothing that takes long."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.comments import Comment, State
from broadsheet.discussion.posting import post_comment
from broadsheet.kit import Unfit
from broadsheet.ledger import Entry, Kind
from broadsheet.people import Reader
from broadsheet.screening import RuleChange, WordList, rules
from broadsheet.screening.explanations import all_in_words
from broadsheet.screening.rules import ready
from broadsheet.screening.rules.word_lists import MOST_WORDS
from tests.conftest import StoryMaker
from tests.waiting import ending_within

pytestmark = pytest.mark.django_db
BO = Reader(guest="b" * 32)


def a_list(by: Any, words: str, **fields: Any) -> WordList:
    one = WordList(**{"name": f"List {WordList.objects.count()}", "words": words, **fields})
    rules.keep_list(one, by)
    return one


def post(story: Any, text: str, **fields: Any) -> Comment:
    return post_comment(story, **{"name": "Bo", "text": text, "reader": BO, **fields})


@pytest.mark.parametrize(
    "text",
    [
        "Your paypal is waiting",
        "Your раypal is waiting",
        "YOUR ＰＡＹＰＡＬ",
        "Your p\u200bay\u00adpal",
        "pay**pal**",
        "Páypal!",
    ],
)
def test_letters_that_only_look_alike_are_the_same(a_story: StoryMaker, dee: Any, text: str) -> None:
    a_list(dee, "paypal\nbitcoin", name="Money")
    comment = post(a_story(rule="everyone"), text)
    assert comment.state == State.HELD
    assert all_in_words([comment])[comment.pk] == ["Word lists: It holds words of a list (Money). Namely: paypal."]


def test_a_whole_word_is_not_found_within_another(a_story: StoryMaker, dee: Any) -> None:
    story = a_story(rule="everyone")
    a_list(dee, "ass")
    assert post(story, "A classic assassin").state == State.PUBLISHED
    assert post(story, "You ass!").state == State.HELD


def test_a_part_is(a_story: StoryMaker, dee: Any) -> None:
    a_list(dee, "casino", part=True)
    assert post(a_story(rule="everyone"), "megacasinos").state == State.HELD


def test_several_words_are_found_however_they_are_spaced(a_story: StoryMaker, dee: Any) -> None:
    a_list(dee, "free money\nfree")
    comment = post(a_story(rule="everyone"), "FREE\n  money")
    assert "free money" in all_in_words([comment])[comment.pk][0]


def test_a_list_is_for_its_language(a_story: StoryMaker, dee: Any) -> None:
    a_list(dee, "дурак", language="ru")
    assert post(a_story(rule="everyone", language="uk"), "Дурак").state == State.PUBLISHED
    assert post(a_story(rule="everyone", language="ru"), "Дурак").state == State.HELD


def test_a_list_that_refuses_names_the_words_and_keeps_nothing(a_story: StoryMaker, dee: Any) -> None:
    a_list(dee, "curse\nswear", does=State.REMOVED)
    with pytest.raises(Unfit, match="not published here: curse, swear"):
        post(a_story(rule="everyone"), "I curse and swear")
    assert not Comment.objects.exists()


def test_a_list_may_call_it_spam(a_story: StoryMaker, dee: Any) -> None:
    a_list(dee, "seo backlinks", does=State.SPAM)
    assert post(a_story(rule="everyone"), "Cheap SEO backlinks here").state == State.SPAM


def test_names_are_looked_at_too(a_story: StoryMaker, dee: Any) -> None:
    a_list(dee, "casino")
    assert post(a_story(rule="everyone"), "A good day.", name="Casino Max").state == State.HELD


def test_what_is_typed_is_words_and_never_a_pattern(a_story: StoryMaker, dee: Any) -> None:
    story = a_story(rule="everyone")
    a_list(dee, "(a+)+$\n.*\n[x]")
    assert post(story, "a" * 5_000 + "! (b)").state == State.PUBLISHED
    assert post(story, "Tick the [x] here").state == State.HELD


def test_the_longest_text_against_the_longest_list_is_quick() -> None:
    """Entries that begin alike would be the worst for a pattern that tries one after the other."""
    words = "\n".join("a" * 60 + f"{number:04}" for number in range(MOST_WORDS))
    one = ready(WordList(name="x", words=words, part=True))
    with ending_within(seconds=60):  # not hours, as where places are tried again and again
        assert one.found_in("a" * 10_000) == []


def test_a_change_counts_from_the_next_comment_on_and_is_kept_with_who_made_it(a_story: StoryMaker, dee: Any) -> None:
    story = a_story(rule="everyone")
    one = a_list(dee, "bitcoin", name="Money")
    assert post(story, "bitcoin today").state == State.HELD
    one.words = "gold"
    rules.keep_list(one, dee)
    assert post(story, "bitcoin tomorrow").state == State.PUBLISHED
    rules.drop_list(one, dee)
    assert post(story, "gold").state == State.PUBLISHED
    kept = RuleChange.objects.order_by("pk")
    assert [(change.before.get("words"), change.after.get("words")) for change in kept] == [
        (None, "bitcoin"),
        ("bitcoin", "gold"),
        ("gold", None),
    ]
    assert Entry.objects.filter(kind=Kind.RULES_CHANGED, person=dee.pk).count() == 3
