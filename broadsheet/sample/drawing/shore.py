"""The town of Halvern in pictures: by the water."""

from __future__ import annotations

import math

from broadsheet.sample.drawing.linocut import HEIGHT, WIDTH, Linocut


def clock() -> Linocut:
    """The harbour clock at dawn, a ferry leaving."""
    cut = Linocut("#f4d9a8", seed=11)
    cut.wash(0, 640, ["#35506b", "#5d7486", "#9c9a94", "#d9a878", "#eebf82", "#f6d79c"], 9)
    cut.disc(1130, 560, 118, "#f9ecc8")
    cut.disc(1130, 560, 96, "#fff6dd")
    cut.hill(585, 14, "#6d7f88")
    cut.hill(612, 8, "#4a6070", 2)
    cut.block(0, 640, WIDTH, HEIGHT, "#2f4a5c")
    cut.glints((880, 655, 1390, HEIGHT), "#f6d79c", 95, 120)
    cut.glints((0, 660, WIDTH, HEIGHT), "#48657a", 120, 150)
    cut.glints((1030, 650, 1240, 980), "#fff1cf", 40, 90)
    _ferry(cut, 930, 655)
    _quay(cut)
    _tower(cut, 360)
    _gulls(cut, [(720, 210, 34), (800, 260, 24), (640, 300, 20), (1280, 170, 26), (1350, 215, 17)], "#f4e7cf")
    return cut


def _ferry(cut: Linocut, x: float, y: float) -> None:
    ink = "#16242f"
    cut.shape([(x - 130, y - 8), (x + 150, y - 8), (x + 122, y + 26), (x - 104, y + 26)], ink)
    cut.block(x - 84, y - 44, x + 84, y - 8, "#f4e7cf")
    cut.block(x - 50, y - 70, x + 40, y - 44, ink)
    cut.block(x - 6, y - 112, x + 26, y - 70, "#b5482f")
    for window in range(6):
        cut.block(x - 72 + window * 26, y - 34, x - 58 + window * 26, y - 20, ink)
    for puff in range(6):
        cut.disc(x + 22 + puff * 30, y - 128 - puff * 15, 12 + puff * 5, "#d8c3a4", 0.6)


def _quay(cut: Linocut) -> None:
    ink = "#1a2630"
    cut.shape([(0, 800), (660, 800), (700, 840), (700, HEIGHT), (0, HEIGHT)], ink)
    for row in range(5):
        for stone in range(9):
            cut.stroke(60 + stone * 84 - (row % 2) * 40, 850 + row * 48, 62, 5, "#40525f")
    for roof, (left, top, ink_of_wall) in enumerate(
        [(-30, 560, "#8c3a2b"), (92, 610, "#c98b52"), (505, 622, "#a9573a"), (590, 668, "#d9b27c")]
    ):
        wide = 130 if roof < 2 else 92
        cut.block(left, top, left + wide, 802, ink_of_wall)
        cut.shape([(left - 12, top), (left + wide / 2, top - 74), (left + wide + 12, top)], ink)
        for row in range(3 if roof < 2 else 2):
            for column in range(2):
                x, y = left + 24 + column * (wide - 70), top + 26 + row * 58
                cut.block(x, y, x + 24, y + 34, "#f6d79c" if (row + column + roof) % 3 else ink)


def _tower(cut: Linocut, x: float) -> None:
    ink, stone, light = "#16212a", "#e3c699", "#f9ecc8"
    cut.block(x - 92, 250, x + 92, 802, stone)
    cut.block(x + 34, 250, x + 92, 802, "#b98f63")
    cut.block(x - 108, 232, x + 108, 256, ink)
    cut.shape([(x - 110, 234), (x, 62), (x + 110, 234)], "#8c3a2b")
    cut.shape([(x, 62), (x + 110, 234), (x + 30, 234)], "#6b2a20")
    cut.line([(x, 64), (x, 20)], ink, 5)
    cut.shape([(x, 20), (x + 44, 30), (x, 42)], ink)
    cut.disc(x, 346, 80, ink)
    cut.disc(x, 346, 68, light)
    for hour in range(12):
        angle = hour * math.pi / 6
        cut.stroke(x + 55 * math.sin(angle), 346 - 55 * math.cos(angle), 20, 6, ink, angle + math.pi / 2)
    cut.line([(x, 346), (x - 34, 322)], ink, 9)
    cut.line([(x, 346), (x + 10, 292)], ink, 6)
    cut.disc(x, 346, 8, "#b5482f")
    for row in range(4):
        cut.block(x - 16, 480 + row * 76, x + 16, 522 + row * 76, ink)
    cut.scatter((x - 86, 270, x + 30, 790), 60, lambda a, b: cut.stroke(a, b, 26, 3, "#caa878"))


