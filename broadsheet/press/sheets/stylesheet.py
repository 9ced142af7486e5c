"""The style sheet as it is printed into every page, and the policy that allows it and nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r"\s*([{};,>])\s*")
_AFTER_COLON = re.compile(r"(?<=[\w-]): (?=[^{}]*[;}])")
_SOURCE: Path = settings.PACKAGE / "static" / "broadsheet" / "style.css"


def style(accent: str) -> str:
    """The style sheet, small, with the site's accent colour as a custom property."""
    return _style(accent, _SOURCE.stat().st_mtime_ns if _SOURCE.exists() else 0)


@lru_cache(maxsize=8)
def _style(accent: str, changed: int) -> str:
    source = _SOURCE.read_text() if changed else ""
    return f"{small(source)}:root{{--accent:{accent}}}"


def small(css: str) -> str:
    """CSS without comments and the space nobody needs; what is in quotation marks stays as it is."""
    parts = re.split(r"(\"[^\"\n]*\"|'[^'\n]*')", _COMMENT.sub("", css))
    for place in range(0, len(parts), 2):
        parts[place] = _AROUND.sub(r"\1", _SPACE.sub(" ", parts[place])).replace(";}", "}")
    return _AFTER_COLON.sub(":", "".join(parts).strip())


@lru_cache(maxsize=8)
def policy(printed_style: str) -> str:
    """The Content-Security-Policy of a page that holds this style and no other: scripts are files of this site."""
    digest = base64.b64encode(hashlib.sha256(printed_style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'"
    )
