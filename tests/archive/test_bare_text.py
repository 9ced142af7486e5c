"""Paragraphs out of bare newlines."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.archive.bare_text import depth_of, paragraphs, without_comments
from tests.waiting import ending_within


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("one\ntwo\n\nthree", "<p>one<br>\ntwo</p>\n<p>three</p>"),
        ("one\r\n\r\ntwo", "<p>one</p>\n<p>two</p>"),
        ("one<br />\ntwo", "<p>one<br>\ntwo</p>"),
        ("before\n<ul>\n<li>a\nb</li>\n</ul>\nafter", "<p>before</p><ul><li>a<br>\nb</li></ul><p>after</p>"),
        ("<pre>a\n\nb</pre>", "<pre>a\n\nb</pre>"),
        ("<blockquote>said\n\nmore</blockquote>", "<blockquote><p>said</p>\n<p>more</p></blockquote>"),
        ("<p>as it\nwas</p>", "<p>as it<br>\nwas</p>"),
        ("a <em>b</em>\n\n", "<p>a <em>b</em></p>"),
        ("", ""),
    ],
)
def test_newlines_become_paragraphs_and_breaks(text: str, markup: str) -> None:
    assert paragraphs(text) == markup


def test_comments_are_taken_out_and_an_unclosed_one_loses_only_its_opening() -> None:
    assert without_comments("a<!-- x -->b<!--more-->c<!-- d") == "abc d"


def test_depth_is_counted_without_what_closes_itself() -> None:
    assert depth_of("<div><div>") == 2
    assert depth_of("<p>a<p>b<li>c<br><img>") == 0
    assert depth_of("<b></b>" * 200) == 1


@pytest.mark.parametrize("part", ["<", "<!--", "<div>", "\n", "<br>\n", " \n", "[", "</p>", "a<b"])
def test_time_grows_with_length_alone(part: str) -> None:
    with ending_within(seconds=60):
        paragraphs(part * 100_000)


@given(st.text(alphabet="<>/!-abpdivulpre \n"))
def test_any_text_keeps_its_letters_and_gains_only_paragraphs_and_breaks(text: str) -> None:
    assert _besides_paragraphs(paragraphs(text)) == _besides_paragraphs(without_comments(text))


def _besides_paragraphs(html: str) -> str:
    return "".join(re.sub(r"</?p>|<br\s*/?>", "", html).split())
