"""How today's code is asked for what a past version kept: the one file to change when a model, a field or a value is renamed.

Each function gives the rows of one table of `expected.json` in the words of that file, which never change: moments in UTC as ISO
8601, bytes as hexadecimal digits, ids as they were. Whatever a migration turned into something else is turned back here, so
that what it means can be compared.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from hashlib import sha256
from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Model

from broadsheet import models as now

Row = dict[str, Any]


def everything() -> dict[str, list[Row]]:
    """All tables, by the names that `expected.json` has for them."""
    return {name: read() for name, read in TABLES.items()}


def _plain(value: Any) -> Any:
    """As JSON has it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, float):
        return round(value, 9)
    return value


def _rows(model: type[Model], **fields: str) -> list[Row]:
    """A model's rows: the names of `expected.json`, and where today's model has them."""
    found = model._default_manager.order_by("pk").values_list(*fields.values())
    return [dict(zip(fields, map(_plain, row), strict=True)) for row in found]


def _all(model: type[Model], **renamed: str) -> list[Row]:
    """Every column by its field's name, its key as `id`; for what is called as it ever was, but for the `renamed`."""
    names = {one.name: one.attname for one in model._meta.fields if not one.primary_key}
    return _rows(model, **{"id": "pk", **names, **renamed})


def _digest(of: str) -> str:
    return sha256(of.encode()).hexdigest()[:16]


# The newsroom.


def site() -> list[Row]:
    return _all(now.SiteSettings)


def people() -> list[Row]:
    found = _all(
        now.Person, first="first_name", last="last_name", active="is_active", staff="is_staff", owner="is_superuser",
        joined="date_joined", last_sign_in="last_login",
    )  # fmt: skip
    for row in found:
        person = now.Person.objects.get(pk=row["id"])
        row["name"] = person.name
        row["groups"] = sorted(person.groups.values_list("name", flat=True))
        row["sections"] = sorted(person.sections.values_list("slug", flat=True))
    return found


def sign_in_methods() -> list[Row]:
    """Accounts elsewhere, and passkeys."""
    accounts = SocialAccount.objects.order_by("pk").values_list("pk", "user_id", "provider", "uid")
    found = [{"id": f"account-{pk}", "person": who, "provider": by, "what": uid} for pk, who, by, uid in accounts]
    for one in Authenticator.objects.order_by("pk"):
        what = _digest(json.dumps(one.data, sort_keys=True))
        found.append({"id": f"passkey-{one.pk}", "person": one.user_id, "provider": str(one.type), "what": what})
    return found


def sessions() -> list[Row]:
    return [
        {"id": one.session_key, "person": one.get_decoded().get("_auth_user_id"), "until": _plain(one.expire_date)}
        for one in Session.objects.order_by("session_key")
    ]


def sections() -> list[Row]:
    return _all(now.Section)


def tags() -> list[Row]:
    return _all(now.Tag)


def authors() -> list[Row]:
    return _all(now.Author)


def pictures() -> list[Row]:
    found = _all(now.Photo)
    for row in found:
        with now.Photo.objects.get(pk=row["id"]).file.open("rb") as file:
            row["content"] = sha256(file.read()).hexdigest()[:16]
    return found


def stories() -> list[Row]:
    """With what is filed with them, and their drafts."""
    found = _all(now.Story, comments_are="discussion_is", main_picture="lead_id", section="section__slug")
    for row in found:
        story = now.Story.objects.get(pk=row["id"])
        blocks = [[block["type"], block["value"]] for block in story.body.raw_data]
        due = story.revisions.exclude(approved_go_live_at=None).values_list("approved_go_live_at", flat=True)
        row |= {
            "body": _digest(json.dumps(blocks, sort_keys=True, ensure_ascii=False)),
            "tags": sorted(story.tags.values_list("slug", flat=True)),
            "authors": [byline.author.slug for byline in story.bylines.order_by("sort_order")],
            "revisions": story.revisions.count(),
            "latest_draft": story.latest_revision.content["headline"] if story.latest_revision else "",
            "scheduled": [_plain(at) for at in due],
        }
    return found


def corrections() -> list[Row]:
    return _all(now.Correction)


def former_addresses() -> list[Row]:
    return _all(now.FormerAddress)


def imported() -> list[Row]:
    return _all(now.Taken)


# What readers say.


def comments() -> list[Row]:
    found = _all(now.Comment, reason="reason__name", cut="redacted")
    for row in found:
        row["html"] = _digest(row["html"])
    return found


def discussions() -> list[Row]:
    return _all(now.Discussion)


def likes() -> list[Row]:
    return _all(now.Like)


def flags() -> list[Row]:
    return _all(now.Flag)


def drafts() -> list[Row]:
    return _all(now.Draft)


def mentions() -> list[Row]:
    return _all(now.Mention)


def thread_parts() -> list[Row]:
    return _all(now.ThreadPage)


# What staff do.

_RULES = {"restrictions": "measures", "site": "house"}  # as 0.3.0 called them


def decisions() -> list[Row]:
    return _all(now.Decision)


def findings() -> list[Row]:
    """Why a comment waits; `means` is what 0.3.0 wrote into one line of text (`kept_as` in `expected.json`)."""
    found = _all(now.Finding)
    for row in found:
        row["rule"] = _RULES.get(row["rule"], row["rule"])
        row["means"] = _meaning(row)
    return found


def _meaning(row: Row) -> Row:
    rule = row["rule"]
    if rule in {"links", "flags"}:
        return {"found": row["measured"], "limit": row["limit"]}
    if rule == "new-writer":
        return {"limit": row["limit"]}
    if rule == "words":
        return {"lists": _lists_in(row["subject"])}
    if rule == "measures":
        return {"by": row["subject"]}
    return {"asked": row["pending"]} if rule == "outside" else {}


