"""What a folder holds, in words that do not hang on how a version keeps it: tables of plain values, by what they are about.

Moments are in UTC, as ISO 8601 has them; bytes are hexadecimal; long ones are digests.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from hashlib import sha256
from pathlib import Path
from typing import Any

from filling.world import World

Row = dict[str, Any]


def plain(value: Any) -> Any:
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


def rows(model: Any, *names: str, order: str = "pk", **renamed: str) -> list[Row]:
    """A model's rows: fields by their own names, and others by a name that says more."""
    paths = {**{name: name for name in names}, **renamed}
    found = model._default_manager.order_by(order).values_list(*paths.values())
    return [dict(zip(paths, map(plain, row), strict=True)) for row in found]


def digest(of: str) -> str:
    return sha256(of.encode()).hexdigest()[:16]


def describe(world: World, data: Path) -> dict[str, list[Row]]:
    """Every table of this version."""
    from django.apps import apps

    known = {model.__name__ for model in apps.get_app_config("broadsheet").get_models()}
    tables: dict[str, list[Row]] = {}
    for name, needs, make in _TABLES:
        if needs in known:
            tables[name] = make(apps.get_model("broadsheet", needs), world)
    tables["sessions"] = _sessions()
    tables["erasures"] = _erasures(data)
    if world.since(0, 2):
        tables["sign_in_methods"] = _sign_in_methods()
    return {name: some for name, some in tables.items() if some}


def _house(model: Any, world: World) -> list[Row]:
    names = [field.name for field in model._meta.fields if field.name not in {"id", "closings_told", "rules"}]
    return rows(model, "id", *names)


def _people(model: Any, world: World) -> list[Row]:
    own = ("website", "about", "proven", "confirmed", "seed", "seal") if world.since(0, 2) else ()
    found = rows(
        model, "id", "email", "role", "password", *own, first="first_name", last="last_name", active="is_active",
        staff="is_staff", owner="is_superuser", joined="date_joined", last_sign_in="last_login",
    )  # fmt: skip
    for row in found:
        person = model.objects.get(pk=row["id"])
        row["name"] = person.name
        row["groups"] = sorted(person.groups.values_list("name", flat=True))
        if world.since(0, 3):
            row["sections"] = sorted(person.sections.values_list("slug", flat=True))
    return found


def _stories(model: Any, world: World) -> list[Row]:
    found = rows(
        model, "id", "headline", "standfirst", "address", "page", "language", "dateline", "source_name", "source_address",
        "copyright", "published_at", "revised_at", "live", "rule", "order", "go_live_at", "first_published_at",
        "has_unpublished_changes", "changed_by_staff", translation_of="translation_of_id", section="section__slug",
        main_picture="lead_id", comments_are="discussion_is",
    )  # fmt: skip
    for row in found:
        story = model.objects.get(pk=row["id"])
        blocks = [[block["type"], block["value"]] for block in story.body.raw_data]
        row["body"] = digest(json.dumps(blocks, sort_keys=True, ensure_ascii=False))
        row["tags"] = sorted(story.tags.values_list("slug", flat=True))
        row["authors"] = [byline.author.slug for byline in story.bylines.order_by("sort_order")]
        row["revisions"] = story.revisions.count()
        row["latest_draft"] = story.latest_revision.content["headline"] if story.latest_revision else ""
        row["scheduled"] = [
            plain(at)
            for at in story.revisions.exclude(approved_go_live_at=None).values_list("approved_go_live_at", flat=True)
        ]
    return found


def _pictures(model: Any, world: World) -> list[Row]:
    found = rows(
        model, "id", "title", "alt", "caption", "credit", "width", "height", "focal_point_x", "focal_point_y",
        "focal_point_width", "focal_point_height",
    )  # fmt: skip
    for row in found:
        with model.objects.get(pk=row["id"]).file.open("rb") as file:
            row["content"] = sha256(file.read()).hexdigest()[:16]
    return found


