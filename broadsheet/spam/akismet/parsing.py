"""What another site's Akismet client asks, read from a form whatever its encoding."""

from __future__ import annotations

import codecs
from urllib.parse import parse_qsl

from django.http import HttpRequest

from broadsheet.spam.classifier import Submission

MOST_BYTES = 64 * 1024
_MOST_FIELDS = 400
_MOST_LETTERS = 2_000  # of any field but the content


class Malformed(Exception):
    """This is no form of an Akismet client; its words say why."""


def form_of(request: HttpRequest) -> dict[str, str]:
    """The fields, the first of each name. Raises Malformed.

    By hand and not `request.POST`: old clients send what their blog's charset makes of it, and say so in a field.
    """
    raw = (
        request.body if request.method == "POST" else request.META.get("QUERY_STRING", "").encode("latin-1", "replace")
    )
    try:
        given = dict(reversed(_pairs(raw, "utf-8")))
        charset = _charset(given.get("blog_charset", ""))
        return given if charset == "utf-8" else dict(reversed(_pairs(raw, charset)))
    except (ValueError, LookupError) as error:
        raise Malformed("The form cannot be read") from error


def _pairs(raw: bytes, charset: str) -> list[tuple[str, str]]:
    return parse_qsl(
        raw.decode("latin-1"), keep_blank_values=True, encoding=charset, errors="replace", max_num_fields=_MOST_FIELDS
    )


def _charset(named: str) -> str:
    """One that turns bytes to text; UTF-8 for what is none."""
    try:
        found = codecs.lookup(named[:40]) if named.isascii() and named else codecs.lookup("utf-8")
        b"x".decode(found.name)
    except (LookupError, ValueError, AssertionError):
        return "utf-8"
    return found.name if found._is_text_encoding else "utf-8"


def submission_of(given: dict[str, str]) -> Submission:
    """The plain submission; what stands in a declared honeypot is a trap."""

    def words(name: str, most: int = _MOST_LETTERS) -> str:
        return given.get(name, "")[:most]

    trap = given.get(words("honeypot_field_name"), "") if given.get("honeypot_field_name") else ""
    context = given.get("comment_context[]") or given.get("comment_context") or ""
    return Submission(
        text=words("comment_content", MOST_BYTES),
        author=words("comment_author", 200),
        email=words("comment_author_email", 254),
        url=words("comment_author_url", 500),
        title=context[:300],
        language=words("blog_lang", 8),
        trap=trap[:40],
        agent=words("user_agent", 40).partition("/")[0],
    )
