"""The floor plan, read from every import and attribute: rooms import downwards, by doors, without circles."""

from __future__ import annotations

import ast
from collections import Counter

import pytest

from tests.house.plan import FLOORS, PACKAGE, ROOMS, exported, files, knots, parts, queries, room_of, strangers

MOST_FILES, MOST_LINES, MOST_NAMES = 30, 2400, 50  # of a room; of a door
SAME_IN_MANY_ROOMS = {
    *("__init__", "models", "views", "urls", "forms", "sql", "queries", "choices", "refusals"),
    *("personal_data", "privacy_notice", "retention"),  # the protocol by which `rights` asks every room
}
ASKED_BY_RIGHTS = {"held_under", "erase_under", "processed"}  # of every room in its list, as one protocol
SHELL_ENTRANCES = {
    "broadsheet.asgi",  # the live stream is an ASGI application of its own
    "broadsheet.urls",  # includes the rooms' urls.py
    "broadsheet.wagtail_hooks",  # Wagtail looks for its hooks here
}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_from_floors_below(room: str) -> None:
    for file in files().values():
        if file.room == room:
            for use in file.uses:
                other = room_of(use.module)
                assert other or use.module == "broadsheet", f"{file}:{use.line}: a room does not see the shell"
                assert other in {room, ""} or FLOORS[other] < FLOORS[room], f"{file}:{use.line}: {room} under {other}"


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_and_its_parts_are_entered_by_their_doors(room: str) -> None:
    """Another room, or another part of the same one, uses names that a door exports. Tables may point at tables below,
    so a `models.py` may import a lower one; within a room all may import the room's own files.
    """
    doors = {part: exported(part) for part in parts(room)}
    for file in files().values():
        for use in file.uses:
            if room_of(use.module) != room or file.module in SHELL_ENTRANCES or file.module == "broadsheet.models":
                continue
            part = use.module if use.module in doors else use.module.rpartition(".")[0]
            if file.part == part or (file.room == room and part == f"broadsheet.{room}"):
                continue
            if file.path.name == "models.py" and use.module.endswith((".models", ".choices")):
                continue
            where = f"{file}:{use.line}: {use.module}.{use.name}"
            assert use.module in doors, f"{where} goes around the door"
            assert not use.name or use.name in doors[part], f"{where} is not in the door's __all__"


def test_no_files_need_each_other_in_a_circle() -> None:
    assert knots() == []


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_can_be_held_in_the_head(room: str) -> None:
    inside = [file for file in files().values() if file.room == room]
    for part in parts(room):
        here = [file for file in inside if file.part == part]
        assert len(here) <= MOST_FILES, f"{part} has {len(here)} files"
        assert len(exported(part)) <= MOST_NAMES, f"{part} exports {len(exported(part))} names"
        lines = sum(file.path.read_text().count("\n") for file in here)
        assert lines <= MOST_LINES, f"{part} has {lines} lines"


@pytest.mark.parametrize("room", ROOMS)
def test_a_door_opens_with_what_the_room_owns_and_refuses(room: str) -> None:
    for part in parts(room):
        text = ast.get_docstring(files()[part].tree) or ""
        assert "refuse" in text, part
        assert 2 <= text.count(". ") + text.count(".\n") + text.endswith(".") <= 5, part


@pytest.mark.parametrize("room", ROOMS)
def test_a_door_exports_what_somebody_outside_uses(room: str) -> None:
    users = [*files().values(), *strangers()]
    used = {(use.module, use.name) for file in users for use in file.uses if file.module != use.module}
    for part in parts(room):
        for name in exported(part) - ASKED_BY_RIGHTS:
            assert (part, name) in used, f"{part} exports {name}, which nobody outside uses"


def test_no_file_has_the_name_of_another_rooms() -> None:
    names = Counter(name for name, _ in {(file.path.stem, file.room) for file in files().values() if file.room})
    assert {name for name, count in names.items() if count > 1} <= SAME_IN_MANY_ROOMS


OTHER_ROOMS_TABLES: dict[tuple[str, str], str] = {
    # (file, table): why that file reads another room's table
    (
        "broadsheet/archive/import_discussions.py",
        "Comment",
    ): "which comments of an import are of this story, in one question a batch",
    ("broadsheet/archive/import_discussions.py", "Mention"): "mentions have no verb: imports alone write them",
    ("broadsheet/archive/old_addresses.py", "FormerAddress"): "addresses of thousands of stories, written in batches",
    ("broadsheet/archive/old_addresses.py", "Story"): "which of a batch of addresses are taken",
    ("broadsheet/archive/picture_files.py", "Photo"): "whether a picture that was taken in before is still here",
    ("broadsheet/archive/storing.py", "Story"): "rows of a batch that were taken in before",
    (
        "broadsheet/discussion/sql.py",
        "Comment",
    ): "one tuned statement for likes and comments together: every open page asks it",
    (
        "broadsheet/press/dirty_sheets.py",
        "Comment",
    ): "where hundreds of changed comments stand, in one question a round",
    ("broadsheet/press/living_page.py", "Comment"): "the writer's own comment, whatever its state",
    ("broadsheet/press/sheets/feeds.py", "Comment"): "the newest comments of a feed, along one index",
    ("broadsheet/stories/newsroom/people_views.py", "Person"): "Wagtail's view of users wants the model",
}
MOST_OTHER_ROOMS_TABLES = 20


def test_a_rooms_tables_are_queried_by_that_room() -> None:
    found = {(str(file), name) for file in files().values() if file.room for name, _ in queries(file)}
    assert found == set(OTHER_ROOMS_TABLES)
    assert len(OTHER_ROOMS_TABLES) <= MOST_OTHER_ROOMS_TABLES


def test_wagtail_lives_in_stories_alone() -> None:
    shell = {"broadsheet.settings", "broadsheet.urls", "broadsheet.wagtail_hooks"}
    for file in files().values():
        if file.room != "stories" and file.module not in shell:
            for node in ast.walk(file.tree):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                strangers = {name for name in names if name.split(".")[0] in {"wagtail", "modelcluster", "taggit"}}
                assert not strangers, f"{file} imports {strangers}"


def test_no_room_is_a_hub() -> None:
    """A file that imports everything is a knot; the index of tables is the one list."""
    for file in files().values():
        rooms = {room_of(use.module) for use in file.uses} - {"", file.room}
        if file.path.parent != PACKAGE and not file.module.startswith(("broadsheet.sample", "broadsheet.worker")):
            assert len(rooms) <= 7, f"{file} enters {len(rooms)} rooms"
