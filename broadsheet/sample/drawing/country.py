"""The town of Halvern in pictures: the estuary, the orchard, the boathouse, the table."""

from __future__ import annotations

import math

from broadsheet.sample.drawing.linocut import HEIGHT, WIDTH, Linocut


def orchard() -> Linocut:
    """Apple trees in rows, ladders, full baskets."""
    cut = Linocut("#f3e2b3", seed=71)
    cut.wash(0, 430, ["#e9c98c", "#f0d79c", "#f6e5b8"], 8)
    cut.disc(1240, 190, 84, "#fbf2d2")
    cut.hill(390, 30, "#a9b183")
    cut.hill(450, 22, "#8a9a62", 1.4)
    cut.hill(520, 12, "#6f8650")
    cut.hill(700, 10, "#5c7443")
    cut.scatter((0, 560, WIDTH, HEIGHT), 240, lambda x, y: cut.stroke(x, y, 10 + (y - 500) / 12, 4, "#83985a", -1.2))
    for base, size, many, start in [(560, 0.42, 9, 60), (680, 0.72, 6, -20), (900, 1.35, 4, 60)]:
        for tree in range(many):
            _tree(cut, start + tree * WIDTH / (many - 0.6) + cut.chance.uniform(-20, 20), base, size)
    _ladder(cut, 690, 985)
    for x, y in [(470, 985), (560, 1010), (1000, 1000)]:
        _basket(cut, x, y)
    return cut


def _tree(cut: Linocut, x: float, base: float, size: float) -> None:
    bark, dark, leaf, light = "#4d3524", "#2f4a2e", "#456538", "#6f8a45"
    cut.shape(
        [
            (x - 16 * size, base),
            (x - 10 * size, base - 130 * size),
            (x + 12 * size, base - 130 * size),
            (x + 20 * size, base),
        ],
        bark,
    )
    cut.disc(x, base + 4, 90 * size, "#4b6238", 0.16)
    crown = [
        (x + dx * size, base - dy * size, r * size)
        for dx, dy, r in [(-70, 190, 72), (66, 196, 76), (0, 250, 86), (-4, 180, 80)]
    ]
    for cx, cy, r in crown:
        cut.disc(cx, cy, r, dark)
    for cx, cy, r in crown:
        cut.disc(cx - 8 * size, cy - 12 * size, r * 0.86, leaf)
    for _ in range(36):
        cx, cy, r = cut.chance.choice(crown)
        turn, far = cut.chance.uniform(0, 6.3), cut.chance.random() * r * 0.8
        cut.stroke(
            cx + far * math.cos(turn),
            cy + far * math.sin(turn),
            26 * size,
            7 * size,
            light,
            cut.chance.uniform(-0.9, 0.9),
        )
    for _ in range(15):
        cx, cy, r = cut.chance.choice(crown)
        turn, far = cut.chance.uniform(0, 6.3), cut.chance.random() * r * 0.85
        apple = (cx + far * math.cos(turn), cy + far * math.sin(turn))
        cut.disc(*apple, 9.5 * size, "#b5382a")
        cut.disc(apple[0] - 3 * size, apple[1] - 3 * size, 3 * size, "#f0a06a")


def _ladder(cut: Linocut, x: float, base: float) -> None:
    wood = "#d9b06a"
    cut.line([(x, base), (x - 96, base - 370)], wood, 9)
    cut.line([(x + 70, base), (x - 36, base - 370)], wood, 9)
    for rung in range(8):
        share = rung / 8 + 0.06
        cut.line([(x - 96 * share, base - 370 * share), (x + 70 - 106 * share, base - 370 * share)], wood, 7)


def _basket(cut: Linocut, x: float, y: float) -> None:
    for apple in range(7):
        cut.disc(x - 45 + apple * 15, y - 58 - (apple % 2) * 9, 14, "#b5382a" if apple % 3 else "#d9713a")
    cut.shape([(x - 62, y - 56), (x + 62, y - 56), (x + 48, y), (x - 48, y)], "#a9713f")
    for row in range(3):
        for weave in range(6):
            cut.stroke(x - 46 + weave * 18 + row % 2 * 8, y - 44 + row * 16, 16, 6, "#d9a86a")