def _comments(model: Any, world: World) -> list[Row]:
    since = ("removed_by", "cut", "featured", "pinned", "shut") if world.since(0, 3) else ()
    renamed = {"reason": "reason__name"} if world.since(0, 3) else {}
    found = rows(
        model, "id", "number", "state", "name", "email", "website", "text", "html", "created", "edited", "guest", "likes",
        "replies", "flags", "place", *since, story="story_id", parent="parent_id", thread="thread_id", person="person_id",
        **renamed,
    )  # fmt: skip
    for row in found:
        row["html"] = digest(row["html"])
    return found


def _flags(model: Any, world: World) -> list[Row]:
    """Whoever flagged is a guest or, since there are accounts, a person: one column kept both (`person-12`)."""
    since = ("grievance", "weight", "email", "right", "answer", "answered") if world.since(0, 3) else ()
    found = rows(model, "id", "guest", "reason", "at", *since, comment="comment_id")
    for row in found:
        what, _dash, number = row["guest"].partition("person-")
        row["guest"], row["person"] = (what, int(number) if number else None)
    return found


def _findings(model: Any, world: World) -> list[Row]:
    """`threshold` is a line of text whose form is each rule's own; here it is what it means."""
    found = rows(model, "id", "rule", "does", "words", "late", "at", "threshold", comment="comment_id")
    for row in found:
        kept = row.pop("threshold")
        row["kept_as"] = kept
        row["means"] = _MEANING.get(row["rule"], _nothing)(kept)
    return found


def _nothing(kept: str) -> Row:
    assert not kept, kept
    return {}


def _two_numbers(kept: str) -> Row:
    count, _slash, most = kept.partition("/")
    return {"found": float(count), "limit": float(most)}


# What 0.3.0's rules write into a finding's threshold.
_MEANING: dict[str, Callable[[str], Row]] = {
    "links": _two_numbers,  # "3/2": so many links, of so many that appear at once
    "flags": _two_numbers,  # "2.5 / 2": weight, limit
    "new-writer": lambda kept: {
        "limit": float(kept)
    },  # published comments that make a writer known; 0: everybody waits
    "words": lambda kept: {"lists": _lists_in(kept)},  # names of the word lists that matched, parted by commas
    "measures": lambda kept: {"by": kept},  # what the restriction goes by: person, guest, …, or "alike"
    "outside": lambda kept: {"asked": kept == "asked"},  # whether its answer is still to come
}


def _lists_in(kept: str) -> list[str]:
    """A list's own name may have commas in it."""
    from broadsheet.discussion import WordList

    found = []
    for name in sorted(WordList.objects.values_list("name", flat=True), key=len, reverse=True):
        if f", {name}, " in f", {kept}, ":
            found.append((kept.index(name), name))
            kept = kept.replace(name, "\0" * len(name))
    assert not kept.strip("\0, "), kept
    return [name for _place, name in sorted(found)]


def _entries(model: Any, world: World) -> list[Row]:
    return rows(model, "number", "kind", "story", "comment", "person", "at")


def _labels(model: Any, world: World) -> list[Row]:
    """`mark` is a digest of all labels up to this one, features and score among them."""
    return rows(
        model, "id", "number", "mark", "spam", "back", "passed", "subject", "source", "writer", "at", of="filter__name"
    )


def _judgements(model: Any, world: World) -> list[Row]:
    """`reasons` are codes with a number each, in one line parted by semicolons; here they are a list."""
    since = ("network",) if world.since(0, 3) else ()
    found = rows(
        model,
        "outcome",
        "score",
        "odds",
        "threshold",
        "reasons",
        "audit",
        "facts",
        "near",
        "close",
        "at",
        *since,
        comment="subject",
    )
    for row in found:
        row["reasons"] = [one.strip() for one in row["reasons"].split(";") if one.strip()]
        row["facts"] = json.loads(row["facts"]) if row["facts"] else {}
    return found


def _with_digest(*names: str) -> Callable[[Any, World], list[Row]]:
    """All fields of the model's own table, these as digests."""

    def make(model: Any, world: World) -> list[Row]:
        found = _all(model, world)
        for row in found:
            row |= {name: digest(row[name]) for name in names}
        return found

    return make


