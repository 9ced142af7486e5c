"""The package as a graph: which file imports which name of which other file, wherever in the file the import stands."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "broadsheet"
FLOORS = {
    "kit": 0,
    "ledger": 1,
    "people": 2,
    "spam": 2,
    "stories": 3,
    "comments": 4,
    "moderation": 5,
    "screening": 6,
    "discussion": 7,
    "press": 8,
    "desk": 8,
    "mailroom": 8,
    "archive": 8,
    "live": 8,
    "rights": 9,
}
ROOMS = sorted(FLOORS)


@dataclass(frozen=True)
class Use:
    """`name` of the module or package `module`, imported or reached as an attribute, on `line`."""

    module: str
    name: str
    line: int


@dataclass
class File:
    """One Python file of the package."""

    path: Path
    module: str
    tree: ast.Module
    uses: list[Use] = field(default_factory=list)

    @property
    def room(self) -> str:
        """The room it stands in; empty in the shell."""
        return room_of(self.module)

    @property
    def part(self) -> str:
        """The folder it stands in, as a dotted name: a room, or a sub-folder with a door of its own."""
        return self.module if self.path.name == "__init__.py" else self.module.rpartition(".")[0]

    def __str__(self) -> str:
        return str(self.path.relative_to(PACKAGE.parent))


def room_of(module: str) -> str:
    room = [*module.split("."), ""][1]
    return room if room in FLOORS else ""


@cache
def files() -> dict[str, File]:
    """Every file of the package but the migrations, by its module."""
    found = _read(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
    for file in found.values():
        file.uses = [*_uses(file.tree, set(found))]
    return found


@cache
def strangers() -> list[File]:
    """The files of the tests and the benchmarks, which use the package from outside."""
    found = _read(path for name in ("tests", "benchmarks") for path in (PACKAGE.parent / name).rglob("*.py"))
    for file in found.values():
        file.uses = [*_uses(file.tree, set(files()))]
    return [*found.values()]


def _read(paths: Iterable[Path]) -> dict[str, File]:
    found = {}
    for path in sorted(paths):
        module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
        found[module] = File(path, module, ast.parse(path.read_text()))
    return found


def _uses(tree: ast.Module, modules: set[str]) -> Iterator[Use]:
    """Imports anywhere, and what is reached through an imported package: `moderation.duty.rota` counts as one."""
    aliases: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith("broadsheet."):
                    yield Use(alias.name, "", node.lineno)
                    aliases[alias.asname or alias.name] = alias.name
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import hides which room is entered"
            module = node.module or ""
            if module.split(".")[0] == "broadsheet":
                for alias in node.names:
                    if f"{module}.{alias.name}" in modules:
                        yield Use(f"{module}.{alias.name}", "", node.lineno)
                        aliases[alias.asname or alias.name] = f"{module}.{alias.name}"
                    else:
                        yield Use(module, alias.name, node.lineno)
    yield from _attributes(tree, aliases, modules)


def _attributes(tree: ast.Module, aliases: dict[str, str], modules: set[str]) -> Iterator[Use]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            names = _dotted(node)
            if names and names[0] in aliases:
                module, rest = aliases[names[0]], names[1:]
                while rest and f"{module}.{rest[0]}" in modules:
                    module, rest = f"{module}.{rest[0]}", rest[1:]
                yield Use(module, rest[0] if rest else "", node.lineno)


def _dotted(node: ast.expr) -> list[str]:
    """`a.b.c` as its names; empty for anything else."""
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute) and (before := _dotted(node.value)):
        return [*before, node.attr]
    return []


@cache
def exported(part: str) -> set[str]:
    """The names in `__all__` of a folder's `__init__.py`."""
    for node in files()[part].tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


@cache
def parts(room: str) -> list[str]:
    """The room and its sub-folders, as dotted names."""
    return [module for module, file in files().items() if file.path.name == "__init__.py" and file.room == room]


@cache
def graph() -> dict[str, set[str]]:
    """Which module needs which, a door followed to the file that defines the name."""
    known = files()
    edges: dict[str, set[str]] = {module: set() for module in known}
    for module, file in known.items():
        for use in file.uses:
            target = _defined_in(use.module, use.name, set())
            if target in known and target != module:
                edges[module].add(target)
    return edges


def _defined_in(module: str, name: str, seen: set[tuple[str, str]]) -> str:
    if (module, name) in seen or module not in files() or not name:
        return module
    seen.add((module, name))
    if f"{module}.{name}" in files():
        return f"{module}.{name}"
    for use in files()[module].uses:
        if use.name == name and use.module != module:
            return _defined_in(use.module, name, seen)
    return module


def knots() -> list[list[str]]:
    """The groups of files that need each other in a circle (Tarjan's strongly connected components)."""
    edges = graph()
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(module: str) -> None:
        index[module] = low[module] = len(index)
        stack.append(module)
        for other in sorted(edges[module]):
            if other not in index:
                visit(other)
                low[module] = min(low[module], low[other])
            elif other in stack:
                low[module] = min(low[module], index[other])
        if low[module] == index[module]:
            group = stack[stack.index(module) :]
            del stack[stack.index(module) :]
            if len(group) > 1:
                found.append(sorted(group))

    for module in edges:
        if module not in index:
            visit(module)
    return found


@cache
def models() -> dict[str, str]:
    """The room of every table's class, by the class's name."""
    owners = {}
    for file in files().values():
        for node in file.tree.body:
            if isinstance(node, ast.ClassDef) and file.room and _is_a_table(file.module, node):
                owners[node.name] = file.room
    return owners


def _is_a_table(module: str, node: ast.ClassDef) -> bool:
    """Whether `broadsheet/models.py`, the index of every table, names the class."""
    return Use(module, node.name, 0) in {Use(use.module, use.name, 0) for use in files()["broadsheet.models"].uses}


def queries(file: File) -> Iterator[tuple[str, int]]:
    """(class, line) for every query of another room's table: its manager, or its name in a statement."""
    tables = {f"broadsheet_{name.lower()}": name for name in models()}
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}:
            name = node.value.id if isinstance(node.value, ast.Name) else ""
            if models().get(name, file.room) != file.room:
                yield name, node.lineno
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            for word in set(_words(node.value)) & set(tables):
                if models()[tables[word]] != file.room:
                    yield tables[word], node.lineno


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() or letter == "_" else " " for letter in text.lower()).split()
