"""Asking Akismet, where the newsroom has a key: beside our own filter, from the worker, after the reader has their answer.

No address of a reader is sent: none is kept. What comes late, broken or not at all is no answer, and then the comment
stays held.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from importlib.metadata import version
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from broadsheet.kit.fetching import Unfetched, fetch
from broadsheet.spam.classifier import Submission
from broadsheet.spam.models import SITE, Filter, Question

_THERE = "https://rest.akismet.com/1.1/"
_SECONDS, _BYTES = 3.0, 10_000
_TRIES = 4
_LONGEST_WAIT = 3600  # seconds until asked again, whatever they say
_BETWEEN_TRIES = timedelta(minutes=5)


class Answer(StrEnum):
    SPAM = "spam"
    GOOD = "good"
    SILENT = "silent"  # nothing, or nothing that can be understood
    WAIT = "wait"  # a provisional answer: ask again


@dataclass(frozen=True, slots=True)
class Opinion:
    """What Akismet said. `again` is the number of seconds after which it wants to be asked once more."""

    answer: Answer
    again: int = 0


def asks_akismet() -> bool:
    """Whether comments leave for Akismet: to be said on the notice about what is done with what readers write."""
    return Filter.objects.filter(name=SITE).exclude(akismet_key="").exists()


def choose_akismet(key: str) -> bool:
    """Ask with this key from now on; empty, nobody is asked. False where Akismet does not know the key or cannot be reached."""
    key = key.strip()[:64]
    if key and _said("verify-key", {"key": key, "blog": settings.ADDRESS}) != "valid":
        return False
    Filter.objects.get_or_create(name=SITE)
    Filter.objects.filter(name=SITE).update(akismet_key=key)
    if not key:
        Question.objects.filter(answer="").delete()
    return True


def question(subject: int, kind: str, *, publishes: bool = False) -> None:
    """Something to ask (`check`) or to report (`spam`, `good`) in a moment."""
    Question.objects.create(subject=subject, kind=kind, publishes=publishes)


def due(most: int = 20) -> list[Question]:
    """What is to be asked now, the oldest first."""
    now = timezone.now()
    return list(Question.objects.filter(Q(answer="") | Q(answer=Answer.WAIT), due__lte=now).order_by("due")[:most])


def ask(asked: Question, submission: Submission, permalink: str) -> Opinion:
    """Ask or report, and keep the answer, or when to try again. Within no transaction: it takes as long as it takes."""
    key = Filter.objects.filter(name=SITE).values_list("akismet_key", flat=True).first()
    if not key:
        return _keep(asked, Opinion(Answer.SILENT))
    fields = {**_fields(submission), "api_key": key, "blog": settings.ADDRESS, "permalink": permalink}
    if asked.kind == "check":
        return _keep(asked, _opinion(fields))
    said = _said("submit-spam" if asked.kind == "spam" else "submit-ham", fields)
    return _keep(asked, Opinion(Answer(asked.kind) if said.startswith("Thanks") else Answer.SILENT))


def _opinion(fields: dict[str, str]) -> Opinion:
    try:
        found = fetch(f"{_THERE}comment-check", data=_form(fields), headers=_HEADERS, seconds=_SECONDS, most=_BYTES)
    except Unfetched:
        return Opinion(Answer.SILENT)
    said = found.body.strip()
    if found.status != 200 or said not in {b"true", b"false"}:
        return Opinion(Answer.SILENT)
    if said == b"true":
        return Opinion(Answer.SPAM)
    again = found.headers.get("x-akismet-recheck-after", "")
    if again.isascii() and again.isdigit() and int(again[:9]) > 0:
        return Opinion(Answer.WAIT, min(int(again[:9]), _LONGEST_WAIT))
    return Opinion(Answer.GOOD)


def _said(method: str, fields: dict[str, str]) -> str:
    try:
        found = fetch(f"{_THERE}{method}", data=_form(fields), headers=_HEADERS, seconds=_SECONDS, most=_BYTES)
    except Unfetched:
        return ""
    return found.body.decode("utf-8", "replace").strip() if found.status == 200 else ""


def _keep(asked: Question, opinion: Opinion) -> Opinion:
    """Silence is tried again a few times; after the last, and where the wait has no end, it stays silence."""
    asked.tries += 1
    last = asked.tries >= _TRIES
    silent = opinion.answer == Answer.SILENT
    if opinion.answer == Answer.WAIT and last:
        opinion = Opinion(Answer.SILENT)
    waits = timedelta(seconds=opinion.again) if opinion.again else _BETWEEN_TRIES
    asked.answer = "" if silent and not last else str(opinion.answer)
    asked.due = timezone.now() + waits
    asked.save(update_fields=["tries", "answer", "due"])
    return opinion


def _fields(given: Submission) -> dict[str, str]:
    fields = {
        "user_ip": "0.0.0.0",  # noqa: S104 - required by the protocol; readers' addresses are not kept, so not sent
        "user_agent": given.agent,
        "comment_type": "comment",
        "comment_author": given.author,
        "comment_author_email": given.email,
        "comment_author_url": given.url,
        "comment_content": given.text,
        "blog_lang": given.language,
        "blog_charset": "UTF-8",
        "honeypot_field_name": "homepage",
        "homepage": given.trap,
    }
    return {name: value for name, value in fields.items() if value}


def _form(fields: dict[str, str]) -> bytes:
    return urlencode(fields, errors="replace").encode()


_OURS = f"Broadsheet/{version('broadsheet')}"
_HEADERS = {
    "User-Agent": f"{_OURS} | {_OURS}",
    "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
}