def _gulls(cut: Linocut, places: list[tuple[float, float, float]], ink: str) -> None:
    for x, y, size in places:
        cut.line(
            [
                (x - size, y - size * 0.35),
                (x - size * 0.4, y - size * 0.45),
                (x, y),
                (x + size * 0.4, y - size * 0.5),
                (x + size, y - size * 0.3),
            ],
            ink,
            size * 0.14,
        )


def lighthouse() -> Linocut:
    """The lighthouse on its rock, lit, under the first stars."""
    cut = Linocut("#1d2a44", seed=23)
    cut.wash(0, 740, ["#16203a", "#1d2c4c", "#293f63", "#41597b", "#7a7f92", "#c08a7c", "#e3a67e"], 12)
    cut.scatter((0, 0, WIDTH, 380), 70, lambda x, y: cut.disc(x, y, cut.chance.uniform(1.2, 3.2), "#e9e2cf"))
    cut.shape([(1060, 262), (0, 60), (0, 330), (1060, 282)], "#6f7d94")
    cut.shape([(1060, 266), (0, 130), (0, 262), (1060, 278)], "#c9bfa6")
    cut.shape([(1060, 264), (WIDTH, 190), (WIDTH, 330), (1060, 280)], "#54688a")
    cut.block(0, 740, WIDTH, HEIGHT, "#22344f")
    cut.glints((0, 750, WIDTH, HEIGHT), "#35506f", 140, 180)
    cut.glints((0, 752, 900, 1000), "#d99b7c", 55, 130)
    _rock(cut)
    ink, white, red = "#131a2b", "#f1e6d0", "#a63a2c"
    for part in range(6):
        top, bottom = 330 + part * 76, 330 + (part + 1) * 76
        left, right = 44 + part * 7, 44 + (part + 1) * 7
        cut.shape(
            [(1060 - left, top), (1060 + left, top), (1060 + right, bottom), (1060 - right, bottom)],
            red if part % 2 else white,
        )
        cut.shape(
            [(1060 + left * 0.35, top), (1060 + left, top), (1060 + right, bottom), (1060 + right * 0.35, bottom)],
            "#6f231c" if part % 2 else "#b9a98f",
        )
    cut.block(992, 314, 1128, 332, ink)
    cut.block(1022, 236, 1098, 314, "#ffe9ad")
    for bar in range(4):
        cut.block(1022 + bar * 24, 236, 1027 + bar * 24, 314, ink)
    cut.shape([(1010, 238), (1060, 176), (1110, 238)], ink)
    cut.line([(1060, 180), (1060, 140)], ink, 6)
    for window in range(3):
        cut.block(1052, 400 + window * 130, 1068, 434 + window * 130, "#ffe9ad" if window != 1 else ink)
    cut.block(1150, 690, 1290, 800, "#e6d7ba")
    cut.shape([(1136, 694), (1220, 630), (1304, 694)], ink)
    cut.block(1180, 724, 1208, 764, "#ffd98a")
    cut.block(1236, 724, 1264, 764, "#ffd98a")
    return cut


def _rock(cut: Linocut) -> None:
    shore = [
        (620, HEIGHT),
        (690, 960),
        (760, 930),
        (810, 850),
        (900, 830),
        (950, 788),
        (1320, 790),
        (1380, 850),
        (1470, 880),
        (1540, 960),
        (1600, 980),
        (1600, HEIGHT),
    ]
    cut.shape(shore, "#101728")
    cut.scatter(
        (840, 830, 1480, 1050), 90, lambda x, y: cut.stroke(x, y, cut.chance.uniform(20, 80), 5, "#2f3c55", 0.5)
    )
    for x, y, length in [(640, 1000, 180), (560, 1030, 220), (740, 950, 120), (500, 985, 130), (1530, 1000, 120)]:
        cut.stroke(x, y, length, 12, "#e9e2cf")


