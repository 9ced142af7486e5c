"""Comments with the rows that belong to them; a story comes without its body, which is the largest column of all."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from broadsheet.comments import sql
from broadsheet.comments.choices import State
from broadsheet.comments.counts import take
from broadsheet.comments.models import Comment
from broadsheet.people import Person, Reader
from broadsheet.stories import Story

_BATCH = 2_000  # rows read at once


def comment_with_story(comment: int) -> Comment | None:
    """One comment with its story and the person who wrote it."""
    found = Comment.objects.select_related("story", "person").defer("story__body")
    return found.filter(pk=comment).first()


def comment_to_show(comment: int) -> Comment | None:
    """One comment with story, writer, thread, parent and the parent's writer: all that its markup needs."""
    found = Comment.objects.select_related("story", "parent__person", "thread", "person")
    return found.defer("story__body").filter(pk=comment).first()


def comment_under(story: Story, comment: int) -> Comment | None:
    """The same of a comment of this story, which is not loaded again."""
    found = Comment.objects.filter(pk=comment, story=story)
    return found.select_related("parent__person", "thread", "person").first()


def comment_for_update(comment: int, story: int) -> Comment | None:
    """One comment with story and parent as they are now, while nobody else changes the discussion of that story.

    To be called in a transaction: the discussion is locked until it ends.
    """
    take(story)
    return Comment.objects.select_related("story", "parent").filter(pk=comment).first()


def parent_to_answer(comment: int, story: int) -> Comment | None:
    """A published comment of the story with its thread, both without their texts; None where it cannot be answered."""
    found = Comment.objects.select_related("thread").defer("text", "html", "thread__text", "thread__html")
    return found.filter(pk=comment, story=story, state=State.PUBLISHED).first()


def comments_to_show(comments: Collection[int]) -> dict[int, Comment]:
    """Comments by id with story, writer, parent and the parent's writer."""
    found = Comment.objects.select_related("story", "parent__person", "person").defer("story__body")
    return found.in_bulk(list(comments)) if comments else {}


def comments_with_writers(comments: Collection[int]) -> dict[int, Comment]:
    """Comments by id with story and writer, without what they say."""
    found = Comment.objects.select_related("story", "person").defer("story__body", "text", "html")
    return found.in_bulk(list(comments)) if comments else {}


def comments_with_threads(comments: Collection[int]) -> dict[int, Comment]:
    """Comments by id with story and thread, without what they say: enough to work out where they stand."""
    found = Comment.objects.select_related("story", "thread").defer("story__body", "text", "html")
    return found.in_bulk(list(comments))


def comments_for_desk(comments: Collection[int]) -> dict[int, Comment]:
    """Comments by id with all that the moderation desk shows of them."""
    found = Comment.objects.filter(pk__in=comments)
    found = found.select_related("story__section", "person", "parent__person", "reason")
    return found.defer("story__body", "story__standfirst", "text", "digest", "parent__text", "parent__digest").in_bulk()


def comments_for_queue(comments: Collection[int]) -> list[Comment]:
    """Comments with story, discussion and writer, and whether the writer had published anything before: as a guest in
    `guest_known`, as a person in `person_known`.

    The state is compared as an expression, so that SQLite goes by the writer and not along everything published.
    """
    earlier = Comment.objects.annotate(stands=Concat("state", Value(""))).filter(
        pk__lt=OuterRef("pk"), stands=State.PUBLISHED
    )
    by_guest = Exists(earlier.filter(guest=OuterRef("guest")))
    by_person = Exists(earlier.filter(person=OuterRef("person")))
    found = Comment.objects.filter(pk__in=comments).select_related("story__discussion", "person")
    found = found.defer("story__body", "story__standfirst", "html", "digest")
    return list(found.annotate(guest_known=by_guest, person_known=by_person))


def texts_in_sections(comments: Collection[int], person: Person) -> dict[int, Comment]:
    """Comments by id, of stories in the sections where this person works."""
    here = Q() if person.remit is None else Q(story__section__in=person.remit)
    return Comment.objects.filter(here).in_bulk(list(comments))


def held_comments(since: datetime | None = None) -> QuerySet[Comment]:
    """What is held; with `since` only what was written or edited after that moment."""
    found = Comment.objects.filter(state=State.HELD)
    return found if since is None else found.filter(Q(created__gt=since) | Q(edited__gt=since))


def newest_of_person(person: Person, most: int) -> list[Comment]:
    """A person's newest comments with their stories, in whatever state."""
    found = Comment.objects.filter(person=person).select_related("story").defer("story__body")
    return list(found.order_by("-pk")[:most])


def newest_published(story: Story, most: int) -> list[Comment]:
    """The newest published comments of the story, with what they answer."""
    found = Comment.objects.filter(story=story, state=State.PUBLISHED)
    return list(found.select_related("parent").order_by("-pk")[:most])


def first_published_below(comment: Comment) -> Comment | None:
    """The first published comment shown under this one, in reading order, with story and thread."""
    place = bytes(comment.place)
    below = Comment.objects.filter(thread=comment.top_id, state=State.PUBLISHED)
    below = below.filter(place__gt=place, place__lt=place + b"\xff").select_related("story", "thread")
    return below.order_by("place").first()


def own_rows(story: int, reader: Reader, since: datetime) -> list[tuple[int, str, bool, str]]:
    """(id, state, whether written after `since`, who removed it) of the reader's newest 200 comments under the story."""
    return sql.own_rows(story, reader, since)


def same_words(story: int, digest: str, since: datetime) -> list[tuple[str, int | None]]:
    """(guest, person's id) of those who wrote a text of this digest under the story after `since`; at most 20."""
    return sql.same_words(story, digest, since)


class Earlier(NamedTuple):
    """What a rule that is tried on earlier comments looks at."""

    id: int
    story: int
    text: str
    html: str
    name: str
    guest: str
    person: int | None
    state: str
    created: datetime


def earlier_comments(since: datetime, first: int) -> Iterator[Earlier]:
    """Every comment written after `since`, from the id `first` on, ascending. What was erased has no text and is left out."""
    rows = Comment.objects.filter(created__gt=since, pk__gte=first).exclude(text="").order_by("pk")
    fields = ("pk", "story_id", "text", "html", "name", "guest", "person_id", "state", "created")
    yield from (Earlier(*row) for row in rows.values_list(*fields).iterator(chunk_size=_BATCH))