def geese() -> Linocut:
    """Geese coming in over the salt marsh."""
    cut = Linocut("#e9d8c0", seed=83)
    cut.wash(0, 640, ["#7d97a6", "#9cb0b3", "#c3c6ba", "#e4d3b7", "#f0c9a0", "#eeb48a"], 12)
    cut.disc(420, 520, 74, "#fdeccb")
    cut.hill(610, 10, "#8b8f8c")
    cut.block(0, 640, WIDTH, HEIGHT, "#b9a88c")
    cut.glints((0, 650, WIDTH, 900), "#f3dcb8", 110, 260)
    cut.glints((220, 650, 640, 860), "#fff0d2", 60, 160)
    for level, ink in [(760, "#8a7a4e"), (860, "#6b6340"), (960, "#45452f")]:
        crest = cut.hill(level + 30, 16, ink, 2)
        for x, y in crest[::1]:
            cut.stroke(
                x + cut.chance.uniform(-6, 6),
                y,
                cut.chance.uniform(50, 130) * (level / 900),
                7,
                ink,
                -1.57 + cut.chance.uniform(-0.35, 0.35),
            )
    for row in range(15):
        side = -1 if row % 2 else 1
        step = (row + 1) // 2
        _goose(
            cut,
            980 + side * step * (92 if side > 0 else 74) - step * 10,
            170 + step * 52 + (side < 0) * 14,
            1.0 - step * 0.045,
            row,
        )
    for x, y, size in [(250, 250, 0.34), (300, 274, 0.32), (345, 300, 0.3), (210, 276, 0.32), (390, 322, 0.28)]:
        _goose(cut, x, y, size, 1)
    return cut


def _goose(cut: Linocut, x: float, y: float, size: float, beat: int) -> None:
    ink, pale = "#232b30", "#d8c9ae"
    lift = -64 if beat % 3 else -30
    cut.shape(
        [
            (x - 8 * size, y - 4 * size),
            (x + 8 * size, y + lift * size),
            (x + 46 * size, y + (lift - 20) * size),
            (x + 34 * size, y + 2 * size),
        ],
        ink,
    )
    cut.stroke(x + 8 * size, y, 104 * size, 34 * size, ink)
    cut.stroke(x + 16 * size, y + 8 * size, 60 * size, 12 * size, pale)
    cut.line([(x - 26 * size, y), (x - 76 * size, y - 10 * size)], ink, 11 * size)
    cut.disc(x - 80 * size, y - 12 * size, 10 * size, ink)
    cut.shape(
        [(x - 86 * size, y - 15 * size), (x - 106 * size, y - 8 * size), (x - 86 * size, y - 6 * size)], "#c9743a"
    )
    cut.shape(
        [
            (x - 18 * size, y),
            (x - 12 * size, y + lift * 0.9 * size),
            (x + 16 * size, y + (lift * 0.9 - 28) * size),
            (x + 14 * size, y + 4 * size),
        ],
        "#39444a",
    )


def herring() -> Linocut:
    """Herring laid head to tail: a pattern."""
    cut = Linocut("#e6d9bd", seed=97)
    for row in range(7):
        for column in range(-1, 4):
            x = column * 460 + (row % 2) * 230 + 150
            _herring(cut, x, 76 + row * 153, -1 if row % 2 else 1, row + column)
    cut.scatter((0, 0, WIDTH, HEIGHT), 170, lambda x, y: cut.disc(x, y, cut.chance.uniform(2, 4.5), "#fbf5e4"))
    return cut


def _herring(cut: Linocut, x: float, y: float, way: int, which: int) -> None:
    back, belly, ink = ("#2c4a60", "#c9d3cd", "#16242f") if which % 4 else ("#a5432f", "#ecd3b4", "#16242f")
    body = [
        (x + way * 190 * math.cos(a), y + 46 * math.sin(a) * (1 - 0.25 * math.cos(a)))
        for a in (k / 30 * 6.283 for k in range(30))
    ]
    cut.shape([(x - way * 165, y), (x - way * 226, y - 44), (x - way * 206, y), (x - way * 226, y + 44)], ink)
    cut.shape([(x - way * 20, y - 40), (x - way * 74, y - 66), (x - way * 62, y - 34)], ink)
    cut.shape([(x - way * 40, y + 38), (x - way * 86, y + 58), (x - way * 76, y + 32)], ink)
    cut.shape(body, belly)
    cut.shape([(px, min(py, y + 6)) for px, py in body], back)
    for scale_row in range(3):
        for scale in range(9):
            cut.stroke(
                x + way * (84 - scale * 27 - scale_row * 9),
                y - 22 + scale_row * 15,
                17,
                5,
                belly if scale_row < 2 else back,
                way * 0.5,
            )
    cut.line([(x + way * 112, y - 36), (x + way * 100, y - 6), (x + way * 114, y + 28)], ink, 5)
    cut.disc(x + way * 148, y - 10, 12, "#f6ecd2")
    cut.disc(x + way * 149, y - 10, 6, ink)
    cut.line([(x + way * 188, y + 4), (x + way * 164, y + 12)], ink, 4)


