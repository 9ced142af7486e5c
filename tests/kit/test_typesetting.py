from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.kit.cleaning import clean_comment, clean_story, count_links
from broadsheet.kit.refusals import Unfit
from broadsheet.kit.typesetting import MOST_MARKS, typeset


def test_emphasis_links_quotations_lists_and_code_are_typeset() -> None:
    html = typeset("*a* **b** [c](https://c.example/)\n\n> d\n\n- e\n\n`f`")
    for part in (
        "<em>a</em>",
        "<strong>b</strong>",
        'href="https://c.example/"',
        "<blockquote>",
        "<li>e</li>",
        "<code>f</code>",
    ):
        assert part in html


def test_a_readers_link_is_not_endorsed() -> None:
    assert 'rel="nofollow ugc noopener"' in typeset("[c](https://c.example/)")


def test_a_single_line_break_is_kept() -> None:
    assert "<br>" in typeset("one\ntwo")


def test_markup_typed_by_a_reader_is_text() -> None:
    assert typeset("<b onclick=x>hello</b>") == "<p>&lt;b onclick=x&gt;hello&lt;/b&gt;</p>"


def test_headings_and_pictures_are_text() -> None:
    html = typeset("# big\n\n![alt](https://x.example/p.png)")
    assert "big" in html and "alt" in html
    assert "<h1" not in html
    assert "<img" not in html


@pytest.mark.parametrize("text", ["a" * 10_001, "я" * 5_001])
def test_too_long_a_text_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Unfit, match="10,000 bytes"):
        typeset(text)


def test_too_many_brackets_are_refused_with_a_sentence() -> None:
    with pytest.raises(Unfit, match="brackets"):
        typeset("[" * 101)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "java\x03script:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example/",
        " javascript:x",
    ],
)
def test_only_plain_addresses_are_linked(address: str) -> None:
    assert clean_comment(f'<a href="{address}">x</a>') == '<a rel="nofollow ugc noopener">x</a>'


def test_a_storys_picture_keeps_only_plain_addresses() -> None:
    html = clean_story('<img src="/images/a.webp" srcset="/images/a.webp 400w, javascript:x 800w" onerror="x">')
    assert 'src="/images/a.webp"' in html
    assert "javascript" not in html
    assert "onerror" not in html


@pytest.mark.parametrize("source", ["https://third.example/x.png", "//third.example/x.png", "data:image/png;base64,AA"])
def test_a_storys_picture_comes_from_this_site_alone(source: str) -> None:
    assert clean_story(f'<img src="{source}" srcset="{source} 2x" alt="x">') == '<img alt="x">'


def test_links_are_counted() -> None:
    assert count_links(typeset("[a](https://a.example) and [b](https://b.example)")) == 2


@given(st.text(max_size=400))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = typeset(text)
    assert clean_comment(once).strip() == once


def test_naughty_strings_stay_harmless(corpora: Path) -> None:
    lines = json.loads((corpora / "xss" / "blns.json").read_text())
    vectors = [
        vector["data"]
        for vector in json.loads((corpora / "xss" / "h5sc.json").read_text())
        if isinstance(vector, dict) and "data" in vector
    ]
    for line in [*lines, *vectors]:
        for html in (typeset(line), clean_comment(line)):
            assert "<script" not in html
            assert clean_comment(html).strip() == html.strip()


@pytest.mark.parametrize("unit", ["**a", "a* ", "_a*", "~~a", "<", "`a", "*"])
def test_marks_of_emphasis_are_counted_before_they_are_read(unit: str) -> None:
    """3,000 of them took a tenth of a second."""
    few = unit * (MOST_MARKS // len(re.findall(r"[*_~`<]", unit)))
    began = time.thread_time()
    assert typeset(few + "a")
    assert time.thread_time() - began < 0.5
    with pytest.raises(Unfit, match=r"1,000"):
        typeset(few + unit)


@pytest.mark.parametrize(
    "written",
    ['[a](https://a.example "a title")', "```python title=x\nz\n```", "3. three", "> a quotation"],
)
def test_no_attribute_is_kept_that_is_not_meant(written: str) -> None:
    """A link has its address and its `rel`; nothing else has any."""
    import re

    assert set(re.findall(r"\s([a-z-]+)=", typeset(written))) <= {"href", "rel"}


def test_nor_is_one_taken_in_from_elsewhere() -> None:
    import re

    from broadsheet.kit import clean_comment

    tags = ("a", "p", "ol", "li", "blockquote", "del", "code", "pre", "em", "strong", "ul", "s", "br")
    given = [
        "title",
        "lang",
        "dir",
        "id",
        "class",
        "style",
        "name",
        "target",
        "hreflang",
        "data-x",
        "onclick",
        "aria-label",
        "role",
        "cite",
        "datetime",
        "start",
        "value",
        "type",
    ]
    attributes = " ".join(f'{name}="x"' for name in given)
    html = clean_comment("".join(f"<{tag} {attributes}>x</{tag}>" for tag in tags))
    assert set(re.findall(r"\s([a-z-]+)=", html)) <= {"href", "rel"}
