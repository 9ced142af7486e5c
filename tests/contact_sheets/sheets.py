"""Putting screenshots on contact sheets: nine to a sheet, each under its address, role and status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tests.contact_sheets.browser import Visit

TOGETHER = 9
_MARGIN, _CAPTION = 6, 34  # pixels
_GROUND, _INK, _WRONG = "#6b6b6b", "#ffffff", "#ffd24a"


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns of a sheet, and the size of a screenshot on it in pixels; longer ones are cut off."""

    columns: int
    width: int
    height: int


WIDE, NARROW = Layout(3, 560, 460), Layout(5, 300, 620)


def put_on_sheets(visits: Sequence[Visit], folder: Path) -> list[Path]:
    """Write `sheet-NN.png` into a folder, a new sheet for every language, scheme and width."""
    sheets: list[Path] = []
    for _view, same in groupby(sorted(visits, key=lambda one: _order(one)), key=lambda one: one.view):
        in_view = list(same)
        for start in range(0, len(in_view), TOGETHER):
            sheets.append(folder / f"sheet-{len(sheets) + 1:02}.png")
            _sheet(in_view[start : start + TOGETHER]).save(sheets[-1])
    return sheets


def _order(visit: Visit) -> tuple[str, str, int]:
    return visit.view.language, visit.view.scheme, -visit.view.width


def _sheet(visits: Sequence[Visit]) -> Image.Image:
    layout = NARROW if visits[0].view.is_narrow else WIDE
    rows = -(-TOGETHER // layout.columns)
    across, down = layout.width + _MARGIN, layout.height + _CAPTION + _MARGIN
    sheet = Image.new("RGB", (layout.columns * across + _MARGIN, rows * down + _MARGIN), _GROUND)
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(size=13)
    for place, visit in enumerate(visits):
        left, top = _MARGIN + place % layout.columns * across, _MARGIN + place // layout.columns * down
        lines = [f"{visit.status or '–'} {visit.page.role} {visit.view.language} {visit.view.scheme}", str(visit.page)]
        for number, line in enumerate(lines):
            ink = _WRONG if visit.problems else _INK
            draw.text((left, top + 16 * number), line[: layout.width // 7], fill=ink, font=font)
        if visit.screenshot:
            sheet.paste(_small(visit.screenshot, layout), (left, top + _CAPTION))
    return sheet


def _small(file: Path, layout: Layout) -> Image.Image:
    """As wide as its place; the top of it."""
    with Image.open(file) as picture:
        scale = layout.width / picture.width
        top = picture.crop((0, 0, picture.width, min(picture.height, int(layout.height / scale)))).convert("RGB")
        return top.resize((layout.width, max(1, int(top.height * scale))), Image.Resampling.LANCZOS)