def _lists_in(subject: str) -> list[str]:
    """Names of word lists, which may have commas in them, parted by commas."""
    names = now.WordList.objects.values_list("name", flat=True)
    found = {name for name in names if f", {name}, " in f", {subject}, "}
    whole = {one for one in found if not any(one in other and one != other for other in found)}
    return sorted(whole, key=subject.index)


def cuts() -> list[Row]:
    return _all(now.Redaction)


def moves() -> list[Row]:
    return _all(now.Move)


def reasons() -> list[Row]:
    return _all(now.Reason)


def appeals() -> list[Row]:
    return _all(now.Appeal)


def correction_offers() -> list[Row]:
    return _all(now.CorrectionRequest)


def monthly_figures() -> list[Row]:
    return _all(now.MonthlyFigure)


def floods() -> list[Row]:
    return _all(now.FloodDecision)


def shifts() -> list[Row]:
    return _all(now.Shift)


def exemptions() -> list[Row]:
    return _all(now.DayOff)


def staffing() -> list[Row]:
    return _all(now.SectionState)


def restrictions() -> list[Row]:
    return _all(
        now.Restriction, does="type", aim="target", mark="target_hash", shown="target_label", look="name_skeleton",
        forgets="traces_until", why="reason", told="message", heard="acknowledged_at",
    )  # fmt: skip


def rule_settings() -> list[Row]:
    return _all(now.RuleSetting)


def word_lists() -> list[Row]:
    return _all(now.WordList)


def rule_changes() -> list[Row]:
    return _all(now.RuleChange)


def outside_checks() -> list[Row]:
    return _all(now.WebhookRequest)


def desk_cases() -> list[Row]:
    found = _all(now.QueueItem, mark="checksum")
    for row in found:
        row["rule"] = _RULES.get(row["rule"], row["rule"])
    return found


def desk_counts() -> list[Row]:
    return _all(now.QueueCount)


def desk_fillings() -> list[Row]:
    """Without the one that an upgrade adds, since the index names rules."""
    return [row for row in _all(now.ReindexJob) if row["story"] or row["state"]]


def desk_glances() -> list[Row]:
    return _all(now.Presence)


def bulk_jobs() -> list[Row]:
    return _all(now.BulkJob)


def bulk_job_comments() -> list[Row]:
    return _all(now.BulkJobItem, sweep="job_id")


# The ledger.


def ledger() -> list[Row]:
    return [row | {"number": row["id"], "kind": _KIND_WAS.get(row["kind"], row["kind"])} for row in _all(now.Entry)]


_KIND_WAS = {
    "site changed": "house changed",
    "person erased": "person forgotten",
    "imported": "taken in",
    "comment redacted": "comment cut",
    "person restricted": "person measured",
    "e-mail requested": "letter asked",
    "reader erased": "reader forgotten",
    "retention swept": "over forgotten",
}  # what a kind is called now, and what it was called


def bookmarks() -> list[Row]:
    return [row | {"id": _READER_WAS.get(row["id"], row["id"])} for row in _all(now.Bookmark)]


_READER_WAS: dict[str, str] = {}  # the same of those who read the ledger


# E-mails.


def email_addresses() -> list[Row]:
    return _all(now.Address, why="stop_reason")


def follows() -> list[Row]:
    return _all(now.Follow, pace="frequency")


def emails() -> list[Row]:
    return _all(now.Notification, gathered="in_digest")


def codes() -> list[Row]:
    return _all(now.Code)


# The spam filter.


def filters() -> list[Row]:
    return _all(now.Filter, asks="akismet_key")


def labels() -> list[Row]:
    return _all(now.Label, of="filter__name")


def judgements() -> list[Row]:
    """`reasons` are a list of codes, each with a number where it has one."""
    found = _all(now.Judgement)
    for row in found:
        row["comment"] = row["id"]
        row["facts"] = json.loads(row["facts"]) if row["facts"] else {}
    return found


def doubts() -> list[Row]:
    return [row | {"features": _digest(row["features"])} for row in _all(now.Doubt)]


def filter_keys() -> list[Row]:
    return _all(now.Key)


def filter_uses() -> list[Row]:
    return _all(now.Use)


def callbacks() -> list[Row]:
    found = _all(now.Callback)
    return [row | {name: _digest(row[name]) for name in ("features", "parts")} for row in found]


def akismet_questions() -> list[Row]:
    return _all(now.Question, asks="kind")


# Beside the database.


def erasures() -> list[Row]:
    """The file in which erasures are noted, a line each."""
    path = Path(settings.DATA) / "erasures.jsonl"
    lines = path.read_text().splitlines() if path.exists() else []
    return [{"id": number, **json.loads(line)} for number, line in enumerate(lines, start=1)]


def pace_windows() -> list[Row]:
    return _all(now.Pace)


TABLES: dict[str, Callable[[], list[Row]]] = {
    read.__name__: read
    for read in (
        site, people, sign_in_methods, sessions, sections, tags, authors, pictures, stories, corrections, former_addresses,
        imported, comments, discussions, likes, flags, drafts, mentions, thread_parts, decisions, findings, cuts, moves,
        reasons, appeals, correction_offers, monthly_figures, floods, shifts, exemptions, staffing, restrictions,
        rule_settings, word_lists, rule_changes, outside_checks, desk_cases, desk_counts, desk_fillings, desk_glances,
        bulk_jobs, bulk_job_comments, ledger, bookmarks, email_addresses, follows, emails, codes, filters, labels, judgements,
        doubts, filter_keys, filter_uses, callbacks, akismet_questions, erasures, pace_windows,
    )
}  # fmt: skip
