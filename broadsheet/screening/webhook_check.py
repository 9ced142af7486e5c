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
from broadsheet.comments.queries import comment_with_story, forget_findings, insert_findings
from broadsheet.kit import Unfetched, fetch
from broadsheet.kit.loops import guarded
from broadsheet.moderation import hide_comment
from broadsheet.screening.akismet_check import stop_holding
from broadsheet.screening.models import RuleSetting, WebhookRequest
from broadsheet.screening.rules import BY_NAME, book_of
from broadsheet.stories import site_settings

_RULE = BY_NAME["outside"]
_AT_ONCE = 20
_BYTES = 10_000
_SAYS = {"publish": State.PUBLISHED, "hold": State.HELD, "spam": State.SPAM}


@dataclass(frozen=True, slots=True)
class WebhookAnswer:
    """What the newsroom's program says of a comment, and why; `late` means that no answer came that can be understood."""

    says: State
    reason: str = ""
    late: bool = False


def ask_outside() -> int:
    """Ask about the comments that wait for an answer, the oldest first; called by the worker. Gives how many there were."""
    asked = list(WebhookRequest.objects.order_by("at")[:_AT_ONCE])
    for asking in asked:
        with guarded("outside check", f"comment {asking.pk}"):
            if comment := comment_with_story(asking.pk):
                _apply(comment, asking, ask(comment))
    return len(asked)


def ask(comment: Comment) -> WebhookAnswer:
    """One request, which may take as many seconds as the rule allows; so call it outside of any transaction."""
    ours = site_settings()
    book = book_of(ours)
    options = book.options(_RULE, ours)
    if not book.is_on(_RULE) or not options["address"]:
        return WebhookAnswer(State.PUBLISHED)
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
        return WebhookAnswer(State.HELD, late=True)
    return _understood(found.body) if found.status == 200 else WebhookAnswer(State.HELD, late=True)


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


def _understood(body: bytes) -> WebhookAnswer:
    try:
        said = json.loads(body)
        return WebhookAnswer(_SAYS[said["decision"]], " ".join(str(said.get("reason") or "").split())[:300])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return WebhookAnswer(State.HELD, late=True)


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
def _apply(comment: Comment, asking: WebhookRequest, answer: WebhookAnswer) -> None:
    """A comment that was edited meanwhile is asked about again. A moderator who was faster has decided."""
    take(comment.story_id)
    asked_about = comment.text
    comment.refresh_from_db(fields=["text", "state"])
    if comment.text != asked_about or not WebhookRequest.objects.filter(pk=asking.pk).delete()[0]:
        return
    if comment.state != State.HELD:
        return
    name = _RULE.name
    if answer.says == State.PUBLISHED:
        stop_holding(comment, name)
        return
    forget_findings(comment, name)
    insert_findings([Finding(comment=comment, rule=name, does=answer.says, words=answer.reason, late=answer.late)])
    if answer.says == State.SPAM:
        hide_comment(comment, state=State.SPAM)
