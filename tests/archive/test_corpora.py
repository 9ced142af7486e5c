"""Every public export that lies beside the project."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from broadsheet.archive.importing import take_in
from broadsheet.archive.records import TakeInError
from broadsheet.comments import Comment, Mention
from broadsheet.kit import clean_comment
from broadsheet.stories import FormerAddress, Story, body_html, find_moved, printed_stories
from tests.archive.conftest import reasons
from tests.archive.exports import comment, export, item

pytestmark = pytest.mark.django_db


def test_wordpresss_own_theme_test_comes_in_whole(corpora: Path) -> None:
    report = take_in("wordpress", corpora / "wxr" / "theme-unit-test.xml")
    assert Counter(Story.objects.values_list("page", "live")) == {
        (False, True): 55,
        (False, False): 3,
        (True, True): 21,
    }
    assert Counter(Comment.objects.values_list("state", flat=True)) == {"published": 26, "held": 3}
    assert Counter(Mention.objects.values_list("kind", flat=True)) == {"pingback": 2, "trackback": 2}
    assert not printed_stories().filter(headline__startswith="Template: Password").exists()
    assert reasons(report, "nav_menu_item").count("dropped") == 70
    assert reasons(report, "attachment").count("https://wpthemetestdata.files.wordpress.com/") == 37


def test_its_deep_thread_keeps_ten_levels(corpora: Path) -> None:
    take_in("wordpress", corpora / "wxr" / "theme-unit-test.xml")
    depths = {comment.pk: _depth(comment) for comment in Comment.objects.select_related("parent")}
    assert max(depths.values()) == 10


def _depth(comment: Comment) -> int:
    return 1 + (_depth(comment.parent) if comment.parent else 0)


def test_all_its_old_addresses_answer(corpora: Path) -> None:
    take_in("wordpress", corpora / "wxr" / "theme-unit-test.xml")
    formers = FormerAddress.objects.exclude(story__live=False)
    assert len(formers) > 100
    assert [former.path for former in formers if not find_moved(former.path)] == []
    assert Story.objects.filter(address="/2013/01/11/markup-html-tags-and-formatting/").exists()
    assert find_moved("/?p=1178") == "/2013/01/11/markup-html-tags-and-formatting/"


@pytest.mark.parametrize(
    ("name", "stories", "comments"),
    [
        ("missing-tags.xml", 1, 0),
        ("namespace-edge-cases.xml", 5, 0),
        ("slashes.xml", 1, 1),
        ("small-export.xml", 11, 1),
        ("test-serialized-comment-meta.xml", 1, 1),
        ("valid-wxr-1.0.xml", 6, 1),
        ("valid-wxr-1.1.xml", 2, 1),
        ("wxr-utf-8-challenges.xml", 1, 0),
        ("wxr-with-sub-data.xml", 1, 1),
    ],
)
def test_odd_and_old_exports_come_in(corpora: Path, name: str, stories: int, comments: int) -> None:
    path = corpora / "wxr" / name
    take_in("wordpress", path)
    assert (Story.objects.count(), Comment.objects.count()) == (stories, comments)
    again = take_in("wordpress", path)
    assert not +again.taken


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("crazy-cdata.xml", "line 18, column 70"),
        ("invalid-version-tag.xml", "version “abc”"),
        ("malformed.xml", "line 90, column 11"),
    ],
)
def test_broken_exports_are_refused(corpora: Path, name: str, sentence: str) -> None:
    with pytest.raises(TakeInError, match=sentence):
        take_in("wordpress", corpora / "wxr" / name)
    assert not Story.objects.exists()


def test_no_attack_gets_through_a_comment_or_a_story(corpora: Path, tmp_path: Path) -> None:
    attacks = _attacks(corpora / "xss")
    said = [comment(number, attack, author=attack, author_url=attack) for number, attack in enumerate(attacks, 1)]
    told = [item(number, title=attack, content=attack, excerpt=attack) for number, attack in enumerate(attacks, 2)]
    path = tmp_path / "export.xml"
    path.write_text(export(item(1, *said), *told), encoding="utf-8", errors="replace")
    take_in("wordpress", path)
    assert Comment.objects.count() == len(attacks)
    for html in Comment.objects.values_list("html", flat=True):
        assert clean_comment(html).split() == html.split()
        _refuse_odd_markup(html)
    assert Story.objects.count() == 1 + len(attacks)
    for story in Story.objects.all():
        _refuse_odd_markup(body_html(story))


def _refuse_odd_markup(html: str) -> None:
    assert not re.search(r"(?i)<(script|iframe|object|embed|style|svg|form)", html)
    assert not re.search(r"(?i)<[^>]*\son\w+\s*=", re.sub(r'"[^"]*"', '""', html))
    assert all(re.match(r"(https?:|mailto:|/|#)", href) for href in re.findall(r'(?:href|src)="([^"]*)"', html))


def _attacks(folder: Path) -> list[str]:
    vectors = json.loads((folder / "h5sc.json").read_text())
    strings = json.loads((folder / "blns.json").read_text())
    attacks = [*strings, *(str(value) for value in _texts(vectors))]
    return [re.sub(r"[^\n\t -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", attack) for attack in attacks]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
