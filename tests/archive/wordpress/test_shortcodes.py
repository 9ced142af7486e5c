"""Shortcodes to markup."""

from __future__ import annotations

import pytest

from broadsheet.archive.wordpress.shortcodes import expand, facts_of
from tests.waiting import ending_within


def expanded(text: str) -> tuple[str, list[str]]:
    notes: list[str] = []
    return " ".join(expand(text, lambda named: named or ["7"], notes).split()), notes


def test_a_caption_becomes_a_figure() -> None:
    markup, _ = expanded(
        '[caption id="attachment_6" width="300"]<a href="/x.jpg"><img src="/x.jpg" /></a> By <b>Ada</b>[/caption]'
    )
    assert markup == '<figure><a href="/x.jpg"><img src="/x.jpg" /></a><figcaption>By <b>Ada</b></figcaption></figure>'


def test_a_gallery_shows_what_it_names_or_what_hangs_on_the_story() -> None:
    assert expanded('[gallery ids="3,4" columns="2"]')[0].count("<img") == 2
    assert "wp-image-7" in expanded("[gallery]")[0]


@pytest.mark.parametrize(
    "code",
    [
        "[embed]https://film.example/1?a=1[/embed]", '[video mp4="https://film.example/1?a=1"][/video]',
        "[audio https://film.example/1?a=1]", '[youtube url="https://film.example/1?a=1"]',
    ],
)  # fmt: skip
def test_what_is_embedded_becomes_a_frame(code: str) -> None:
    assert expanded(code)[0] == '<iframe src="https://film.example/1?a=1"></iframe>'


def test_codes_of_plugins_stay_text_and_are_noted() -> None:
    markup, notes = expanded('[poll id="3"] and [sic] and [[gallery]]')
    assert markup == '[poll id="3"] and [sic] and [gallery]'
    assert notes == ["shortcodes of plugins are kept as text: [poll]"]


def test_facts_are_read_in_every_spelling() -> None:
    assert facts_of('a="1" b=\'2\' c=3 "four" five') == {"a": "1", "b": "2", "c": "3", "3": "four", "4": "five"}


@pytest.mark.parametrize("part", ["[", "[caption ", "[caption]", "[a b=", "[/a]", '[a b="'])
def test_time_grows_with_length_alone(part: str) -> None:
    with ending_within(seconds=60):
        expanded(part * 30_000)