def boathouse() -> Linocut:
    """A luthier's bench in an old boathouse; dombras on the wall, the sea in the doorway."""
    cut = Linocut("#6b3f28", seed=101)
    for plank in range(14):
        ink = ["#7a4a2e", "#70432a", "#82502f"][plank % 3]
        cut.block(plank * 118, 0, plank * 118 + 115, 820, ink)
        for _ in range(7):
            cut.stroke(plank * 118 + cut.chance.uniform(20, 95), cut.chance.uniform(20, 800), 120, 5, "#5a3420", 1.57)
    cut.block(0, 820, WIDTH, HEIGHT, "#3b2418")
    _doorway(cut)
    for x, y, ink in [(170, 520, "#c9803f"), (350, 540, "#a85a30"), (530, 510, "#d9a253")]:
        _dombra(cut, x, y, ink)
    cut.block(40, 800, 860, 846, "#b98348")
    cut.block(40, 846, 860, 862, "#7c5230")
    for leg in (90, 760):
        cut.block(leg, 862, leg + 50, HEIGHT, "#5a3a22")
    for x in range(70, 840, 34):
        cut.stroke(x, 824, 40, 4, "#d9a86a")
    for _ in range(26):
        cut.stroke(
            cut.chance.uniform(120, 900),
            cut.chance.uniform(900, 1040),
            cut.chance.uniform(20, 44),
            7,
            "#d9a86a",
            cut.chance.uniform(-1, 1),
        )
    cut.shape([(600, 800), (604, 776), (740, 770), (744, 800)], "#3f5d5a")
    cut.block(640, 752, 664, 776, "#26221e")
    cut.line([(150, 796), (330, 764)], "#d8d2c0", 8)
    cut.line([(330, 764), (400, 752)], "#26221e", 16)
    return cut


def _doorway(cut: Linocut) -> None:
    left, right = 980, 1470
    cut.block(left - 34, 130, right + 34, 1000, "#3b2418")
    cut.block(left, 164, right, 1000, "#f2d9a4")
    for band, ink in enumerate(["#9fc0bd", "#c3d3bd", "#e8dcb0", "#f2d9a4"]):
        cut.block(left, 164 + band * 120, right, 1000, ink)
    cut.disc(1300, 520, 46, "#fff3d3")
    cut.block(left, 600, right, 1000, "#3f7276")
    for _ in range(60):
        y = cut.chance.uniform(606, 900)
        cut.stroke(
            cut.chance.uniform(left + 40, right - 40),
            y,
            30 + (y - 600) / 5,
            6,
            "#f2d9a4" if cut.chance.random() < 0.4 else "#5f9190",
        )
    cut.shape([(1090, 640), (1100, 400), (1190, 630)], "#f6ead0")
    cut.shape([(1094, 640), (1088, 440), (1040, 632)], "#d9713a")
    cut.shape([(1030, 648), (1210, 648), (1176, 682), (1060, 682)], "#26221e")
    cut.shape([(left, 1000), (left, 880), (right, 940), (right, 1000)], "#8a6238")
    cut.block(right, 130, right + 34, 1000, "#3b2418")
    cut.shape([(left, 1000), (right, 1000), (right + 130, HEIGHT), (left - 220, HEIGHT)], "#9a6b3d")
    for board in range(4):
        cut.line([(left + board * 130, 1000), (left - 160 + board * 240, HEIGHT)], "#6b4626", 5)


