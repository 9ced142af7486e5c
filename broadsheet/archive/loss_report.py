"""The loss report: one line for every record that was altered or dropped on the way in, with the reason."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from django.conf import settings
from django.utils import timezone

from broadsheet.archive.records import Loss

ALTERED, DROPPED, LEFT = "altered", "dropped", "left as it is"


@dataclass
class Report:
    """What was taken in, counted, and a line for each record that is not here just as it was there.

    Lines go to a file as they come: an import of a million records does not hold them. `saved` is that file once the
    import is done; a dry run saves none, and its lines are read with `lines()`.
    """

    kind: str
    source: Path
    dry_run: bool = False
    taken: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    saved: Path | None = None

    def __post_init__(self) -> None:
        self._lines: IO[str] = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - lives with the report

    def note(self, what: str, record: str, foreign: str, reasons: str | list[str], title: str = "") -> None:
        """Write one line, unless there are no reasons: the record was altered, dropped or left, and why."""
        reason = reasons if isinstance(reasons, str) else "; ".join(dict.fromkeys(reasons))
        if not reason:
            return
        self.lost[what] += 1
        facts = {"what": what, "record": record, "foreign": foreign, "title": " ".join(title.split()), "reason": reason}
        self._lines.write(json.dumps(facts, ensure_ascii=False) + "\n")

    def note_loss(self, loss: Loss) -> None:
        self.note(loss.what, loss.record, loss.foreign, loss.reason, loss.title)

    def lines(self) -> Iterator[dict[str, str]]:
        """Every line so far: what, record, foreign, title, reason."""
        self._lines.seek(0)
        for line in self._lines:
            yield json.loads(line)
        self._lines.seek(0, 2)

    def save(self) -> None:
        """Keep the report in `DATA/reports`: for people as .txt, for programs as .jsonl."""
        folder = settings.DATA / "reports"
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{timezone.now():%Y-%m-%d-%H%M%S}-{self.kind}"
        count = 1
        while (path := folder / f"{name}{'' if count == 1 else f'-{count}'}.txt").exists():
            count += 1
        with path.open("w", encoding="utf-8") as text, path.with_suffix(".jsonl").open("w", encoding="utf-8") as lines:
            text.write(self.summary() + "\n\n")
            for facts in self.lines():
                text.write(as_text(facts) + "\n")
                lines.write(json.dumps(facts, ensure_ascii=False) + "\n")
        self.saved = path

    def summary(self) -> str:
        """One sentence in numbers."""
        counted = ", ".join(f"{count:,} {name}" for name, count in sorted(self.taken.items()) if count) or "nothing new"
        here = ", ".join(f"{count:,} {name}" for name, count in sorted(self.unchanged.items()) if count)
        lost = (
            ", ".join(f"{count:,} {what}" for what, count in sorted(self.lost.items()))
            or "nothing was altered or dropped"
        )
        sentences = [f"Taken in from {self.source.name}: {counted}."]
        if here:
            sentences.append(f"Here already: {here}.")
        sentences.append(f"Of the records: {lost}.")
        return " ".join(sentences)


def as_text(facts: dict[str, str]) -> str:
    """A line as people read it."""
    title = f" “{facts['title']}”" if facts["title"] else ""
    foreign = f" {facts['foreign']}" if facts["foreign"] else ""
    return f"{facts['what']}: {facts['record']}{foreign}{title}: {facts['reason']}"
