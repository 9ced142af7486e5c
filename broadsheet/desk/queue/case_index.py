"""Making cases out of comments: many at once, in few questions, the same whenever it is done again."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import blake2b

from django.conf import settings
from django.db import connection
from django.db.models import Exists, Max, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.utils import timezone

from broadsheet import spam
from broadsheet.comments import Comment, Finding, State, forget_words, index_words
from broadsheet.desk.models import Case
from broadsheet.desk.queue.counters import shift
from broadsheet.desk.queue.urgency import urgency_of
from broadsheet.kit import in_turn
from broadsheet.moderation import Decision, Flag

NEW_FOR = timedelta(days=7)  # a new writer's published comment waits to be seen no longer
FILTER, HOUSE = "filter", "house"  # what a case's rule says where no rule of the pipeline found anything
_ONE_AT_A_TIME = 0xCA5E  # any number, the same everywhere: the advisory lock of this table
_WRITTEN = ("state", "story", "section", "language", "writer", "rule", "created", "flags", "audit", "fresh", "urgency")


def write_cases(comments: Iterable[int], *, anew: bool = False) -> None:
    """Bring the cases of these comments up to date; `anew` gives the index their words again whatever it was given."""
    ids = sorted(set(comments))
    if not ids:
        return
    with in_turn():
        _wait_for_others()
        before = Case.objects.in_bulk(ids)
        rows = list(_rows(ids))
        made = _made(rows)
        shift(
            [(before.get(case.pk), case) for case in made if _changed(before.get(case.pk), case)],
            {row.story_id: (row.story.section_id or 0, row.story.language) for row in rows},
        )
        fields = [*_WRITTEN, "mark"]
        Case.objects.bulk_create(made, update_conflicts=True, unique_fields=["comment"], update_fields=fields)
        _index(rows, made, before, anew=anew)


def _wait_for_others() -> None:
    """SQLite has one writer at a time and needs no lock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])


def _rows(ids: list[int]) -> Iterable[Comment]:
    """The comments with story, person, and whether their writer had published anything before.

    The state is compared as an expression, so that SQLite goes by the writer and not along everything published.
    """
    earlier = Comment.objects.annotate(stands=Concat("state", Value(""))).filter(
        pk__lt=OuterRef("pk"), stands=State.PUBLISHED
    )
    by_guest = Exists(earlier.filter(guest=OuterRef("guest")))
    by_person = Exists(earlier.filter(person=OuterRef("person")))
    found = Comment.objects.filter(pk__in=ids).select_related("story__discussion", "person")
    return found.defer("story__body", "story__standfirst", "html", "digest").annotate(
        guest_known=by_guest, person_known=by_person
    )


def _made(rows: list[Comment]) -> list[Case]:
    ids = [row.pk for row in rows]
    decided = decided_last(ids)
    flags, drawn, rules = _flags(ids), spam.drawn_among(ids), _rules(rows)
    new_since = timezone.now() - NEW_FOR
    made = []
    for row in rows:
        case = Case(
            comment_id=row.pk,
            state=row.state,
            story=row.story_id,
            section=row.story.section_id or 0,
            language=row.story.language,
            writer=writer_number(row),
            rule=rules.get(row.pk, ""),
            created=row.created,
            audit=row.pk in drawn and row.pk not in decided,
            fresh=row.pk not in decided and _is_new(row, new_since),
        )
        case.flags, flagged = flags.get(row.pk, (0, row.created))
        case.urgency = _urgency(case, row, flagged)
        case.mark = zlib.crc32("\n".join((row.name, row.text, tags_of(case))).encode("utf-8", "replace"))
        made.append(case)
    return made


def _urgency(case: Case, row: Comment, flagged: datetime) -> int | None:
    published = case.state == State.PUBLISHED
    if not (case.state == State.HELD or (published and case.flags) or case.audit or case.fresh):
        return None
    talk = getattr(row.story, "discussion", None)
    readers = row.likes + (talk.comments + talk.likes if talk else 0)
    since = flagged if published and case.flags else row.created
    return urgency_of(since, flags=case.flags, readers=readers, published=published)


