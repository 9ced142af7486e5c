"""Whatever a file holds: a whole import, or a sentence and nothing."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.archive.importing import take_in
from broadsheet.archive.models import Taken
from broadsheet.archive.records import TakeInError
from broadsheet.comments import Comment, Mention
from broadsheet.stories import Author, FormerAddress, Section, Story, Tag
from tests.archive.exports import category, comment, export, item, meta

_CONTENT = """Bare\nnewlines <b>bold <i>x</b></i>

[caption id="attachment_9" width="3"]<img class="wp-image-9" src="/q-3x2.jpg"> By[/caption][gallery ids="9"][embed]https://f.example/1[/embed]
<blockquote>So<cite>Ada</cite></blockquote><!-- wp:embed {"url":"https://f.example/2","n":[1]} --><figure>x</figure><!-- /wp:embed -->
<table><tr><td><img src="/t.png"></table><pre>a\n\nb</pre><aside><h3>t</h3><p>u</p></aside><iframe src="//f.example"></iframe>
https://f.example/3"""
WHOLE = export(
    item(1, category("News", "news"), category("Port", "%d0%bf", "post_tag"), meta("_thumbnail_id", "9"), meta("_wp_old_slug", "%00old"),
         comment(1, "one\n\n<b>two</b>"), comment(2, "three", meta("akismet", 'a:1:{s:2:"ip";i:5;}', "comment"), parent="1"),
         comment(3, type="pingback", author_url="https://o.example/"), comment(4, type="note"), content=_CONTENT),
    item(2, post_type="page", link="https://quay.example/about/"), item(3, status="future", post_date_gmt="2990-01-01 00:00:00"),
    item(4, status="private", post_password="x"), item(5, post_type="nav_menu_item"),
    item(9, meta("_wp_attachment_metadata", 'a:1:{s:10:"image_meta";a:0:{}}'), "<wp:attachment_url>/q.jpg</wp:attachment_url>", post_type="attachment", post_parent="1"),
)  # fmt: skip
_PIECES = [
    "<", ">", "]]>", "<![CDATA[", "</item>", "<item>", "</wp:comment>", "<wp:comment>", "&", "&#0;", "&#1;", "&#xD800;", "&lt;", "\x00", "\x0b", "\ud7ff",
    "\u202e", "0000-00-00 00:00:00", "9999-99-99 99:99:99", "9999-12-31 23:59:59", "0001-01-01 00:00:00", "-1", "99999999999999999999999", "%00", "%ff",
    "http://[", "javascript:x", "[", "[gallery", "[caption]", "<!--", "<!-- wp:embed {", '"\\u0000"', '"\\ud800"', "a:1:{", "s:9999999:", "1" * 400, "/" * 40,
    "<div>" * 120, "é" * 200, " ", "\n\n", "note", "trash", "<wp:post_type>", "xmlns:wp='x'", "<!DOCTYPE x>", "data:image/png;base64,AAAA", "../..", "🙂",
]  # fmt: skip


def mutate(seed: int, changes: int) -> str:
    """The whole export with records put in, taken out, doubled or exchanged."""
    chance, text = random.Random(seed), WHOLE
    for _ in range(changes):
        start = chance.randrange(len(text))
        end = min(len(text), start + chance.choice([0, 0, 1, 3, 20, 200]))
        record = chance.choice([chance.choice(_PIECES), "", text[start:end] * 2, chance.choice(_PIECES)])
        text = text[:start] + record + text[end:]
    return text


def mutate_values(seed: int, changes: int) -> str:
    """The same inside the values alone, so that the file stays well formed."""
    chance, parts = random.Random(seed), WHOLE.split("]]>")
    records = [
        record
        for record in _PIECES
        if not set(record) & {"\x00", "\x0b"} and "]]>" not in record and "<![CDATA[" not in record
    ]
    for _ in range(changes):
        place = chance.randrange(len(parts) - 1)
        before, mark, value = parts[place].rpartition("<![CDATA[")
        cut = chance.randrange(len(value) + 1)
        kept = chance.choice([value[:cut], "", value])
        parts[place] = before + mark + kept + chance.choice(records) + chance.choice(["", value[cut:]])
    return "]]>".join(parts)


def take_or_refuse(text: bytes) -> bool:
    """Whether it was taken in: then whole, and otherwise nothing is here."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xml"
        path.write_bytes(text)
        with transaction.atomic():
            try:
                report = take_in("wordpress", path)
            except TakeInError as refusal:
                taken = False
                assert refusal.sentence.strip().endswith((".", "xml"))
                for model in (Story, Comment, Mention, Section, Tag, Author, Taken, FormerAddress):
                    assert not model._default_manager.exists()
            else:
                taken = True
                assert Story.objects.count() == report.taken["stories"] + report.taken["pages"]
                assert Comment.objects.count() == report.taken["comments"]
                assert not +take_in("wordpress", path).taken
            transaction.set_rollback(True)
    return taken


_often = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)


@pytest.mark.django_db
def test_a_mutated_export_is_taken_in_whole_or_refused() -> None:
    taken = [take_or_refuse(mutate(seed, 1 + seed % 8).encode("utf-8", "replace")) for seed in range(60)]
    assert {True, False} == set(taken), "these are chosen so that both are tried"


@pytest.mark.django_db
def test_odd_values_are_taken_in_whole() -> None:
    assert all(take_or_refuse(mutate_values(seed, 1 + seed % 12).encode("utf-8", "replace")) for seed in range(40))


@pytest.mark.django_db
@_often
@given(st.binary(max_size=200))
def test_bytes_of_any_kind_are_refused(text: bytes) -> None:
    assert not take_or_refuse(text)


@pytest.mark.django_db
@_often
@given(st.binary(max_size=200))
def test_bytes_that_are_no_text_amid_an_export_are_refused(text: bytes) -> None:
    assert not take_or_refuse(WHOLE.encode()[:700] + b"\xff" + text + WHOLE.encode()[700:])


@pytest.mark.django_db
@_often
@given(
    content=st.text(
        alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
        | st.sampled_from("<>/[]\"'=\n&;!-")
    )
)
def test_any_text_can_be_a_story_and_a_comment(content: str) -> None:
    assert take_or_refuse(
        export(item(1, comment(1, content, author=content), title=content, content=content, post_name=content)).encode()
    )
