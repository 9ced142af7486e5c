"""Run mutmut over the code that `modules.toml` names, and write a table of what was noticed: `make mutants`.

`python -m tests.mutation [--minutes M] [PART…]` takes only the entries whose code contains one of the words. All of it
happens in copies below `mutants/`, in which mutmut continues when it is called again; `mutants/scores.md` is the table,
and below it each change that nobody noticed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "mutants"
_COPIED = ("broadsheet", "tests", "benchmarks", "examples", "docs", "pyproject.toml", "requirements.txt")
_SETTINGS = """
[tool.mutmut]
source_paths = ["broadsheet"]
only_mutate = [{only}]
also_copy = ["benchmarks", "examples", "docs", "requirements.txt"]
pytest_add_cli_args = ["-p", "no:xdist", "-p", "no:warnings"]
pytest_add_cli_args_test_selection = [{tests}]
process_isolation = "forkserver"
timeout_constant = 20.0
use_git_change_detection = false
track_dependencies = false
"""
_KILLED, _SURVIVED, _UNTESTED, _LEFT = "killed", "survived", "without a test", "not tried"
_BY_EXIT_CODE = {0: _SURVIVED, 5: _UNTESTED, 33: _UNTESTED, 34: _UNTESTED, None: _LEFT}  # mutmut's; others are failures


@dataclass(frozen=True, slots=True)
class Entry:
    """Code that is mutated, and the tests that must notice, as paths from the root."""

    code: str
    tests: tuple[str, ...]

    @property
    def folder(self) -> Path:
        return WORK / self.code.removeprefix("broadsheet/").removesuffix(".py").replace("/", "-")


@dataclass(slots=True)
class Score:
    """How often what became of a file's mutants, and the names of those that were not noticed."""

    file: str
    counts: Counter[str] = field(default_factory=Counter)
    unnoticed: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Of those tried, how many were noticed, in percent."""
        tried = self.counts.total() - self.counts[_LEFT]
        return 100 * self.counts[_KILLED] / tried if tried else 0.0


def entries(named: dict[str, object]) -> list[Entry]:
    """What the list says, each with its tests."""
    found = []
    for one in named["entries"]:  # type: ignore[attr-defined]
        found.append(Entry(one["code"], tuple(one.get("tests") or mirror(one["code"]))))
    return found


def mirror(code: str) -> list[str]:
    """The tests of a folder are those of the folder's mirror; of a file, its own, or else its whole folder's."""
    path = Path(code.replace("broadsheet", "tests", 1))
    own = path.with_name(f"test_{path.name}")
    if path.suffix == ".py":
        path = own if (ROOT / own).exists() else path.parent
    return [str(path)]


def prepare(entry: Entry) -> None:
    """A copy of the project with settings for mutmut; newer than the last one only where something was changed."""
    entry.folder.mkdir(parents=True, exist_ok=True)
    for name in _COPIED:
        source, target = ROOT / name, entry.folder / name
        if source.is_dir():
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target)
    only = f"{entry.code}/*" if (ROOT / entry.code).is_dir() else entry.code
    settings = _SETTINGS.format(only=json.dumps(only), tests=", ".join(map(json.dumps, entry.tests)))
    with (entry.folder / "pyproject.toml").open("a") as file:
        file.write(settings)


def run(entry: Entry, minutes: float) -> None:
    """Until all mutants were tried, or the time is over: mutmut keeps what it knows then."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    children = str(os.cpu_count() or 2)
    call = [sys.executable, "-m", "mutmut", "run", "--max-children", children]
    with subprocess.Popen(call, cwd=entry.folder, env=environment, start_new_session=True) as process:
        try:
            status = process.wait(60 * minutes)
        except subprocess.TimeoutExpired:
            print(f"\n{entry.code}: {minutes:g} minutes are over.")
            _end(process)
            return
    if status:
        raise SystemExit(f"mutmut failed on {entry.code}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """First as Ctrl-C does, so that it keeps what it knows."""
    for number in (signal.SIGINT, signal.SIGKILL):
        os.killpg(process.pid, number)
        try:
            process.wait(60)
            return
        except subprocess.TimeoutExpired:
            continue


def scores(entry: Entry) -> list[Score]:
    """From the files in which mutmut notes what became of each mutant."""
    found = []
    kept = entry.folder / "mutants"
    for path in sorted(kept.rglob("*.py.meta")):
        codes = json.loads(path.read_text())["exit_code_by_key"]
        if codes:
            score = Score(str(path.relative_to(kept)).removesuffix(".meta"))
            for mutant, code in codes.items():
                outcome = _BY_EXIT_CODE.get(code, _KILLED)
                score.counts[outcome] += 1
                if outcome in {_SURVIVED, _UNTESTED}:
                    score.unnoticed.append(mutant)
            found.append(score)
    return found


def table(found: list[Score]) -> str:
    """As Markdown, the whole last."""
    whole = Score("all", sum((score.counts for score in found), Counter()))
    lines = ["| code | killed | survived | without a test | not tried | score |", "|---|--:|--:|--:|--:|--:|"]
    for score in (*found, whole):
        numbers = " | ".join(str(score.counts[name]) for name in (_KILLED, _SURVIVED, _UNTESTED, _LEFT))
        lines.append(f"| {score.file} | {numbers} | {score.share:.0f} % |")
    return "\n".join(lines)


def unnoticed(entry: Entry, found: list[Score]) -> str:
    """Each change that no test noticed, as a difference."""
    parts = []
    for mutant in (name for score in found for name in score.unnoticed):
        call = [sys.executable, "-m", "mutmut", "show", mutant]
        shown = subprocess.run(call, cwd=entry.folder, capture_output=True, text=True, check=False).stdout
        parts.append(f"```diff\n{shown.strip()}\n```")
    return "\n\n".join(parts)


def main() -> None:
    named = tomllib.loads((Path(__file__).parent / "modules.toml").read_text())
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=named["minutes"], help="for each entry")
    parser.add_argument("parts", nargs="*")
    wanted = parser.parse_args()
    found, texts = [], []
    for entry in entries(named):
        if wanted.parts and not any(part in entry.code for part in wanted.parts):
            continue
        prepare(entry)
        run(entry, wanted.minutes)
        own = scores(entry)
        found += own
        texts.append(unnoticed(entry, own))
    text = table(found)
    (WORK / "scores.md").write_text("\n\n".join(["# What the tests notice", text, *filter(None, texts)]) + "\n")
    print(f"\n{text}\n\nWhat was not noticed is in {WORK.name}/scores.md.")


if __name__ == "__main__":
    main()
