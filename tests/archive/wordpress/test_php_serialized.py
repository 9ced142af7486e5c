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
    value = unserialize(text)
    assert value is None or isinstance(value, dict | str | bool | int | float)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(max_size=20),
    lambda values: st.dictionaries(st.integers(0, 99) | st.text(max_size=9), values, max_size=4),
    max_leaves=20,
)


@given(_VALUES)
def test_what_php_would_write_is_read_and_nothing_shorter_or_longer(value: Any) -> None:
    written = _as_php(value)
    assert unserialize(written) == value
    assert unserialize(written[:-1]) is None
    assert unserialize(written + "x") is None


def _as_php(value: Any) -> str:
    if value is None:
        return "N;"
    if isinstance(value, bool):
        return f"b:{value:d};"
    if isinstance(value, int):
        return f"i:{value};"
    if isinstance(value, str):
        return f's:{len(value.encode())}:"{value}";'
    return f"a:{len(value)}:{{{''.join(_as_php(part) for pair in value.items() for part in pair)}}}"
