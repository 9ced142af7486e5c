"""An export on disk, and taking it in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from broadsheet.archive.importing import take_in
from broadsheet.archive.loss_report import Report

Take = Callable[..., Report]


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path) -> Path:
    """Reports are saved in a folder of the test's own."""
    settings.DATA = tmp_path / "data"
    return tmp_path / "data"


@pytest.fixture
def take(db: None, tmp_path: Path) -> Take:
    """Writes an export beside whatever the test put into `tmp_path`, and takes it in."""

    def write_and_take(text: str | bytes, **options: Any) -> Report:
        path = tmp_path / "export.xml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return take_in("wordpress", path, **options)

    return write_and_take


@pytest.fixture
def fixtures() -> Path:
    return Path(__file__).parent / "fixtures"


def reasons(report: Report, record: str, foreign: str | int = "") -> str:
    """Everything the report says of one record."""
    return "\n".join(
        f"{line['what']}: {line['reason']}"
        for line in report.lines()
        if line["record"] == record and (not foreign or line["foreign"] == str(foreign))
    )