def _is_new(row: Comment, since: datetime) -> bool:
    """Whether the writer is nobody's acquaintance: no earlier word of theirs stands, and none of the desk wrote it."""
    if row.state not in {State.PUBLISHED, State.HELD} or (row.state == State.PUBLISHED and row.created < since):
        return False
    if row.person_id and row.person:
        return not row.person.moderates and not row.person_known  # type: ignore[attr-defined]
    return bool(row.guest) and not row.guest_known  # type: ignore[attr-defined]


def decided_last(ids: list[int]) -> dict[int, datetime]:
    """When somebody of the desk last decided, or saw and kept, each of these."""
    found = Decision.objects.filter(comment__in=ids, undone=None, by__isnull=False)
    return dict(found.order_by().values_list("comment").annotate(Max("at")))


def _flags(ids: list[int]) -> dict[int, tuple[int, datetime]]:
    """How many flags nobody of the desk has answered, and when the first of these came."""
    found: dict[int, tuple[int, datetime]] = {}
    waiting = Flag.objects.filter(comment__in=ids, right=None).order_by("pk")
    for comment, at in waiting.values_list("comment_id", "at"):
        count, first = found.get(comment, (0, at))
        found[comment] = (count + 1, first)
    return found


def _rules(rows: list[Comment]) -> dict[int, str]:
    """The first rule that found something; else the filter where it did; else, for what is held, the house's own."""
    ids = [row.pk for row in rows]
    judged = spam.judgements_of(ids)
    found = {pk: FILTER for pk, one in judged.items() if one.reasons}
    found |= {row.pk: HOUSE for row in rows if row.state == State.HELD and row.pk not in found}
    for comment, rule in Finding.objects.filter(comment__in=ids).order_by("-pk").values_list("comment_id", "rule"):
        found[comment] = rule
    return found


def writer_number(comment: Comment) -> int:
    """A number for whoever wrote it, that nobody can turn back without this site's key; 0 for nobody known."""
    if comment.person_id:
        return number_of(f"person-{comment.person_id}")
    return number_of(comment.guest) if comment.guest else 0


def number_of(writer: str) -> int:
    key = blake2b(f"{settings.SECRET_KEY} writers".encode()).digest()
    return int.from_bytes(blake2b(writer.encode(), key=key, digest_size=7).digest(), "big") or 1


def tags_of(case: Case) -> str:
    """What the index of words knows of a case besides, so that words and filters are sought in one go."""
    tags = [f"s{case.state}", f"story{case.story}", f"section{case.section}", f"language{plain(case.language)}"]
    tags += [f"writer{case.writer}"] if case.writer else []
    tags += [f"rule{plain(case.rule)}"] if case.rule else []
    bits = {"flagged": case.state == State.PUBLISHED and case.flags > 0, "audit": case.audit, "fresh": case.fresh}
    return " ".join([*tags, *(f"q{name}" for name, stands in bits.items() if stands)])


def plain(word: str) -> str:
    return "".join(letter for letter in word if letter.isalnum())


def _changed(before: Case | None, case: Case) -> bool:
    return before is None or any(getattr(before, name) != getattr(case, name) for name in _WRITTEN)


def _index(rows: list[Comment], made: list[Case], before: dict[int, Case], *, anew: bool) -> None:
    words = {row.pk: f"{row.name}\n{row.text}" for row in rows if row.text}
    fresh = [case for case in made if anew or case.pk not in before or before[case.pk].mark != case.mark]
    forget_words([case.pk for case in fresh if case.pk not in words])
    index_words([(case.pk, words[case.pk], tags_of(case)) for case in fresh if case.pk in words])


def cases_of_writers(writers: Iterable[str]) -> list[int]:
    """The comments whose cases still name one of these (`person-12`, or a guest's cookie)."""
    numbers = [number_of(one) for one in writers if one]
    return list(Case.objects.filter(Q(writer__in=numbers)).values_list("pk", flat=True))
