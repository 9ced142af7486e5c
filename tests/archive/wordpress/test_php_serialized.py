"""PHP's serialized values."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.archive.wordpress.php_serialized import unserialize


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('a:1:{s:3:"key";s:13:"¯\\_(ツ)_/¯";}', {"key": "¯\\_(ツ)_/¯"}),
        ('a:2:{i:0;b:1;s:1:"x";a:1:{i:0;N;}}', {0: True, "x": {0: None}}),
        ('O:8:"stdClass":1:{s:5:"width";i:300;}', {"width": 300}),
        ("d:1.5;", 1.5),
    ],
)
def test_values_are_read(text: str, value: Any) -> None:
    assert unserialize(text) == value


@pytest.mark.parametrize(
    "text", ["", "hello", "i:5", 's:9:"short";', "a:9999999999:{", "a:1:{i:0;", "i:x;", "a:1:{a:0:{}i:1;}", "i:5;i:6;"]
)
def test_what_is_none_is_none(text: str) -> None:
    assert unserialize(text) is None


def test_depth_and_size_are_bounded() -> None:
    assert unserialize("a:1:{i:0;" * 5_000 + "N;" + "}" * 5_000) is None
    assert unserialize("a:20000:{" + "i:0;i:0;" * 20_000 + "}") is None


@given(st.text() | st.text(alphabet='aisbOdN:;{}"0123456789'))
def test_no_text_brings_it_down(text: str) -> None:
    unserialize(text)
