"""What may be written in each field."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from broadsheet.comments import Comment, Contribution, few_marks, fit_name, fit_website, fit_words
from broadsheet.comments.threads import first_part
from broadsheet.discussion.editing import edit_comment
from broadsheet.discussion.markup import own_markup, sheet_markup
from broadsheet.discussion.posting import post_comment
from broadsheet.kit import Missing, Refusal, TooLong, Unfit
from broadsheet.kit.identity import name_skeleton
from broadsheet.people import Reader
from tests.conftest import StoryMaker

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "[click](java\x03script:alert(1))",
    "[click](data:text/html;base64,PHNjcmlwdD4=)",
    "<blockquote cite='\nx' onfocus=alert(1) autofocus tabindex=1>",
    "![x](https://a.example/x.png)",
    "<svg><script>alert(1)</script></svg>",
    "<a href='vbscript:x' style='x:expression(1)'>x</a>",
    "</textarea><script>alert(1)</script>",
    "\"'><svg/onload=alert(1)>",
    "`<b onclick=alert(1)>`",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
    '[x](https://a.example/"onmouseover=alert(1))',
]
_TAGS = {"a", "blockquote", "br", "code", "del", "em", "li", "ol", "p", "pre", "s", "strong", "ul"}
_OURS = _TAGS | {"article", "b", "bdi", "button", "div", "footer", "header", "span", "strong", "time"}
_ATTRIBUTES = {
    "a": {"href", "rel", "class"},
    "article": {"id", "class"},
    "b": {"class"},
    "button": {"form", "formaction"},
    "div": {"class", "dir"},
    "ol": {"class", "start"},
    "span": {"class"},
    "strong": {"class"},
    "time": {"class", "datetime"},
}


class _Judge(HTMLParser):
    """Collects what may not stand in the markup of a comment."""

    def __init__(self, tags: set[str]) -> None:
        super().__init__()
        self.tags = tags
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.tags:
            self.found.append(tag)
        for name, value in attrs:
            if name not in _ATTRIBUTES.get(tag, set()):
                self.found.append(f"{tag} {name}")
            if name == "href" and not re.match(
                r"(https?://|mailto:|/(?!/)|#)[^\x00-\x20]*$", value or "", re.IGNORECASE
            ):
                self.found.append(f"href {value!r}")


def faults(markup: str, tags: set[str] = _OURS) -> list[str]:
    judge = _Judge(tags)
    judge.feed(markup)
    judge.close()
    return judge.found


def lines(folder: Path) -> Iterator[str]:
    for one in json.loads((folder / "xss" / "h5sc.json").read_text()):
        yield one["d"]
    yield from json.loads((folder / "xss" / "blns.json").read_text())


def try_everywhere(story: Any, attack: str) -> set[str]:
    """Through each field of a post, and through an edit; what is refused is not kept. Gives the fields that took it."""
    reader = Reader(guest="d" * 32)
    taken: dict[str, Comment] = {}
    for field in ("text", "name", "email", "website"):
        given: dict[str, Any] = {"name": "Bo", "text": f"Fine {field}", field: attack}
        try:
            taken[field] = post_comment(story, reader=reader, **given)
        except Refusal as refusal:
            assert refusal.sentence
    assert Comment.objects.count() == len(taken)
    if "text" in taken:
        with suppress(TooLong):
            taken["edit"] = edit_comment(taken["text"], text=f"{attack} again", reader=reader)
    for comment in taken.values():
        assert faults(comment.html, _TAGS) == [], attack
        assert faults(own_markup(comment)) == [], attack
    Comment.objects.all().delete()
    return set(taken)


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_survives(a_story: StoryMaker, attack: str) -> None:
    name = set() if "\x03" in attack else {"name"}  # a name has no invisible letters
    assert try_everywhere(a_story(rule="everyone"), attack) == {"text", "edit"} | name


@pytest.mark.sqlite_is_enough
def test_no_line_of_the_corpora_survives(a_story: StoryMaker, corpora: Path) -> None:
    story = a_story(rule="everyone")
    taken = [try_everywhere(story, line) for line in lines(corpora)]
    assert len(taken) > 500
    for field, share in (("text", 0.95), ("edit", 0.95), ("name", 0.75)):  # the rest is empty, or too long for a name
        assert sum(field in one for one in taken) > share * len(taken), field


@pytest.mark.parametrize(
    "website",
    [
        'https://a.example/"onmouseover=alert(1)',
        "https://a.example/'><script>alert(1)</script>",
        "https://a.example/#javascript:alert(1)",
        "HTTPS://a.example/<svg/onload=alert(1)>",
    ],
)
def test_no_attack_survives_in_a_website(a_story: StoryMaker, website: str) -> None:
    comment = post_comment(
        a_story(rule="everyone"), name="Bo", text="Fine.", website=website, reader=Reader(guest="d" * 32)
    )
    markup = own_markup(comment)
    assert f'href="{html.escape(website)}"' in markup
    assert faults(markup) == []


def test_what_would_be_an_attack_is_found_to_be_one() -> None:
    """The judge of the tests above, judged."""
    assert faults("<p>Fine <a href='https://a.example/' rel='ugc'>words</a></p>") == []
    for attack in (
        "<script>x</script>",
        "<p onclick=x>",
        "<a href='javascript:x'>",
        "<a href='//a.example'>",
        "<img src=x>",
    ):
        assert faults(attack), attack


def test_attacks_come_back_as_text(client: Client, a_story: StoryMaker) -> None:
    story = a_story()
    for attack in ATTACKS:
        answer = client.post(
            f"/-/stories/{story.pk}/comments", dict.fromkeys(("text", "email", "website", "parent"), attack)
        )
        page = answer.content.decode()
        assert answer.status_code == 422
        assert page.count(html.escape(attack)) == 3, "the parent's number is not shown"
        assert "<script>" not in page
        assert "<svg" not in page
        assert not re.search(r"<[^>]*\son\w+=", page.replace(html.escape(attack), ""))


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "\u200d", "\u0301\u0301", "\t\n"])
def test_a_name_is_required(name: str) -> None:
    with pytest.raises((Missing, Unfit)):
        fit_name(name)


@pytest.mark.parametrize("name", ["B\u202eo", "B\u2066o", "B\u0000o", "B\u200bo", "B\ufeffo", "B\ue000o"])
def test_a_name_has_no_invisible_letters(name: str) -> None:
    with pytest.raises(Unfit, match="invisible"):
        fit_name(name)


@pytest.mark.parametrize("name", ["Бо", "می\u200cخواهم", "Қуаныш", "李", "O’Neill", "😀 Bo", "Bo 2"])
def test_a_name_may_be_of_any_script(name: str) -> None:
    assert fit_name(name) == name


def test_a_name_has_at_most_eighty_letters() -> None:
    assert fit_name("x" * 80)
    with pytest.raises(TooLong):
        fit_name("x" * 81)


def test_marks_are_capped_at_four_a_letter() -> None:
    assert few_marks("Z" + "\u0335" * 30 + "algo") == "Z" + "\u0335" * 4 + "algo"


@pytest.mark.parametrize(
    "website",
    [
        "javascript:alert(1)",
        "ftp://a.example/",
        "http://",
        "data:text/html,x",
        "//a.example",
        "https://a b.example",
        "https://a.example/\nx",
    ],
)
def test_a_website_is_http_or_nothing(website: str) -> None:
    with pytest.raises(Unfit):
        fit_website(website)


def test_a_website_may_come_without_its_scheme() -> None:
    assert fit_website(" reader.example/me ") == "https://reader.example/me"


def test_ten_thousand_bytes_fit_and_no_more() -> None:
    assert fit_words("ж" * 5000).text
    with pytest.raises(TooLong, match="10,002"):
        fit_words("ж" * 5001)


def test_a_hundred_opening_brackets_fit_and_no_more() -> None:
    assert fit_words("[" * 100).text
    with pytest.raises(TooLong):
        fit_words("[" * 101)


def test_nothing_is_no_comment() -> None:
    for text in ("", " \n\t ", "\x00\x07"):
        with pytest.raises(Missing):
            fit_words(text)


@pytest.mark.parametrize("name", ["Ada", "ADA", "A d a", "Аdа", "Adа.", "𝐀𝐝𝐚", "Ádá"])
def test_nobody_writes_under_a_name_of_the_newsroom(a_story: StoryMaker, ada: Any, name: str) -> None:
    with pytest.raises(Unfit) as refusal:
        post_comment(a_story(), name=name, text="I am Ada.", reader=Reader(guest="e" * 32))
    assert refusal.value.field == "name"
    assert post_comment(a_story(), name=name, text="I am Ada.", reader=Reader(guest="f" * 32, person=ada)).name


def test_names_that_only_share_letters_are_not_alike() -> None:
    assert name_skeleton("Ada Lovelace") != name_skeleton("Ada Love")
    assert name_skeleton("Bo") != name_skeleton("Во")[::-1]
    assert name_skeleton("Bo") == name_skeleton("Во"), "the second is Cyrillic"


def test_markup_taken_in_is_shown_as_it_was_cleaned(a_story: StoryMaker) -> None:
    from datetime import UTC, datetime

    from broadsheet.comments import take_in_comments

    story = a_story()
    at = datetime(2020, 1, 1, tzinfo=UTC)
    take_in_comments(story, [Contribution(key="1", name="<i>Bo</i>", text="x", html="<p>x <em>y</em></p>", created=at)])
    markup = sheet_markup(first_part(story))
    assert "<p>x <em>y</em></p>" in markup
    assert "<bdi>&lt;i&gt;Bo&lt;/i&gt;</bdi>" in markup
