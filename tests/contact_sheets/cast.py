"""Who works at the newspaper and reads it, and the languages it is looked at in."""

from __future__ import annotations

LANGUAGES = ["en", "ru", "uk", "kk", "ar"]  # those that the interface speaks
STAFF = {"owner": "Ada", "editor": "Eva", "writer": "Wim", "moderator": "Dee"}
PASSWORD = "a long enough password"


def email_of(role: str) -> str:
    return f"{role}@paper.example"
