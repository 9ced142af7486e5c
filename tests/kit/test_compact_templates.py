"""What is layout in the source of a template, and what is not."""

from __future__ import annotations

import pytest
from django.template import engines
from django.template.loader import get_template

from broadsheet.kit.compact_templates import compact


@pytest.mark.parametrize(
    ("written", "compiled"),
    [
        ("<p>\n  one\n</p>\n", "<p>one</p>"),
        ("<p>one\n  two</p>", "<p>one two</p>"),
        ("\n\n<b>one</b>\n\n  <i>two</i>\n", "<b>one</b><i>two</i>"),
        ("<b>one</b> <i>two</i>", "<b>one</b> <i>two</i>"),
        ('<b>one</b>{{ " " }}\n<i>two</i>', '<b>one</b>{{ " " }}<i>two</i>'),
        ("one ·\n{{ name }}\ntwo", "one ·{{ name }}two"),
        (
            "{% if a %}\n  <b>one</b>\n{% else %}\n  two, three\n{% endif %}",
            "{% if a %}<b>one</b>{% else %}two, three{% endif %}",
        ),
        ("{% if a %} · one{% endif %}", "{% if a %} · one{% endif %}"),
        ("{# why #}\none\n{% load i18n %}\n", "{# why #}one{% load i18n %}"),
        ('it\'s\n"so"', 'it\'s "so"'),
        ("one\u00a0two\n\u00a0three", "one\u00a0two \u00a0three"),
    ],
)
def test_a_line_break_goes_beside_a_tag_and_is_a_space_between_words(written: str, compiled: str) -> None:
    assert compact(written) == compiled


@pytest.mark.parametrize(
    ("written", "compiled"),
    [
        ('<input\n    name="a"\n    required\n>', '<input name="a" required>'),
        ('<path\n  d="M0 0"\n/>', '<path d="M0 0"/>'),
        ("<h{{ level }}\n  id='a'>one</h{{ level }}>", "<h{{ level }} id='a'>one</h{{ level }}>"),
        ('<a title="one\n  two > three"\n  href="/">', '<a title="one\n  two > three" href="/">'),
        (
            '<a title="{% translate "one" %}"\n  class="{% if a %}b{% endif %}">',
            '<a title="{% translate "one" %}" class="{% if a %}b{% endif %}">',
        ),
        ("<a\n  {{ attributes }}>", "<a {{ attributes }}>"),
        ('<a{% include "invalid.html" %}>', '<a{% include "invalid.html" %}>'),
    ],
)
def test_between_attributes_it_is_one_space(written: str, compiled: str) -> None:
    assert compact(written) == compiled


def test_before_a_condition_the_space_moves_into_its_branches() -> None:
    written = '<img src="a"\n    {% if eager %}b{% elif lazy %}c{% else %}d{% endif %}\n    alt="">'
    assert compact(written) == '<img src="a"{% if eager %} b{% elif lazy %} c{% else %} d{% endif %} alt="">'
    assert (
        compact("<a\n  {% if a %}{% if b %}c{% endif %}{% endif %}>")
        == "<a{% if a %} {% if b %}c{% endif %}{% endif %}>"
    )


@pytest.mark.parametrize(
    "kept",
    [
        "<pre>\n  one\n    two\n</pre>",
        "<textarea>\n{{ text }}\n  one\n</textarea>",
        "<script>\n  a < b;\n  // '\n</script>",
        "<style>\n  a > b { color: red }\n</style>",
        "<!-- one\n  two -->",
        "{% blocktranslate %}\n  one\n  <b>two</b>\n{% endblocktranslate %}",
        "{% blocktranslate trimmed count n=n %}\n  one\n{% plural %}\n  two\n{% endblocktranslate %}",
        "{% comment %}\n  one\n{% endcomment %}",
        "{% verbatim %}\n  {{ one }}\n{% endverbatim %}",
    ],
)
def test_what_is_no_layout_stays(kept: str) -> None:
    assert compact(f"<p>\n{kept}\n</p>") == f"<p>{kept}</p>"


def test_after_what_stays_the_rule_holds_again() -> None:
    assert compact("<textarea>\n</textarea>\n<b>\none\n</b>") == "<textarea>\n</textarea><b>one</b>"
    assert compact("{% comment %}\n{% endcomment %}\none\ntwo") == "{% comment %}\n{% endcomment %}one two"


def test_our_pages_are_compacted_and_no_others() -> None:
    ours, theirs = get_template("press/sheet.html"), get_template("wagtailadmin/generic/base.html")
    assert "\n" not in ours.template.source  # type: ignore[attr-defined]
    assert "\n" in theirs.template.source  # type: ignore[attr-defined]
    assert "\n\n-- \n" in get_template("mailroom/email.txt").template.source  # type: ignore[attr-defined]


def test_what_is_compacted_twice_is_the_same() -> None:
    loader = engines["django"].engine.template_loaders[0].loaders[0]  # type: ignore[attr-defined]
    assert type(loader).__module__ == "broadsheet.kit.compact_templates"
    for path in sorted(folder for folder in loader.get_dirs()[0].rglob("*.html")):
        once = compact(path.read_text())
        assert compact(once) == once, path
