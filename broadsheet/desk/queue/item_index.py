"""Writing the queue's index rows from comments: a bulk upsert in few queries, with the same result however often it runs."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import blake2b

from django.conf import settings
from django.utils import timezone

from broadsheet import spam
from broadsheet.comments import Comment, State, forget_words, index_words
from broadsheet.comments.queries import comments_for_queue, first_rules
from broadsheet.desk.models import QueueItem
from broadsheet.desk.queue.counters import count_changes
from broadsheet.desk.queue.sql import wait_for_other_writers
from broadsheet.desk.queue.urgency import urgency_of
from broadsheet.kit import in_turn
from broadsheet.moderation.queries import decided_last, open_flag_counts

NEW_FOR = timedelta(days=7)  # a new writer's published comment waits for review no longer
FILTER, SITE = "filter", "site"  # an item's rule where no rule of the pipeline found anything
_WRITTEN = ("state", "story", "section", "language", "writer", "rule", "created", "flags", "audit", "fresh", "urgency")


def update_items(comment_ids: Iterable[int], *, anew: bool = False) -> None:
    """Bring the index rows of these comments up to date, in one transaction.

    With `anew` the search index gets their words again, whatever it was given before.
    """
    ids = sorted(set(comment_ids))
    if not ids:
        return
    with in_turn():
        wait_for_other_writers()
        before = QueueItem.objects.in_bulk(ids)
        rows = comments_for_queue(ids)
        items = _items_of(rows)
        count_changes(
            [(before.get(item.pk), item) for item in items if _changed(before.get(item.pk), item)],
            {row.story_id: (row.story.section_id or 0, row.story.language) for row in rows},
        )
        fields = [*_WRITTEN, "checksum"]
        QueueItem.objects.bulk_create(items, update_conflicts=True, unique_fields=["comment"], update_fields=fields)
        _index_words(rows, items, before, anew=anew)


def _items_of(rows: list[Comment]) -> list[QueueItem]:
    ids = [row.pk for row in rows]
    decided = decided_last(ids)
    flags, drawn, rules = open_flag_counts(ids), spam.drawn_among(ids), _rules(rows)
    new_since = timezone.now() - NEW_FOR
    items = []
    for row in rows:
        item = QueueItem(
            comment_id=row.pk,
            state=row.state,
            story=row.story_id,
            section=row.story.section_id or 0,
            language=row.story.language,
            writer=writer_hash(row),
            rule=rules.get(row.pk, ""),
            created=row.created,
            audit=row.pk in drawn and row.pk not in decided,
            fresh=row.pk not in decided and _is_by_new_writer(row, new_since),
        )
        item.flags, flagged = flags.get(row.pk, (0, row.created))
        item.urgency = _urgency(item, row, flagged)
        item.checksum = zlib.crc32("\n".join((row.name, row.text, tags_of(item))).encode("utf-8", "replace"))
        items.append(item)
    return items


def _urgency(item: QueueItem, row: Comment, flagged: datetime) -> int | None:
    published = item.state == State.PUBLISHED
    if not (item.state == State.HELD or (published and item.flags) or item.audit or item.fresh):
        return None
    discussion = getattr(row.story, "discussion", None)
    readers = row.likes + (discussion.comments + discussion.likes if discussion else 0)
    since = flagged if published and item.flags else row.created
    return urgency_of(since, flags=item.flags, readers=readers, published=published)


def _is_by_new_writer(row: Comment, since: datetime) -> bool:
    """Whether nothing of the writer's was published before, and the writer is no moderator."""
    if row.state not in {State.PUBLISHED, State.HELD} or (row.state == State.PUBLISHED and row.created < since):
        return False
    if row.person_id and row.person:
        return not row.person.moderates and not row.person_known  # type: ignore[attr-defined]
    return bool(row.guest) and not row.guest_known  # type: ignore[attr-defined]


def _rules(rows: list[Comment]) -> dict[int, str]:
    """The first rule that found something; else the filter where it did; else, for what is held, the site's settings."""
    ids = [row.pk for row in rows]
    judged = spam.judgements_of(ids)
    found = {pk: FILTER for pk, one in judged.items() if one.reasons}
    found |= {row.pk: SITE for row in rows if row.state == State.HELD and row.pk not in found}
    return found | first_rules(ids)


def writer_hash(comment: Comment) -> int:
    """A keyed hash of whoever wrote it, the same for all their comments; 0 where nobody is known."""
    if comment.person_id:
        return hash_of(f"person-{comment.person_id}")
    return hash_of(comment.guest) if comment.guest else 0


def hash_of(writer: str) -> int:
    """56 bits, never 0, of `person-<id>` or a guest's cookie; meaningless without this site's secret key."""
    key = blake2b(f"{settings.SECRET_KEY} writers".encode()).digest()
    return int.from_bytes(blake2b(writer.encode(), key=key, digest_size=7).digest(), "big") or 1


def tags_of(item: QueueItem) -> str:
    """What the search index stores beside the words, so that words and filters are looked up in one query."""
    tags = [f"s{item.state}", f"story{item.story}", f"section{item.section}"]
    tags += [f"language{letters_only(item.language)}"]
    tags += [f"writer{item.writer}"] if item.writer else []
    tags += [f"rule{letters_only(item.rule)}"] if item.rule else []
    bits = {"flagged": item.state == State.PUBLISHED and item.flags > 0, "audit": item.audit, "fresh": item.fresh}
    return " ".join([*tags, *(f"q{name}" for name, is_set in bits.items() if is_set)])


def letters_only(word: str) -> str:
    """A word as a tag: no tokenizer of a search index may part it."""
    return "".join(letter for letter in word if letter.isalnum())


def _changed(before: QueueItem | None, item: QueueItem) -> bool:
    return before is None or any(getattr(before, name) != getattr(item, name) for name in _WRITTEN)


def _index_words(rows: list[Comment], items: list[QueueItem], before: dict[int, QueueItem], *, anew: bool) -> None:
    words = {row.pk: f"{row.name}\n{row.text}" for row in rows if row.text}
    stale = [item for item in items if anew or item.pk not in before or before[item.pk].checksum != item.checksum]
    forget_words([item.pk for item in stale if item.pk not in words])
    index_words([(item.pk, words[item.pk], tags_of(item)) for item in stale if item.pk in words])


def items_of_writers(writers: Iterable[str]) -> list[int]:
    """The ids of comments whose items still name one of these (`person-<id>`, or a guest's cookie)."""
    hashes = [hash_of(one) for one in writers if one]
    return list(QueueItem.objects.filter(writer__in=hashes).values_list("pk", flat=True))
