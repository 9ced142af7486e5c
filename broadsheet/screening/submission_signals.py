"""What is known of how a comment was sent: the honeypot field, how long the page was open, the browser's family."""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.http import HttpRequest

TRAP = "homepage"  # a field that people do not see, with a name that programs like to fill in
EDITION = "edition"  # of the printed page that was answered
PROOF = "proof"  # see proof_of_work.py
SECONDS = "seconds"  # from opening the page, told by the page's script where there is one
_FAMILIES = ("Firefox", "Edg", "OPR", "Chrome", "Safari", "curl", "python", "Go-http", "Java", "libwww", "bot")


@dataclass(frozen=True, slots=True)
class SubmissionSignals:
    """`seconds` is None where no script told it, `edition` where the form named none; -1 is an edition that is no number."""

    trap: str = ""
    seconds: float | None = None
    agent: str = ""
    edition: int | None = None
    proof: str = ""

    def facts(self) -> dict[str, object]:
        return {"trap": self.trap, "seconds": self.seconds, "agent": self.agent}


def signals_of(request: HttpRequest, given: dict[str, str]) -> SubmissionSignals:
    """From a posted form's fields and the browser's name for itself, of which the family alone is used."""
    agent = request.headers.get("User-Agent", "")
    family = next((name for name in _FAMILIES if name.lower() in agent.lower()), "other" if agent else "none")
    return SubmissionSignals(
        given.get(TRAP, "").strip()[:40],
        _seconds(given.get(SECONDS, "")),
        family,
        _edition(given.get(EDITION, "")),
        given.get(PROOF, "")[:300],
    )


def _edition(told: str) -> int | None:
    if not told:
        return None
    return int(told) if told.isascii() and told.isdigit() and len(told) < 20 else -1


def _seconds(told: str) -> float | None:
    try:
        seconds = float(told[:20])
    except ValueError:
        return None
    return round(seconds, 1) if math.isfinite(seconds) and 0 <= seconds < 1e7 else None