def bridge() -> Linocut:
    """The toll bridge in the afternoon; a bicycle, and a cart with a piano."""
    cut = Linocut("#f2e3c2", seed=5)
    cut.wash(0, 600, ["#8fb3b5", "#a9c3bb", "#c6d2bd", "#e2dcbc", "#f2e3c2"], 10)
    for x, y, wide in [(260, 150, 170), (1130, 110, 220), (1370, 230, 130), (690, 250, 110)]:
        for puff in range(4):
            cut.disc(x + puff * wide / 4, y - (puff % 2) * 20, wide / 4.4, "#faf3e0", 0.55)
    cut.hill(560, 26, "#8fa98b")
    cut.hill(600, 18, "#6e8f78", 2)
    cut.block(0, 690, WIDTH, HEIGHT, "#3f7276")
    cut.glints((0, 700, WIDTH, HEIGHT), "#5f9190", 150, 170)
    cut.glints((0, 720, WIDTH, HEIGHT), "#cfdcc0", 45, 120)
    stone, shade, ink = "#d6a36a", "#a8713f", "#2a2a2a"
    cut.shape([(0, 520), (800, 470), (WIDTH, 520), (WIDTH, 900), (0, 900)], stone)
    for middle, wide, top in [(190, 150, 640), (560, 175, 600), (1000, 185, 598), (1400, 150, 640)]:
        _arch(cut, middle, wide, top, shade)
    cut.glints((0, 880, WIDTH, HEIGHT), "#5f9190", 60, 170)
    for course in range(3):
        for stone_at in range(28):
            level = 545 + course * 22 - 45 * (1 - abs(stone_at * 60 - 800) / 800)
            cut.stroke(stone_at * 60 + (course % 2) * 30, level, 44, 4, shade)
    _cyclist(cut, 560, 494)
    _piano(cut, 1010, 492)
    cut.line([(0, 492), (800, 442), (WIDTH, 492)], ink, 6)
    for post in range(27):
        rail = 442 + abs(post * 62 - 800) / 800 * 50
        cut.line([(post * 62, rail), (post * 62, rail + 40)], ink, 5)
    return cut


def _arch(cut: Linocut, middle: float, wide: float, top: float, shade: str) -> None:
    curve = [
        (middle - wide * math.cos(a / 20 * math.pi), 800 - (800 - top) * math.sin(a / 20 * math.pi)) for a in range(21)
    ]
    cut.shape([(x + 26, y) for x, y in curve] + [(middle + wide + 26, 905), (middle - wide + 26, 905)], shade)
    cut.shape([*curve, (middle + wide, 905), (middle - wide, 905)], "#315f64")
    for x, y in curve[1::2]:
        cut.stroke(x, y - 16, 34, 6, "#8d5b30", math.atan2(y - 800, x - middle))


def _cyclist(cut: Linocut, x: float, y: float) -> None:
    ink, coat = "#232a30", "#b5382a"
    for wheel in (-48, 48):
        cut.disc(x + wheel, y - 40, 38, ink)
        cut.disc(x + wheel, y - 40, 32, "#c6d2bd")
        cut.disc(x + wheel, y - 40, 4, ink)
    cut.line([(x - 48, y - 40), (x - 14, y - 92), (x + 34, y - 92), (x, y - 40), (x - 14, y - 92)], ink, 5)
    cut.line([(x + 48, y - 40), (x + 32, y - 108), (x + 50, y - 112)], ink, 5)
    cut.line([(x - 16, y - 104), (x + 8, y - 70), (x, y - 36)], ink, 13)
    cut.line([(x - 16, y - 108), (x + 14, y - 162)], coat, 30)
    cut.line([(x + 12, y - 150), (x + 44, y - 112)], coat, 11)
    cut.disc(x + 26, y - 190, 19, "#e7b98b")
    cut.shape([(x + 2, y - 196), (x + 50, y - 200), (x + 30, y - 220), (x + 12, y - 218)], ink)


def _piano(cut: Linocut, x: float, y: float) -> None:
    ink = "#232a30"
    cut.block(x - 120, y - 52, x + 130, y - 38, "#8d5b30")
    cut.line([(x + 126, y - 44), (x + 220, y - 74)], ink, 6)
    for wheel in (-70, 76):
        cut.disc(x + wheel, y - 24, 30, ink)
        cut.disc(x + wheel, y - 24, 22, "#d6a36a")
        cut.disc(x + wheel, y - 24, 6, ink)
    cut.block(x - 92, y - 196, x + 84, y - 52, "#4a2018")
    cut.block(x - 100, y - 204, x + 92, y - 192, ink)
    cut.block(x - 108, y - 124, x + 94, y - 104, "#f4ead2")
    for key in range(13):
        cut.block(x - 98 + key * 15, y - 124, x - 91 + key * 15, y - 112, ink)
    cut.block(x - 50, y - 180, x + 42, y - 140, "#6b3326")
    cut.line([(x + 236, y - 2), (x + 240, y - 66)], "#33506b", 26)
    cut.line([(x + 240, y - 66), (x + 252, y - 130)], "#33506b", 34)
    cut.line([(x + 246, y - 118), (x + 212, y - 76)], "#33506b", 11)
    cut.disc(x + 262, y - 158, 19, "#e7b98b")
    cut.block(x + 238, y - 186, x + 288, y - 172, ink)
