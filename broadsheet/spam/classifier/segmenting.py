"""Segments: stretches of a long text, so that good words around a bad message cannot drown it."""

from __future__ import annotations

_LENGTH, _STEP, _LEAST = 100, 70, 140  # letters
_LONGEST_WORD = 30  # where a border is looked for; beyond it a word is cut
_MOST = 40  # segments


def segments(text: str) -> list[tuple[int, int]]:
    """Where overlapping stretches begin and end, at the borders of words; none where the text is short.

    Of a huge text there are 40, longer ones.
    """
    total = len(text)
    if total <= _LEAST:
        return []
    scale = max(1.0, total / _STEP / _MOST)
    length, step = int(_LENGTH * scale), int(_STEP * scale)
    starts = range(0, total - length + step, step)
    return [(_border(text, start), _border(text, min(start + length, total))) for start in starts]


def _border(text: str, place: int) -> int:
    """The end of the word at `place`, or the place itself inside a very long one."""
    if place in {0, len(text)}:
        return place
    end = text.find(" ", place, place + _LONGEST_WORD)
    return place if end < 0 else end
