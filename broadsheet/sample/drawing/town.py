"""The town of Halvern in pictures: streets and roofs."""

from __future__ import annotations

import math

from broadsheet.sample.drawing.linocut import HEIGHT, WIDTH, Linocut


def tram() -> Linocut:
    """Line 3 climbing the hill in the blue hour."""
    cut = Linocut("#2b3a5c", seed=31)
    cut.wash(0, 760, ["#1c2747", "#28365c", "#3b4a70", "#5c6586", "#94859a", "#cf9c8e"], 10)
    cut.disc(1310, 190, 70, "#f3e7c8")
    cut.disc(1282, 176, 66, "#28365c")
    for row, (base, ink, lit) in enumerate([(560, "#3d4668", 2), (640, "#2a3353", 3), (720, "#1c2440", 3)]):
        _street(cut, base, ink, lit, 120 - row * 6)
    cut.shape([(0, 860), (WIDTH, 700), (WIDTH, HEIGHT), (0, HEIGHT)], "#12182c")
    for rail in (0, 44):
        cut.line([(0, 930 + rail), (WIDTH, 770 + rail)], "#8d93ad", 5)
    cut.line([(0, 470), (WIDTH, 330)], "#0d1222", 4)
    for _ in range(80):
        x = cut.chance.uniform(0, WIDTH)
        cut.stroke(x, 1000 + cut.chance.uniform(-30, 60) - x * 0.1, 44, 4, "#2b3454", -0.1)
    _car(cut)
    for lamp in (180, 1420):
        y = 880 - lamp * 0.1
        cut.line([(lamp, y), (lamp, y - 300)], "#0d1222", 9)
        cut.disc(lamp, y - 316, 46, "#6b6a80")
        cut.disc(lamp, y - 316, 24, "#ffe6a8")
    return cut


def _street(cut: Linocut, base: float, ink: str, lit: int, wide: int) -> None:
    left = -40.0
    while left < WIDTH:
        width = cut.chance.uniform(0.7, 1.2) * wide
        top = base - cut.chance.uniform(40, 190) - left * 0.07
        cut.block(left, top, left + width, HEIGHT, ink)
        cut.shape([(left - 6, top), (left + width / 2, top - cut.chance.uniform(30, 80)), (left + width + 6, top)], ink)
        for _ in range(lit):
            x, y = left + cut.chance.uniform(10, width - 26), top + cut.chance.uniform(14, 150)
            cut.block(x, y, x + 14, y + 20, "#f3c877")
        left += width


def _car(cut: Linocut) -> None:
    def at(x: float, y: float) -> tuple[float, float]:
        return 430 + x, 905 - x * 0.1 - y

    def panel(left: float, bottom: float, right: float, top: float, ink: str) -> None:
        cut.shape([at(left, bottom), at(right, bottom), at(right, top), at(left, top)], ink)

    panel(-20, 22, 720, 50, "#0d1222")
    for wheel in (110, 180, 520, 590):
        x, y = at(wheel, 20)
        cut.disc(x, y, 30, "#0d1222")
        cut.disc(x, y, 12, "#8d93ad")
    panel(0, 44, 700, 150, "#a8382c")
    panel(0, 150, 700, 262, "#efe0bd")
    panel(0, 128, 700, 140, "#efe0bd")
    cut.shape([at(-24, 262), at(724, 262), at(680, 306), at(20, 306)], "#5f1f1b")
    for window in range(7):
        left = 60 + window * 86
        panel(left, 162, left + 66, 248, "#ffd989")
        if window in {1, 2, 4}:
            x, y = at(left + 34, 208)
            cut.disc(x, y, 17, "#5a3a35")
            panel(left + 12, 162, left + 56, 194, "#5a3a35")
    for door in (8, 640):
        panel(door, 52, door + 46, 248, "#7d2a22")
        panel(door + 8, 150, door + 38, 240, "#ffd989")
    x, y = at(350, 316)
    cut.disc(x, y - 18, 30, "#efe0bd")
    cut.line([(x - 8, y - 32), (x + 8, y - 32), (x, y - 20), (x + 8, y - 12), (x, y - 4), (x - 9, y - 8)], "#a8382c", 6)
    cut.line([at(560, 306), at(640, 380), at(560, 452)], "#0d1222", 6)
    x, y = at(722, 96)
    cut.shape([(x, y - 14), (WIDTH, y - 190), (WIDTH, y + 60), (x, y + 14)], "#554f63")
    cut.disc(x - 4, y, 17, "#fff1c9")


