"""Asking the outside check what it makes of comments: a signed POST of JSON, and an answer in JSON (`docs/operating.md`)."""

from __future__ import annotations

import hmac
import json
import time
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version

from django.conf import settings
from django.db import transaction

from broadsheet.comments import Comment, Finding, State, take
from broadsheet.kit import Unfetched, fetch
from broadsheet.moderation import hide_comment
from broadsheet.screening.akismet_check import let_go
from broadsheet.screening.models import Asking, RuleSetting
from broadsheet.screening.rules import BY_NAME, book_of
from broadsheet.stories import house

_RULE = BY_NAME["outside"]
_AT_ONCE = 20
_BYTES = 10_000
_SAYS = {"publish": State.PUBLISHED, "hold": State.HELD, "spam": State.SPAM}


@dataclass(frozen=True, slots=True)
class Answer:
    """`late` says that there was none, or none that can be understood."""

    says: State
    reason: str = ""
    late: bool = False


def ask_outside() -> int:
    """Ask about what waits, the oldest first, each once; called by the worker. Gives how many were asked."""
    asked = list(Asking.objects.order_by("at")[:_AT_ONCE])
    for asking in asked:
        comment = Comment.objects.select_related("story").defer("story__body").get(pk=asking.pk)
        _follow(comment, asking, ask(comment))
    return len(asked)


def ask(comment: Comment) -> Answer:
    """Within no transaction: it takes as long as it takes."""
    ours = house()
    book = book_of(ours)
    options = book.options(_RULE, ours)
    if not book.is_on(_RULE) or not options["address"]:
        return Answer(State.PUBLISHED)
    body = json.dumps(_facts(comment)).encode()
    try:
        found = fetch(
            options["address"],
            data=body,
            headers=signed(body),
            seconds=options["seconds"],
            most=_BYTES,
            private=options["private"],
        )
    except Unfetched:
        return Answer(State.HELD, late=True)
    return _understood(found.body) if found.status == 200 else Answer(State.HELD, late=True)


def signed(body: bytes, at: int | None = None) -> dict[str, str]:
    """The headers that prove who asks, and when: HMAC-SHA256 over the moment (Unix seconds), a full stop, and the body."""
    moment = str(at if at is not None else int(time.time()))
    secret = RuleSetting.objects.filter(name=_RULE.name).values_list("secret", flat=True).first() or ""
    digest = hmac.new(secret.encode(), f"{moment}.".encode() + body, sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "User-Agent": f"Broadsheet/{version('broadsheet')}",
        "Broadsheet-Timestamp": moment,
        "Broadsheet-Signature": f"sha256={digest}",
    }


def _understood(body: bytes) -> Answer:
    try:
        said = json.loads(body)
        return Answer(_SAYS[said["decision"]], " ".join(str(said.get("reason") or "").split())[:300])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Answer(State.HELD, late=True)


def _facts(comment: Comment) -> dict[str, object]:
    """Of the writer the name and what they gave; no network, which is not kept."""
    return {
        "id": comment.pk,
        "story": f"{settings.ADDRESS}{comment.story.address}",
        "headline": comment.story.headline,
        "language": comment.story.language,
        "parent": comment.parent_id,
        "name": comment.name,
        "email": comment.email,
        "website": comment.website,
        "text": comment.text,
        "created": comment.created.isoformat(),
        "signed_in": comment.person_id is not None,
    }


@transaction.atomic
def _follow(comment: Comment, asking: Asking, answer: Answer) -> None:
    """What was changed while it was asked is asked again. A moderator who was faster has decided."""
    take(comment.story_id)
    asked_about, edited = comment.text, Comment.objects.filter(pk=comment.pk).values_list("text", flat=True).first()
    if edited != asked_about or not Asking.objects.filter(pk=asking.pk).delete()[0]:
        return
    comment.refresh_from_db(fields=["state"])
    if comment.state != State.HELD:
        return
    name = _RULE.name
    if answer.says == State.PUBLISHED:
        let_go(comment, name)
        return
    Finding.objects.filter(comment=comment, rule=name).delete()
    Finding.objects.create(comment=comment, rule=name, does=answer.says, words=answer.reason, late=answer.late)
    if answer.says == State.SPAM:
        hide_comment(comment, state=State.SPAM)
