"""A body as plain HTML."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from broadsheet.stories.body_markup import body_html, body_photos
from broadsheet.stories.renditions import make_picture
from tests.conftest import StoryMaker
from tests.stories.conftest import PhotoMaker

pytestmark = pytest.mark.django_db

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="jav&#x09;ascript:alert(1)">x</a>',
    '<iframe src="https://evil.example/"></iframe>',
    '<p style="position:fixed">x</p><form action="https://evil.example"><input name=a></form>',
    "</blockquote></aside></div><style>*{display:none}</style>",
    '<math><mtext><table><mglyph><style><img src=x onerror="alert(1)">',
]


class Watch(HTMLParser):
    """Notes whatever should not have survived."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style", "iframe", "svg", "math", "form", "input", "object", "embed"}:
            self.found.append(tag)
        for name, value in attrs:
            scripted = (value or "").strip().lower().startswith(("javascript", "data", "jav"))
            if name.startswith("on") or name in {"style", "id"} or (name in {"href", "src"} and scripted):
                self.found.append(f"{tag} {name}={value}")


def made(photo: Any) -> int:
    """Its id, once it can be shown."""
    make_picture(photo, "body")
    return int(photo.pk)


def everywhere(payload: str, photo: int) -> list[dict[str, Any]]:
    """A body with the payload in every field of every kind of block."""
    return [
        {"type": "paragraph", "value": f"<p>{payload}</p>"},
        {"type": "heading", "value": {"text": payload, "level": "2"}},
        {"type": "quotation", "value": {"text": payload, "speaker": payload}},
        {"type": "image", "value": {"image": photo, "alt": payload, "caption": payload, "credit": payload}},
        {"type": "background", "value": {"title": payload, "text": payload}},
        {"type": "embed", "value": {"url": payload, "title": payload}},
        {"type": "embed", "value": {"url": "javascript:alert(1)", "title": "x"}},
        {"type": "markup", "value": payload},
    ]


def found_in(html: str) -> list[str]:
    """What may not stand there; every block must have left something."""
    watch = Watch()
    watch.feed(html)
    assert html.count("<figure") == 1 and "<blockquote" in html and "<aside" in html
    return watch.found


def test_what_would_be_an_attack_is_found_to_be_one() -> None:
    """The watch of the tests below, watched."""
    whole = "<figure></figure><blockquote></blockquote><aside></aside>"
    assert found_in(whole) == []
    for attack in (
        "<script>x</script>",
        "<p onclick=x>",
        "<a href=' javascript:x'>",
        "<img src='data:x'>",
        "<p style=x>",
    ):
        assert found_in(whole + attack), attack


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_block_lets_a_script_through(a_story: StoryMaker, a_photo: PhotoMaker, payload: str) -> None:
    assert found_in(body_html(a_story(body=everywhere(payload, made(a_photo(90, 60)))))) == []


def test_no_block_lets_a_known_attack_through(a_story: StoryMaker, a_photo: PhotoMaker, corpora: Path) -> None:
    photo, attacks = made(a_photo(90, 60)), json.loads((corpora / "xss" / "h5sc.json").read_text())
    strings = json.loads((corpora / "xss" / "blns.json").read_text())
    story = a_story()
    for payload in [*(attack["d"] for attack in attacks), *strings]:
        story.body = everywhere(
            payload.replace("%js_alert%", "alert(1)").replace("%js_uri_alert%", "javascript:alert(1)"), photo
        )
        assert found_in(body_html(story)) == [], payload


def printed(a_story: StoryMaker, kind: str, value: Any) -> str:
    return str(body_html(a_story(body=[{"type": kind, "value": value}])))


def test_paragraphs_keep_their_links(a_story: StoryMaker) -> None:
    value = '<p>See <a href="https://a.example/?b=1&amp;c=2">there</a>, <b>now</b>.</p>'
    assert printed(a_story, "paragraph", value) == value


def test_a_quotation_names_its_speaker(a_story: StoryMaker) -> None:
    assert printed(a_story, "quotation", {"text": "<p>Enough.</p>", "speaker": "The mayor"}) == (
        '<blockquote class="quotation"><p>Enough.</p><footer class="speaker">The mayor</footer></blockquote>'
    )


def test_a_background_box_and_a_heading(a_story: StoryMaker) -> None:
    box = printed(a_story, "background", {"title": "Why", "text": "<p>Floods.</p>"})
    assert box == '<aside class="background"><h2>Why</h2><p>Floods.</p></aside>'
    assert printed(a_story, "heading", {"text": "Later & now", "level": "3"}) == "<h3>Later &amp; now</h3>"


def test_an_embed_is_a_plain_link(a_story: StoryMaker) -> None:
    value = {"url": "https://video.example/1", "title": ""}
    assert printed(a_story, "embed", value) == (
        '<p class="embed"><a href="https://video.example/1">https://video.example/1</a></p>'
    )


def test_tables_survive_cleaning(a_story: StoryMaker) -> None:
    table = '<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>'
    assert printed(a_story, "markup", table) == table


def test_open_markup_does_not_swallow_what_follows(a_story: StoryMaker) -> None:
    story = a_story(
        body=[{"type": "markup", "value": "<table><tr><td>"}, {"type": "paragraph", "value": "<p>After</p>"}]
    )
    assert body_html(story).endswith("</table>\n<p>After</p>")


def test_a_picture_in_the_body_keeps_its_place_and_its_words(a_story: StoryMaker, a_photo: PhotoMaker) -> None:
    photo = a_photo(alt="Carts", credit="REUTERS")
    story = a_story(body=[{"type": "image", "value": {"image": photo.pk, "caption": "Today"}}])
    make_picture(photo, "body")
    html = body_html(story)
    for part in ('width="960"', 'height="720"', 'alt="Carts"', ">Today<", ">REUTERS<", ' srcset="/images/', "<figure>"):
        assert part in html
    assert list(body_photos(story)) == [photo]


def test_a_deleted_picture_leaves_the_rest(a_story: StoryMaker) -> None:
    story = a_story(
        body=json.dumps([{"type": "image", "value": {"image": 99}}, {"type": "paragraph", "value": "<p>x</p>"}])
    )
    assert body_html(story) == "<p>x</p>"
