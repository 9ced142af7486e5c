"""Whether a colour can be read: contrast as WCAG 2.2 reckons it (relative luminance, success criterion 1.4.3)."""

from __future__ import annotations

from django.core.exceptions import ValidationError

LIGHT_PAPER = "#fffdf8"
DARK_PAPER = "#16150f"
ENOUGH = 4.5


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Between 1 and 21; both as `#rrggbb`."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def on_dark(colour: str) -> str:
    """The colour, as much lighter as it must be to be read on dark paper."""
    for step in range(21):
        lighter = "#" + "".join(f"{round(part + (255 - part) * step / 20):02x}" for part in _channels(colour))
        if contrast(lighter, DARK_PAPER) >= ENOUGH:
            return lighter
    return "#ffffff"


def legible(colour: str) -> None:
    """Refuse a colour whose words could not be read on the paper."""
    if len(colour) != 7:
        return  # the pattern's own validator speaks of that
    try:
        found = contrast(colour, LIGHT_PAPER)
    except ValueError:
        return
    if found < ENOUGH:
        raise ValidationError(
            f"Words in this colour would be hard to read: its contrast with the paper is {found:.1f} to 1, and "
            f"{ENOUGH} to 1 is the least. Choose a darker one."
        )
