"""The folders of past versions, as `make_folder.py` made them: unpacked, and what is expected of them."""

from __future__ import annotations

import json
import tarfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).resolve().parent / "fixtures"
VERSIONS = ("0.3.0", "0.2.0", "0.1.0")
Row = dict[str, Any]


@dataclass(frozen=True)
class Fixture:
    """One version's folder."""

    version: str

    def unpack(self, into: Path) -> None:
        with tarfile.open(FIXTURES / self.version / "data.tar.xz") as archive:
            archive.extractall(into, filter="data")

    @cached_property
    def expected(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((FIXTURES / self.version / "expected.json").read_text())
        return found

    @property
    def tables(self) -> list[str]:
        return list(self.expected["tables"])

    def rows(self, table: str) -> list[Row]:
        """As they were kept, by natural names."""
        kept = self.expected["tables"][table]
        return [dict(zip(kept["fields"], row, strict=True)) for row in kept["rows"]]


def key_of(row: Row) -> Any:
    """What tells a row from the others of its table."""
    return row.get("id", row.get("number", row.get("subject", row.get("comment"))))
