"""Laying inks on a sheet: shapes, wavering bands, carved strokes, and the mottle of hand-rolled colour."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1600, 1067
FINE = 2  # drawn at twice the size, then reduced: smooth edges

Point = tuple[float, float]


class Linocut:
    """One picture while it is being made; all measures in pixels of the finished picture."""

    def __init__(self, paper: str, seed: int) -> None:
        self.image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), paper)
        self.pen = ImageDraw.Draw(self.image)
        self.chance = random.Random(seed)  # noqa: S311 (art, not secrets)

    def shape(self, points: Sequence[Point], ink: str) -> None:
        self.pen.polygon([(x * FINE, y * FINE) for x, y in points], fill=ink)

    def block(self, left: float, top: float, right: float, bottom: float, ink: str) -> None:
        self.shape([(left, top), (right, top), (right, bottom), (left, bottom)], ink)

    def disc(self, x: float, y: float, radius: float, ink: str, squash: float = 1) -> None:
        box = (x - radius, y - radius * squash, x + radius, y + radius * squash)
        self.pen.ellipse([edge * FINE for edge in box], fill=ink)

    def line(self, points: Sequence[Point], ink: str, width: float) -> None:
        self.pen.line([(x * FINE, y * FINE) for x, y in points], fill=ink, width=round(width * FINE), joint="curve")

    def stroke(self, x: float, y: float, length: float, width: float, ink: str, slant: float = 0) -> None:
        """One cut of the gouge: thick in the middle, sharp at both ends."""
        across, along = math.sin(slant), math.cos(slant)
        half = length / 2
        tips = [(x - half * along, y - half * across), (x + half * along, y + half * across)]
        middle = [(x + width / 2 * across, y - width / 2 * along), (x - width / 2 * across, y + width / 2 * along)]
        self.shape([tips[0], middle[0], tips[1], middle[1]], ink)

    def wash(self, top: float, bottom: float, inks: Sequence[str], sway: float = 6) -> None:
        """Bands of colour from top to bottom, each with a wavering edge, like a blended roll of ink."""
        step = (bottom - top) / len(inks)
        for index, ink in enumerate(inks):
            edge = top + index * step
            if index == 0:
                self.block(0, edge, WIDTH, bottom, ink)
            else:
                self.shape([*self.wavering(edge, sway), (WIDTH, bottom), (0, bottom)], ink)

    def wavering(self, level: float, sway: float, rough: float = 1) -> list[Point]:
        """A line across the sheet that rises and falls by about `sway`."""
        waves = [
            (self.chance.uniform(0.4, 2.2) * (k + 1) * rough, self.chance.uniform(0, 6.3), sway / (k + 1))
            for k in range(4)
        ]

        def height(x: float) -> float:
            return level + sum(math.sin(x / WIDTH * turns * 6.28 + start) * tall for turns, start, tall in waves)

        return [(x, height(x)) for x in range(0, WIDTH + 1, 8)]

    def hill(self, level: float, sway: float, ink: str, rough: float = 1) -> list[Point]:
        """Everything below a wavering line; gives the line back, to plant things on."""
        crest = self.wavering(level, sway, rough)
        self.shape([*crest, (WIDTH, HEIGHT), (0, HEIGHT)], ink)
        return crest

    def glints(self, box: tuple[float, float, float, float], ink: str, many: int, longest: float = 90) -> None:
        """Light on water: level cuts, short and thin far away, long and thick near."""
        left, top, right, bottom = box
        for _ in range(many):
            near = self.chance.random() ** 0.8
            y = top + (bottom - top) * near
            size = 0.25 + near
            self.stroke(
                self.chance.uniform(left, right), y, longest * size * self.chance.uniform(0.4, 1), 7 * size, ink
            )

    def scatter(self, box: tuple[float, float, float, float], many: int, place: Callable[[float, float], None]) -> None:
        left, top, right, bottom = box
        for _ in range(many):
            place(self.chance.uniform(left, right), self.chance.uniform(top, bottom))

    def finish(self) -> Image.Image:
        """The print as it comes off the press: reduced, and mottled as hand-rolled ink is."""
        plain = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        mottle = self._cloud(8, 22).resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
        fine = self._cloud(2, 14).resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
        cloud = Image.merge("RGB", [Image.blend(mottle, fine, 0.5)] * 3)
        return ImageChops.overlay(plain, cloud)

    def _cloud(self, coarse: int, strength: int) -> Image.Image:
        """Grey noise around the middle, at `coarse` pixels a grain."""
        size = (WIDTH // coarse, HEIGHT // coarse)
        grains = bytes(min(255, max(0, round(self.chance.gauss(128, strength)))) for _ in range(size[0] * size[1]))
        return Image.frombytes("L", size, grains).filter(ImageFilter.GaussianBlur(1))