def library() -> Linocut:
    """A reading room by night: arches, lamps, a reader."""
    cut = Linocut("#20344a", seed=47)
    cut.block(0, 0, WIDTH, HEIGHT, "#5b2f27")
    for pillar in range(5):
        _window(cut, 160 + pillar * 320)
    cut.block(0, 740, WIDTH, HEIGHT, "#3a1d1a")
    for shelf in range(2):
        _shelf(cut, 640 + shelf * 4, shelf)
    cut.shape([(0, 860), (WIDTH, 860), (WIDTH, 912), (0, 912)], "#8a5132")
    cut.block(0, 912, WIDTH, HEIGHT, "#2a1413")
    for grain in range(40):
        cut.stroke(cut.chance.uniform(0, WIDTH), 868 + grain % 5 * 9, 110, 4, "#a96a42")
    for x in (330, 1270):
        _lamp(cut, x, 860)
    _reader(cut, 800, 862)
    return cut


def _window(cut: Linocut, x: float) -> None:
    pane = [(x + 118 * math.cos(a / 24 * math.pi), 250 - 150 * math.sin(a / 24 * math.pi)) for a in range(25)]
    frame = [(x + 136 * math.cos(a / 24 * math.pi), 252 - 172 * math.sin(a / 24 * math.pi)) for a in range(25)]
    cut.shape([(x + 136, 640), *frame, (x - 136, 640)], "#c98f5a")
    cut.shape([(x + 118, 640), *pane, (x - 118, 640)], "#16263c")
    cut.shape([(x + 118, 640), (x + 118, 470), (x - 118, 520), (x - 118, 640)], "#24405a")
    for _ in range(9):
        cut.disc(x + cut.chance.uniform(-95, 95), cut.chance.uniform(150, 450), cut.chance.uniform(1.5, 3.5), "#f0e2c0")
    for bar in (-40, 40):
        cut.line([(x + bar, 640), (x + bar, 112)], "#c98f5a", 6)
    for bar in range(4):
        cut.line([(x - 118, 250 + bar * 110), (x + 118, 250 + bar * 110)], "#c98f5a", 6)


def _shelf(cut: Linocut, top: float, which: int) -> None:
    inks = ["#b5482f", "#d9a253", "#2f5d62", "#e9d5ae", "#7a3b52", "#46708a"]
    left = 0.0 if which else -12.0
    while left < WIDTH:
        width, tall = cut.chance.uniform(14, 34), cut.chance.uniform(100, 150)
        ink = cut.chance.choice(inks)
        base = 850
        if which == 0:
            cut.block(left, base - tall, left + width - 3, base, ink)
            cut.block(left + 3, base - tall + 18, left + width - 6, base - tall + 24, "#2a1413")
        left += width


def _lamp(cut: Linocut, x: float, base: float) -> None:
    cut.shape([(x - 60, base - 210), (x + 60, base - 210), (x + 290, base), (x - 290, base)], "#c98f4a")
    cut.shape([(x - 52, base - 210), (x + 52, base - 210), (x + 180, base), (x - 180, base)], "#f0c777")
    cut.line([(x, base), (x, base - 240)], "#1c0f0f", 10)
    cut.block(x - 54, base - 12, x + 54, base, "#1c0f0f")
    cut.shape([(x - 46, base - 296), (x + 46, base - 296), (x + 98, base - 206), (x - 98, base - 206)], "#2f6b5c")
    cut.shape([(x - 98, base - 210), (x + 98, base - 210), (x + 98, base - 200), (x - 98, base - 200)], "#fff0c4")


def _reader(cut: Linocut, x: float, base: float) -> None:
    cut.shape(
        [
            (x - 150, base),
            (x - 118, base - 170),
            (x - 40, base - 220),
            (x + 40, base - 220),
            (x + 118, base - 170),
            (x + 150, base),
        ],
        "#2f4a6b",
    )
    cut.shape([(x + 20, base), (x + 40, base - 220), (x + 118, base - 170), (x + 150, base)], "#233852")
    cut.block(x - 24, base - 250, x + 24, base - 206, "#c9926a")
    cut.disc(x, base - 292, 58, "#dba77c")
    cut.shape(
        [
            (x - 62, base - 280),
            (x - 58, base - 336),
            (x, base - 366),
            (x + 58, base - 336),
            (x + 62, base - 280),
            (x + 40, base - 312),
            (x - 36, base - 316),
        ],
        "#1c0f0f",
    )
    cut.line([(x - 30, base - 284), (x - 8, base - 284)], "#1c0f0f", 5)
    cut.line([(x + 8, base - 284), (x + 30, base - 284)], "#1c0f0f", 5)
    cut.shape([(x, base - 20), (x - 170, base - 60), (x - 170, base - 2), (x, base + 34)], "#f6ead0")
    cut.shape([(x, base - 20), (x + 170, base - 60), (x + 170, base - 2), (x, base + 34)], "#e2d0a8")
    for row in range(3):
        cut.stroke(x - 88, base - 30 + row * 17, 120, 4, "#8a6a4a", 0.24)
        cut.stroke(x + 88, base - 30 + row * 17, 120, 4, "#8a6a4a", -0.24)