def _dombra(cut: Linocut, x: float, y: float, ink: str) -> None:
    dark = "#2a1a12"
    body = [
        (x + 78 * math.sin(a) * (1 - 0.38 * math.cos(a)), y - 132 * math.cos(a))
        for a in (k / 36 * 6.283 for k in range(36))
    ]
    cut.shape([(px + 9, py + 9) for px, py in body], "#4a2a1a")
    cut.block(x - 11 + 9, y - 420 + 9, x + 11 + 9, y - 100, "#4a2a1a")
    cut.shape(body, ink)
    cut.shape([(px, py) for px, py in body if px >= x] + [(x, y + 132)], _shade(ink))
    cut.block(x - 11, y - 420, x + 11, y - 100, dark)
    cut.shape([(x - 15, y - 420), (x + 15, y - 420), (x + 20, y - 496), (x - 20, y - 496)], _shade(ink))
    for peg in (-1, 1):
        cut.line([(x, y - 456 - peg * 12), (x + peg * 38, y - 456 - peg * 12)], dark, 9)
    for fret in range(11):
        cut.block(
            x - 12, y - 404 + fret * 27 - fret * fret * 0.5, x + 12, y - 401 + fret * 27 - fret * fret * 0.5, "#d9b06a"
        )
    cut.disc(x, y + 4, 15, dark)
    cut.block(x - 26, y + 72, x + 26, y + 80, dark)
    for string in (-4, 4):
        cut.line([(x + string, y - 470), (x + string * 1.6, y + 74)], "#f6ead0", 2)


def _shade(ink: str) -> str:
    return "#" + "".join(f"{int(ink[k : k + 2], 16) * 4 // 5:02x}" for k in (1, 3, 5))


def fog() -> Linocut:
    """Masts in fog, one lamp."""
    cut = Linocut("#c9ccc6", seed=113)
    cut.wash(0, HEIGHT, ["#aeb6b5", "#b8bfbc", "#c3c8c3", "#cdd0c9", "#c6cac4", "#b7bebb", "#a7b1b0"], 16)
    for ink, base, many, tall in [("#b2b9b7", 640, 9, 300), ("#97a2a3", 710, 7, 400), ("#6f7d81", 800, 5, 520)]:
        for boat in range(many):
            _mast(
                cut,
                (boat + 0.5) * WIDTH / many + cut.chance.uniform(-50, 50),
                base,
                tall * cut.chance.uniform(0.7, 1),
                ink,
            )
        cut.shape(
            [*cut.wavering(base + 6, 10), (WIDTH, base + 90), (0, base + 90)], "#c3c8c3" if base < 800 else "#9aa6a7"
        )
    cut.block(0, 880, WIDTH, HEIGHT, "#9aa6a7")
    cut.glints((0, 800, WIDTH, HEIGHT), "#b4bdbb", 90, 260)
    cut.shape([(0, 1000), (980, 960), (1000, HEIGHT), (0, HEIGHT)], "#2f3b40")
    cut.line([(820, 990), (820, 520)], "#2f3b40", 14)
    cut.line([(820, 540), (880, 520)], "#2f3b40", 9)
    for radius, ink in [(150, "#d3cdb8"), (104, "#e2d5b0"), (62, "#f1dfa8"), (28, "#fff3cf")]:
        cut.disc(886, 540, radius, ink)
    cut.glints((800, 880, 980, 955), "#f1dfa8", 26, 90)
    cut.shape([(560, 985), (566, 870), (590, 846), (616, 870), (624, 983)], "#2f3b40")
    cut.disc(592, 832, 20, "#2f3b40")
    cut.shape([(562, 826), (622, 826), (606, 806), (578, 806)], "#2f3b40")
    return cut


def _mast(cut: Linocut, x: float, base: float, tall: float, ink: str) -> None:
    cut.line([(x, base), (x, base - tall)], ink, 5 + tall / 120)
    cut.line([(x, base - tall), (x - tall * 0.24, base)], ink, 2)
    cut.line([(x, base - tall), (x + tall * 0.3, base)], ink, 2)
    cut.line([(x, base - tall * 0.2), (x + tall * 0.28, base - tall * 0.24)], ink, 6)
    cut.shape(
        [
            (x - tall * 0.3, base - 8),
            (x + tall * 0.34, base - 8),
            (x + tall * 0.26, base + 44),
            (x - tall * 0.22, base + 44),
        ],
        ink,
    )
