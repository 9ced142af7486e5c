"""Templates, styles and scripts can be read on a screen and compared line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

LONGEST = 120  # letters
DEEPEST = 2  # branches, one in the other
_IF = re.compile(r"\{%-?\s*(if|endif)\b")
_STRING = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IN_BRACKETS = re.compile(r"\([^()]*\)")

TEMPLATES = [path for path in (settings.PACKAGE / "templates").rglob("*.*") if path.is_file()]
STYLES = list((settings.PACKAGE / "static").rglob("*.css"))
SCRIPTS = list((settings.PACKAGE / "static").rglob("*.js"))


def test_there_is_something_to_read() -> None:
    assert len(TEMPLATES) > 100
    assert len(STYLES) > 5
    assert len(SCRIPTS) > 15


@pytest.mark.parametrize("kind", ["templates", "styles", "scripts"])
def test_lines_fit_a_screen(kind: str) -> None:
    files = {"templates": TEMPLATES, "styles": STYLES, "scripts": SCRIPTS}[kind]
    assert [place for path in files for place in too_long(path)] == []


def too_long(path: Path) -> Iterator[str]:
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if len(line) > LONGEST:
            yield f"{path.name}:{number}"


def test_branches_are_two_deep_at_most() -> None:
    assert [f"{path.name}:{line}" for path in TEMPLATES for line in too_deep(path.read_text())] == []


def too_deep(source: str) -> Iterator[int]:
    """The lines on which a branch begins within two others."""
    depth = 0
    for found in _IF.finditer(source):
        depth += 1 if found[1] == "if" else -1
        if found[1] == "if" and depth > DEEPEST:
            yield source.count("\n", 0, found.start()) + 1


def test_a_third_branch_is_found() -> None:
    assert list(too_deep("{% if a %}{% if b %}{% endif %}{% if c %}{% endif %}{% endif %}")) == []
    assert list(too_deep("{% if a %}\n{% if b %}\n{% if c %}{% endif %}{% endif %}{% endif %}")) == [3]


def test_styles_have_one_declaration_a_line() -> None:
    assert [f"{path.name}: {line}" for path in STYLES for line in crowded(path.read_text())] == []


def crowded(css: str) -> Iterator[str]:
    """Lines with more than one declaration, or with one beside a brace."""
    plain = _STRING.sub("''", _COMMENT.sub("", css))
    while plain != (plain := _IN_BRACKETS.sub("", plain)):
        pass
    for line in (line.strip() for line in plain.splitlines()):
        marks = re.sub(r"[^{};]", "", line)
        if len(marks) > 1 or (marks and not line.endswith(marks)) or (marks == "}" and line != "}"):
            yield line


def test_a_crowded_line_is_found() -> None:
    assert list(crowded('a {\n  color: red;\n  content: "};{";\n  background: url(a;b);\n}\n')) == []
    assert list(crowded("a { color: red }\nb {\n  color: red; margin: 0;\n  padding: 0 }\n")) == [
        "a { color: red }",
        "color: red; margin: 0;",
        "padding: 0 }",
    ]