def _all(model: Any, world: World) -> list[Row]:
    """Every column, by its field's name; the key is `id`."""
    key = model._meta.pk.name
    names = {field.name: field.attname for field in model._meta.fields if field.name != key}
    return rows(model, **{"id": "pk", **names})


def _swept(model: Any, world: World) -> list[Row]:
    return rows(model, "id", "comment", "seen", "decision", "left", "returned", sweep="sweep_id")


# The name of a table, the model that a version must have for it, and how it is described.
_TABLES: tuple[tuple[str, str, Callable[[Any, World], list[Row]]], ...] = (
    ("site", "House", _house),
    ("people", "Person", _people),
    ("sections", "Section", _all),
    ("tags", "Tag", _all),
    ("authors", "Author", _all),
    ("pictures", "Photo", _pictures),
    ("stories", "Story", _stories),
    ("corrections", "Correction", _all),
    ("former_addresses", "FormerAddress", _all),
    ("comments", "Comment", _comments),
    ("discussions", "Discussion", _all),
    ("likes", "Like", _all),
    ("flags", "Flag", _flags),
    ("drafts", "Draft", _all),
    ("mentions", "Mention", _all),
    ("thread_parts", "Part", _all),
    ("decisions", "Decision", _all),
    ("findings", "Finding", _findings),
    ("cuts", "Cut", _all),
    ("moves", "Move", _all),
    ("reasons", "Reason", _all),
    ("appeals", "Appeal", _all),
    ("correction_offers", "Offer", _all),
    ("monthly_figures", "Tally", _all),
    ("floods", "Settlement", _all),
    ("shifts", "Shift", _all),
    ("exemptions", "Exemption", _all),
    ("staffing", "Staffing", _all),
    ("rule_settings", "RuleSetting", _all),
    ("word_lists", "WordList", _all),
    ("rule_changes", "RuleChange", _all),
    ("outside_checks", "Asking", _all),
    ("ledger", "Entry", _entries),
    ("bookmarks", "Bookmark", _all),
    ("restrictions", "Measure", _all),
    ("codes", "Code", _all),
    ("email_addresses", "Address", _all),
    ("follows", "Follow", _all),
    ("emails", "Letter", _all),
    ("filters", "Filter", _all),
    ("labels", "Label", _labels),
    ("judgements", "Judgement", _judgements),
    ("doubts", "Doubt", _with_digest("features")),
    ("filter_keys", "Key", _all),
    ("filter_uses", "Use", _all),
    ("callbacks", "Callback", _with_digest("features", "parts")),
    ("akismet_questions", "Question", _all),
    ("desk_cases", "Case", _all),
    ("desk_counts", "Pile", _all),
    ("desk_fillings", "Filling", _all),
    ("desk_glances", "Glance", _all),
    ("bulk_jobs", "Sweep", _all),
    ("bulk_job_comments", "Swept", _swept),
    ("imported", "Taken", _all),
    ("pace_windows", "Pace", _all),
)


def _sessions() -> list[Row]:
    """Whose they are."""
    from django.contrib.sessions.models import Session

    found = Session.objects.order_by("session_key")
    return [
        {"id": one.session_key, "person": one.get_decoded().get("_auth_user_id"), "until": plain(one.expire_date)}
        for one in found
    ]


def _sign_in_methods() -> list[Row]:
    from allauth.mfa.models import Authenticator
    from allauth.socialaccount.models import SocialAccount

    accounts = SocialAccount.objects.order_by("pk").values_list("pk", "user_id", "provider", "uid")
    passkeys = Authenticator.objects.order_by("pk")
    return [
        {"id": f"account-{pk}", "person": person, "provider": provider, "what": uid}
        for pk, person, provider, uid in accounts
    ] + [
        {
            "id": f"passkey-{one.pk}",
            "person": one.user_id,
            "provider": str(one.type),
            "what": digest(json.dumps(one.data, sort_keys=True)),
        }
        for one in passkeys
    ]


def _erasures(data: Path) -> list[Row]:
    """The file beside the database, a line each."""
    path = data / "erasures.jsonl"
    lines: Iterable[str] = path.read_text().splitlines() if path.exists() else ()
    return [{"id": number, **json.loads(line)} for number, line in enumerate(lines, start=1)]
