"""What a browser would post from the newsroom's form for a story."""

from __future__ import annotations

import json
from typing import Any

STORIES = "/-/newsroom/stories/"


def story_form(**fields: Any) -> dict[str, Any]:
    """A filled form; `body` as a list of (kind, value), rich text as HTML."""
    form: dict[str, Any] = {
        "headline": "Bridge reopens",
        "standfirst": "Carts cross again.",
        "language": "en",
        "discussion_is": "open",
        "bylines-TOTAL_FORMS": "0",
        "bylines-INITIAL_FORMS": "0",
        "bylines-MIN_NUM_FORMS": "0",
        "bylines-MAX_NUM_FORMS": "1000",
        **_body(fields.pop("body", [])),
    }
    return {**form, **fields}


def _body(blocks: list[tuple[str, Any]]) -> dict[str, str]:
    posted = {"body-count": str(len(blocks))}
    for number, (kind, value) in enumerate(blocks):
        posted |= {
            f"body-{number}-deleted": "",
            f"body-{number}-order": str(number),
            f"body-{number}-type": kind,
            f"body-{number}-id": "",
        }
        posted |= _value(f"body-{number}-value", kind, value)
    return posted


def _value(name: str, kind: str, value: Any) -> dict[str, str]:
    if isinstance(value, dict):
        return {f"{name}-{key}": str(part) for key, part in value.items()}
    return {name: _draft(value) if kind == "paragraph" else str(value)}


def _draft(text: str) -> str:
    """One paragraph as the editor keeps it (Draft.js content state)."""
    block = {"key": "a", "type": "unstyled", "text": text, "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})
