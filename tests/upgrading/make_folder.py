"""Make the data folder of a past version, as a fixture that upgrades are proven with: `python -m tests.upgrading.make_folder 0.3.0`.

The version's own code fills it. `git archive` puts the `broadsheet` of its last commit into a temporary folder, `filling/` is
copied beside it, and there a site is begun, written in, moderated and stopped amid its work, through that version's addresses
and verbs, at times that are always the same. Its database is emptied of what is deleted, its folder packed (`data.tar.xz`), and
what must be readable afterwards is described in `expected.json`.

That takes a clone with the whole history, which tests do not need: they read the fixtures. The present virtual environment is used
if that version runs in it, else one is made of its own `requirements.txt` and thrown away.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tests.archive.exports import comment, export, item

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FIXTURES = HERE / "fixtures"
COURIER = ROOT / "tests" / "archive" / "fixtures"
COMMITS = {  # the last of each version
    "0.1.0": "647a91ca8ddf64058fc926ac57740dbe21d4b3c0",
    "0.2.0": "97573b2ecf6b9fa84119c30e0234478486dc7718",
    "0.3.0": "4dfe35bb19a1026f831e06d27d81d4260fa6da0d",
}
SECRET_KEY = "a-test-key-that-guards-nothing-and-is-written-in-every-fixture"
ADDRESS = "https://paper.example"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("version", choices=COMMITS)
    parser.add_argument("--into", type=Path, help="another folder than tests/upgrading/fixtures/VERSION")
    parser.add_argument("--own-environment", action="store_true", help="do not use this virtual environment")
    given = parser.parse_args()
    out = given.into or FIXTURES / given.version
    with tempfile.TemporaryDirectory(prefix="broadsheet-folder-") as place:
        folder = make(given.version, Path(place), out, own_environment=given.own_environment)
        pack(folder, out / "data.tar.xz")
    for path in sorted(out.iterdir()):
        print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


def make(version: str, place: Path, out: Path, *, own_environment: bool = False) -> Path:
    """Fill a data folder below `place`; gives it. What is expected of it is written into `out`."""
    unpack_code(COMMITS[version], place)
    shutil.copytree(HERE / "filling", place / "filling")
    given, data = place / "given", place / "data"
    bring_along(given)
    data.mkdir()
    (data / "secret-key").write_text(SECRET_KEY)
    python = sys.executable
    if own_environment or not runs(python, place):
        python = environment_of(COMMITS[version], place)
    call = [python, "-m", "filling", version, str(given), str(out.resolve())]
    subprocess.run(call, check=True, cwd=place, env=surroundings(place, data, COMMIT=COMMITS[version]))
    return data


def unpack_code(commit: str, place: Path) -> None:
    tree = subprocess.run(["git", "archive", commit, "broadsheet"], cwd=ROOT, check=True, capture_output=True).stdout
    subprocess.run(["tar", "x"], cwd=place, check=True, input=tree)


def bring_along(given: Path) -> None:
    """The exports that the newsroom takes in: one with everything in it, one with more replies than one page holds."""
    shutil.copytree(COURIER, given)
    said = [comment(1, "Who has seen the lighthouse keeper?", author="Opener", author_email="")]
    for number in range(2, 108):
        facts = {"author": f"Reader {number % 9}", "author_email": "", "parent": "1" if number % 4 else str(number - 1)}
        moment = f"2026-01-06 {8 + number // 60:02}:{number % 60:02}:00"
        said.append(comment(number, f"Not I, says number {number}.", date=moment, date_gmt=moment, **facts))
    (given / "long-thread.xml").write_text(export(item(7, *said, title="The lighthouse keeper is away")))


def runs(python: str, place: Path) -> bool:
    """Whether that version starts in this environment."""
    call = [python, "-m", "broadsheet", "--version"]
    with tempfile.TemporaryDirectory() as data:
        code = "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'broadsheet.settings'; django.setup()"
        found = surroundings(place, Path(data))
        return all(
            subprocess.run(one, cwd=place, env=found, capture_output=True, check=False).returncode == 0
            for one in (call, [python, "-c", code])
        )


def environment_of(commit: str, place: Path) -> str:
    """A virtual environment of that commit's own packages, and the clock that stands still; gives its Python."""
    listed = subprocess.run(
        ["git", "show", f"{commit}:requirements.txt"], cwd=ROOT, check=True, capture_output=True
    ).stdout
    (place / "requirements.txt").write_bytes(listed)
    subprocess.run([sys.executable, "-m", "venv", "environment"], cwd=place, check=True)
    python = str(place / "environment" / "bin" / "python")
    subprocess.run(
        [python, "-m", "pip", "install", "-q", "--require-hashes", "-r", "requirements.txt"], cwd=place, check=True
    )
    subprocess.run([python, "-m", "pip", "install", "-q", "freezegun"], cwd=place, check=True)
    return python


def surroundings(place: Path, data: Path, **more: str) -> dict[str, str]:
    """That version's code first, and no setting from around."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("BROADSHEET_", "DJANGO_"))}
    own = {"PYTHONPATH": str(place), "BROADSHEET_DATA": str(data), "BROADSHEET_ADDRESS": ADDRESS}
    return {**inherited, **own, "BROADSHEET_WORKERS": "1", **more}


def pack(data: Path, into: Path) -> None:
    """The database as one file without what was deleted from it, pictures, erasures, the key; no prints and no locks."""
    base = data / "broadsheet.sqlite3"
    with sqlite3.connect(base) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("VACUUM")
    connection.close()
    with tarfile.open(into, "w:xz", preset=9) as archive:
        for path in sorted(data.rglob("*")):
            name = path.relative_to(data).as_posix()
            if path.is_file() and name.split("/")[0] not in {"printed", "mail"} and not name.endswith(".lock"):
                entry = archive.gettarinfo(path, name)
                entry.uid = entry.gid = 0
                entry.uname = entry.gname = ""
                entry.mode = 0o600
                with path.open("rb") as file:
                    archive.addfile(entry, file)


if __name__ == "__main__":
    main()
