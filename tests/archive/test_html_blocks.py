"""HTML to the blocks of a body."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.archive.html_blocks import Body
from broadsheet.archive.records import Block
from broadsheet.archive.wordpress.gutenberg import unwrap


def built(html: str, photo: int | None = None) -> tuple[list[Block], list[str]]:
    body = Body(
        lambda address, number: photo, "https://quay.example/a/", lambda link: link.replace("https://quay.example", "")
    )
    return body.build(html), body.notes


def values(html: str, photo: int | None = None) -> list[tuple[str, Any]]:
    return [(block["type"], block["value"]) for block in built(html, photo)[0]]


def test_running_text_becomes_one_block() -> None:
    assert values("<p>a</p><p>b <b>c</b></p><ul><li>d</li></ul>e <em>f</em>") == [
        ("paragraph", "<p>a</p>\n<p>b <b>c</b></p>\n<ul><li>d</li></ul>\n<p>e <em>f</em></p>")
    ]


def test_a_heading_keeps_its_words_and_one_of_two_levels() -> None:
    assert values("<h1>A <i>b</i></h1><h4>c</h4>") == [
        ("heading", {"text": "A b", "level": "2"}),
        ("heading", {"text": "c", "level": "3"}),
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<blockquote><p>So be it.</p><cite>Ada</cite></blockquote>",
        "<figure><blockquote><p>So be it.</p></blockquote><figcaption>Ada</figcaption></figure>",
        "<blockquote><p>So be it.<cite>Ada</cite></p></blockquote>",
    ],
)
def test_a_quotation_has_its_speaker(html: str) -> None:
    assert values(html) == [("quotation", {"text": "<p>So be it.</p>", "speaker": "Ada"})]


def test_a_quotation_that_begins_with_a_heading_keeps_its_speaker() -> None:
    said = values("<blockquote><h3>On carts</h3><p>So be it.</p><p>Ever.</p><cite>Ada</cite></blockquote>")
    assert said[1] == ("quotation", {"text": "<p>So be it.</p>\n<p>Ever.</p>", "speaker": "Ada"})


def test_a_picture_that_is_here_becomes_an_image() -> None:
    shown = {"image": 5, "alt": "Quay", "caption": "At dawn", "credit": ""}
    figure = '<figure><img class="wp-image-9" src="/q-300x200.jpg" alt="Quay"><figcaption>At dawn</figcaption></figure>'
    assert values(figure, 5) == [("image", shown)]
    assert values('<p>a <a href="/q.jpg"><img src="/q.jpg"></a> b</p>', 5)[1][0] == "image"


def test_a_picture_that_is_not_here_becomes_a_link_and_is_noted() -> None:
    blocks, notes = built('<p><img src="/q.jpg" alt="Quay"></p>')
    assert blocks[0] == {"type": "embed", "value": {"url": "https://quay.example/q.jpg", "title": "Quay"}}
    assert notes == ["a picture is not beside the export; a link stands in its place: https://quay.example/q.jpg"]


def test_frames_and_bare_addresses_become_plain_links() -> None:
    assert values("<p>https://film.example/1?a=1&amp;b</p>") == [
        ("embed", {"url": "https://film.example/1?a=1&b", "title": ""})
    ]
    frame = '<iframe src="//www.youtube.com/embed/abcdefgh123?rel=0"></iframe>'
    assert values(frame)[0][1]["url"] == "https://www.youtube.com/watch?v=abcdefgh123"


def test_tables_and_set_text_are_kept_as_markup() -> None:
    assert [kind for kind, _ in values("<table><tr><td>1</td></tr></table><pre>a\n b</pre>")] == ["markup", "markup"]


def test_an_aside_becomes_a_background() -> None:
    assert values("<aside><h3>Before</h3><p>It fell.</p></aside>") == [
        ("background", {"title": "Before", "text": "<p>It fell.</p>"})
    ]


def test_scripts_and_forms_are_dropped_and_noted() -> None:
    blocks, notes = built("<script>alert(1)</script><form><input></form><p onclick='x()'>a</p>")
    assert blocks == [{"type": "paragraph", "value": "<p>a</p>"}]
    assert notes == ["<script> is not kept", "<form> is not kept"]


def test_links_into_the_old_site_lead_into_this_one() -> None:
    assert values('<p><a href="https://quay.example/b/">b</a></p>') == [("paragraph", '<p><a href="/b/">b</a></p>')]


def test_unreasonable_nesting_loses_its_markup_and_keeps_its_text() -> None:
    blocks, notes = built("<div>" * 5_000 + "deep" + "</div>" * 5_000)
    assert blocks == [{"type": "paragraph", "value": "<p>deep</p>"}]
    assert "nested" in notes[0]


def test_block_marks_give_way_and_filled_blocks_are_noted() -> None:
    notes: list[str] = []
    html = '<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph --><!-- wp:latest-posts {"n":5} /--><!-- wp:separator /-->'
    assert unwrap(html, notes) == "<p>a</p>"
    assert notes == ["blocks that WordPress fills itself are not kept: latest-posts"]


def test_an_embed_block_becomes_a_link() -> None:
    html = '<!-- wp:embed {"url":"https://film.example/1"} --><figure><div>\nhttps://film.example/1\n</div></figure><!-- /wp:embed -->'
    assert values(unwrap(html, [])) == [("embed", {"url": "https://film.example/1", "title": ""})]
