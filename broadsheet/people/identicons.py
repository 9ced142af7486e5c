"""A picture for everybody, drawn from a random number: it says nothing about its person, and asks nobody else."""

from __future__ import annotations

from hashlib import blake2b

_SIZE = 5  # squares a side
_HUES = 24


def picture(seed: str) -> str:
    """The same SVG for the same seed: squares mirrored about the middle, as a printer's ornament, in one ink on a tint."""
    digits = blake2b(seed.encode(), digest_size=16).digest()
    hue = digits[0] % _HUES * (360 // _HUES)
    bits = int.from_bytes(digits[1:3], "big")
    squares = []
    for row in range(_SIZE):
        for column in range(_SIZE // 2 + 1):
            if bits >> (row * (_SIZE // 2 + 1) + column) & 1:
                squares += [(column, row)] if column == _SIZE // 2 else [(column, row), (_SIZE - 1 - column, row)]
    path = "".join(f"M{x + 1} {y + 1}h1v1h-1z" for x, y in sorted(squares)) or "M3 3h1v1h-1z"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 7 7">'
        f'<path fill="hsl({hue} 35% 88%)" d="M0 0h7v7H0z"/><path fill="hsl({hue} 45% 34%)" d="{path}"/></svg>'
    )
