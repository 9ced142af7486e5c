"""Programs that tests and benchmarks hand to another process are strings, which no type check reads: it reads them here."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STALE = re.compile(r"\[(attr-defined|import-not-found|import-untyped|call-arg|syntax)\]$")


def test_programs_in_strings_name_what_there_is(tmp_path: Path) -> None:
    for file in sorted([*ROOT.glob("tests/**/*.py"), *ROOT.glob("benchmarks/*.py")]):
        if "upgrading/filling" not in file.as_posix():  # the modules of past versions
            for line, program in embedded_programs(file.read_text()):
                name = "_".join(file.relative_to(ROOT).with_suffix("").parts)
                (tmp_path / f"{name}_{line}.py").write_text(program)
    assert len(list(tmp_path.iterdir())) > 30
    said = subprocess.run(
        [sys.executable, "-m", "mypy", str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert said.returncode in (0, 1), said.stdout + said.stderr
    assert not [line for line in said.stdout.splitlines() if tmp_path.name in line and STALE.search(line)]


def embedded_programs(source: str) -> Iterator[tuple[int, str]]:
    """The strings of a file that import the program, each with its line; what is filled in at run time stands as a name."""
    tree = ast.parse(source)
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "filled_in" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            text = re.sub(r"(?<!{){(\w+)!r}", r"\1", node.value).replace("{{", "{").replace("}}", "}")
        else:
            continue
        if re.search(r"^\s*(from|import) broadsheet", text, re.MULTILINE):
            yield node.lineno, textwrap.dedent(text)
