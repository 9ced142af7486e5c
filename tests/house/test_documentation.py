"""Documentation is a tested artefact."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from broadsheet import __version__

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = ROOT / "broadsheet" / "settings.py"
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


def test_every_setting_is_documented_and_nothing_else() -> None:
    used = {f"BROADSHEET_{name}" for name in re.findall(r"_(?:setting|yes)\(\"(\w+)\"", SETTINGS.read_text())}
    described = set(re.findall(r"^## `(BROADSHEET_\w+)`", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE))
    assert used == described


def test_the_changelog_begins_with_this_version() -> None:
    found = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert found
    assert found[1] == __version__


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?://|mailto:|#)([^)#]+)", page.read_text()):
        assert (page.parent / target).exists(), f"{page.name} points at {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_documents_name_are_there(page: Path) -> None:
    if page.name == "CHANGELOG.md":
        return  # which tells of what was
    for named in re.findall(r"`((?:\w+/)+\w+\.(?:py|html|css|js|sh))`", page.read_text()):
        assert (ROOT / named).exists() or (ROOT / "broadsheet" / named).exists(), f"{page.name} names {named}"


def test_the_tour_names_every_room() -> None:
    tour = (ROOT / "docs" / "tour.md").read_text()
    rooms = [path.parent.name for path in (ROOT / "broadsheet").glob("*/__init__.py")]
    for room in rooms:
        if room not in {"migrations", "management"}:
            assert f"`{room}`" in tour, f"the tour passes {room} by"


def test_no_tracked_file_names_a_package_registry_or_a_machine() -> None:
    import subprocess

    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    traces = re.compile(r"(--(extra-)?index" + r"-url|registry\.npm" + r"js|pypi\.or" + r"g/simple|/home/\w+/)")
    for name in filter(None, tracked):
        path = ROOT / name
        if path.suffix in {".png", ".jpg", ".webp", ".mo"} or not path.is_file():
            continue
        assert not traces.search(path.read_text(errors="replace")), f"{name} names one"
