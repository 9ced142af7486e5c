"""The floor plan, read from every import, also inside functions: rooms import downwards, by the front door."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "broadsheet"
FLOORS = {
    "kit": 0,
    "ledger": 1,
    "people": 2,
    "spam": 2,
    "stories": 3,
    "discussion": 4,
    "press": 5,
    "desk": 5,
    "mailroom": 5,
    "wire": 5,
    "archive": 5,
    "rights": 6,
}
ROOMS = sorted(room for room in FLOORS if (PACKAGE / room).is_dir())


def imports(path: Path) -> list[str]:
    """Every module a file imports, anywhere in it, as dotted names; `from a import b` counts as both a and a.b."""
    names = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides which room is entered"
            names += [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
    return names


def rooms_entered(path: Path) -> set[tuple[str, str]]:
    """(room, what of it) for every import of another part of the house."""
    entered = set()
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "broadsheet" and len(parts) > 1:
            entered.add((parts[1], ".".join(parts[2:])))
    return entered


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_from_floors_below(room: str) -> None:
    for path in (PACKAGE / room).rglob("*.py"):
        for other, _ in rooms_entered(path):
            if other != room:
                assert other in FLOORS, f"{path}: a room does not see the shell ({other})"
                assert FLOORS[other] < FLOORS[room], f"{path}: {room} does not stand above {other}"


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_entered_by_its_front_door(room: str) -> None:
    """Tables may point at tables below, so `models.py` may import a lower `models.py`; nothing else passes the door."""
    for path in PACKAGE.rglob("*.py"):
        if path.is_relative_to(PACKAGE / room) or "migrations" in path.parts:
            continue
        for other, inside in rooms_entered(path):
            if other == room and (PACKAGE / room / (inside.split(".")[0] + ".py")).is_file():
                between_models = path.name == "models.py" and inside.split(".")[0] == "models"
                assert between_models or path in SHELL_ENTRANCES, f"{path} goes around the front door: {room}.{inside}"


SHELL_ENTRANCES = {
    PACKAGE / "asgi.py",  # the live stream is an ASGI application of its own
    PACKAGE / "urls.py",  # includes the rooms' urls.py
    PACKAGE / "wagtail_hooks.py",  # Wagtail looks for its hooks here
}


@pytest.mark.parametrize("room", ROOMS)
def test_a_front_door_opens_with_what_the_room_owns_and_refuses(room: str) -> None:
    text = ast.get_docstring(ast.parse((PACKAGE / room / "__init__.py").read_text())) or ""
    assert "refuses" in text
    assert 2 <= text.count(". ") + text.endswith(".") <= 5


def test_wagtail_lives_in_stories_alone() -> None:
    shell = {PACKAGE / name for name in ("settings.py", "urls.py", "wagtail_hooks.py")}
    for path in PACKAGE.rglob("*.py"):
        if path.is_relative_to(PACKAGE / "stories") or "migrations" in path.parts or path in shell:
            continue
        strangers = [name for name in imports(path) if name.split(".")[0] in {"wagtail", "modelcluster", "taggit"}]
        assert not strangers, f"{path} imports {strangers}"


def test_no_room_is_a_hub() -> None:
    """A file that everything imports, or that imports everything, is a knot; the index of tables is the one list."""
    for path in PACKAGE.rglob("*.py"):
        rooms = {room for room, _ in rooms_entered(path) if room in FLOORS}
        if path.parent != PACKAGE and "sample" not in path.parts and "management" not in path.parts:
            assert len(rooms) <= 6, f"{path} enters {len(rooms)} rooms"
