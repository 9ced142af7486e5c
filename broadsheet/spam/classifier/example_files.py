"""Labelled examples from a file: JSON lines with `text` and `spam`, and where known `author`, `time`, `title`, `url`, `email`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from broadsheet.spam.classifier.submissions import Submission

_SPAM = {"spam", "true", "1", "yes"}


class Unreadable(Exception):
    """The file is no JSON lines; `sentence` says where."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def examples(path: Path) -> Iterator[tuple[Submission, bool]]:
    """In the order given. Raises Unreadable at the first line that is no object with `text` and `spam`."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _example(line, number)
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror}.") from error


def _example(line: str, number: int) -> tuple[Submission, bool]:
    try:
        facts = json.loads(line)
        text, spam = facts["text"], facts["spam"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Unreadable(
            f'Line {number} is not like {{"text": "Well said.", "spam": false}}. Nothing after it was read.'
        ) from None
    author, email, url, title = (_words(facts.get(name)) for name in ("author", "email", "url", "title"))
    time = _moment(facts.get("time"))
    return Submission(text=_words(text), author=author, email=email, url=url, title=title, time=time), _is_spam(spam)


def _words(value: Any) -> str:
    return "" if value is None else str(value)


def _is_spam(value: Any) -> bool:
    return str(value).strip().lower() in _SPAM


def _moment(value: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