def market() -> Linocut:
    """Under the glass roof of the market hall."""
    cut = Linocut("#dfe6da", seed=59)
    eye = (800.0, 560.0)
    iron, glass = "#1f3d3a", ["#cfe0d8", "#b7d3cc", "#e4ebdc", "#a3c5bf"]
    rings = [1400, 1010, 730, 520, 370, 262, 186]
    for depth, radius in enumerate(rings):
        for pane in range(18):
            a, b = (math.pi * (1 + k / 18) for k in (pane, pane + 1))
            inner = rings[depth + 1] if depth + 1 < len(rings) else 0
            corners = [
                (eye[0] + r * math.cos(t), eye[1] + r * 0.72 * math.sin(t))
                for r, t in ((radius, a), (radius, b), (inner, b), (inner, a))
            ]
            cut.shape(corners, "#8fb0ad" if cut.chance.random() < 0.05 else cut.chance.choice(glass))
    for pane in range(19):
        a = math.pi * (1 + pane / 18)
        cut.line(
            [
                (eye[0] + 186 * math.cos(a), eye[1] + 134 * math.sin(a)),
                (eye[0] + 1500 * math.cos(a), eye[1] + 1080 * math.sin(a)),
            ],
            iron,
            4,
        )
    for radius in rings:
        arc = [
            (
                eye[0] + radius * math.cos(math.pi * (1 + k / 60)),
                eye[1] + radius * 0.72 * math.sin(math.pi * (1 + k / 60)),
            )
            for k in range(61)
        ]
        cut.line(arc, iron, 5 + radius / 90)
        for side in (0, -1):
            x, y = arc[side]
            cut.line([(x, y), (x, y + radius * 0.42)], iron, 5 + radius / 70)
    cut.shape([(eye[0] - 186, 560), (eye[0] + 186, 560), (WIDTH + 900, HEIGHT), (-900, HEIGHT)], "#cdb48a")
    cut.block(eye[0] - 186, 470, eye[0] + 186, 562, "#f2e9cf")
    for near in range(5):
        for side in (-1, 1):
            _stall(cut, eye[0] + side * (210 + near**2 * 32), 590 + near**2 * 21, 0.45 + near * 0.27, near + side)
    for x, y, size in [(760, 650, 0.6), (850, 690, 0.75), (700, 820, 1.25), (905, 900, 1.6)]:
        _shopper(cut, x, y, size)
    return cut


def _stall(cut: Linocut, x: float, y: float, size: float, kind: int) -> None:
    inks = ["#b5382a", "#d99a3d", "#2f6b5c", "#7a3b52", "#37587a"]
    wide, tall = 120 * size, 150 * size
    cut.block(x - wide, y - tall * 0.3, x + wide, y + tall * 0.25, "#7c5230")
    cut.shape(
        [
            (x - wide * 1.1, y - tall * 0.8),
            (x + wide * 1.1, y - tall * 0.8),
            (x + wide * 0.9, y - tall * 1.25),
            (x - wide * 0.9, y - tall * 1.25),
        ],
        inks[kind % 5],
    )
    for stripe in range(5):
        left = x - wide * 1.1 + stripe * wide * 0.44
        top = x - wide * 0.9 + stripe * wide * 0.36
        cut.shape(
            [
                (left, y - tall * 0.8),
                (left + wide * 0.22, y - tall * 0.8),
                (top + wide * 0.18, y - tall * 1.25),
                (top, y - tall * 1.25),
            ],
            "#f4ead2",
        )
    for post in (-1, 1):
        cut.line([(x + post * wide, y + tall * 0.25), (x + post * wide, y - tall * 0.8)], "#4a2f1c", 6 * size)
    for fruit in range(11):
        cut.disc(x - wide * 0.86 + fruit * wide * 0.172, y - tall * 0.34, 15 * size, inks[(fruit // 3 + kind) % 5])


def _shopper(cut: Linocut, x: float, y: float, size: float) -> None:
    coat = cut.chance.choice(["#37587a", "#a8382c", "#3b3b46", "#6b7a3a"])
    cut.shape(
        [(x - 26 * size, y), (x - 20 * size, y - 84 * size), (x + 20 * size, y - 84 * size), (x + 28 * size, y)], coat
    )
    cut.line([(x - 8 * size, y), (x - 8 * size, y + 34 * size)], "#26221e", 9 * size)
    cut.line([(x + 10 * size, y), (x + 10 * size, y + 34 * size)], "#26221e", 9 * size)
    cut.disc(x, y - 102 * size, 17 * size, "#d9a77c")
    cut.shape([(x - 20 * size, y - 104 * size), (x, y - 132 * size), (x + 20 * size, y - 104 * size)], "#26221e")
    cut.shape(
        [(x + 22 * size, y - 30 * size), (x + 54 * size, y - 30 * size), (x + 48 * size, y), (x + 28 * size, y)],
        "#b98348",
    )
