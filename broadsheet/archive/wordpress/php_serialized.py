"""PHP's serialized values, as WordPress keeps them in meta: read as plain data, never as objects of anything."""

from __future__ import annotations

from typing import Any

MOST_BYTES = 1_000_000
MOST_VALUES = 10_000
MOST_LEVELS = 20


def unserialize(text: str) -> Any:
    """The value, or None when the text is no serialized value, is cut short, or is unreasonably large.

    Arrays become dicts; the properties of objects too, without their class. Lengths count UTF-8 bytes, as PHP does.
    """
    data = text.strip().encode("utf-8", "surrogatepass")
    if len(data) > MOST_BYTES:
        return None
    try:
        value, end = _Reader(data).value(0, 0)
    except (ValueError, IndexError):
        return None
    return value if end == len(data) else None


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.left = MOST_VALUES

    def value(self, place: int, level: int) -> tuple[Any, int]:
        self.left -= 1
        if self.left < 0 or level > MOST_LEVELS:
            raise ValueError
        kind = self.data[place : place + 2]
        if kind == b"N;":
            return None, place + 2
        if kind in {b"i:", b"b:", b"d:"}:
            return self._number(kind, place + 2)
        if kind == b"s:":
            text, place = self._text(place + 2)
            return text, self._expect(b";", place)
        if kind == b"a:":
            return self._pairs(place + 2, level)
        if kind == b"O:":
            _, place = self._text(place + 2)
            return self._pairs(self._expect(b":", place), level)
        raise ValueError

    def _number(self, kind: bytes, place: int) -> tuple[Any, int]:
        end = self.data.index(b";", place, place + 40)
        digits = self.data[place:end].decode("ascii")
        if kind == b"b:":
            return digits == "1", end + 1
        return (int(digits) if kind == b"i:" else float(digits)), end + 1

    def _text(self, place: int) -> tuple[str, int]:
        length, place = self._length(place)
        place = self._expect(b'"', place)
        if place + length > len(self.data):
            raise ValueError
        text = self.data[place : place + length].decode("utf-8", "replace")
        return text, self._expect(b'"', place + length)

    def _pairs(self, place: int, level: int) -> tuple[dict[Any, Any], int]:
        count, place = self._length(place)
        place = self._expect(b"{", place)
        pairs: dict[Any, Any] = {}
        for _ in range(min(count, MOST_VALUES)):
            key, place = self.value(place, level + 1)
            if isinstance(key, dict):
                raise ValueError
            pairs[key], place = self.value(place, level + 1)
        return pairs, self._expect(b"}", place)

    def _length(self, place: int) -> tuple[int, int]:
        end = self.data.index(b":", place, place + 12)
        digits = self.data[place:end]
        if not digits.isdigit():
            raise ValueError
        return int(digits), end + 1

    def _expect(self, what: bytes, place: int) -> int:
        if self.data[place : place + len(what)] != what:
            raise ValueError
        return place + len(what)
