"""Who wrote what: comments of one data subject, the persons behind comments, and taking a writer off."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from broadsheet.comments.choices import Side, State
from broadsheet.comments.models import Comment
from broadsheet.kit import DataSubject
from broadsheet.kit.identity import same_email


def comments_of_subject(whose: DataSubject) -> QuerySet[Comment]:
    """Written under the address, by the person, or from the guests' browsers without any address."""
    which = Q(email=whose.email) if whose.email else Q(pk=None)
    if whose.person is not None:
        which |= Q(person=whose.person)
    if whose.guests:
        which |= Q(guest__in=whose.guests, email="")  # one browser may serve a family: another address is another's
    found = Comment.objects.filter(which)
    return found.filter(created__lte=whose.until) if whose.until else found


def comment_addresses() -> set[str]:
    """Every e-mail address that was given with a comment."""
    return set(Comment.objects.exclude(email="").values_list("email", flat=True).distinct())


def wrote_with(email: str, guest: str) -> bool:
    """Whether something was written under the address from this browser."""
    return bool(guest) and Comment.objects.filter(guest=guest, email=same_email(email)).exists()


def rename_writers(comments: Collection[int], name: str) -> int:
    """Another name on these comments; gives how many there are. The caller takes them out of the search index."""
    return Comment.objects.filter(pk__in=comments).update(name=name)


def anonymise(comment: Comment, name: str, *, words: bool) -> None:
    """Take the writer off, `name` in their place, and with `words` the text: then it counts as removed by its writer."""
    rows = Comment.objects.filter(pk=comment.pk)
    rows.update(name=name, email="", website="", guest="", person=None)
    if words:
        rows.update(text="", html="", digest="", removed_by=Side.WRITER)


def forget_hidden(comments: Collection[int]) -> int:
    """Empty the texts and the writers' fields of these comments; gives how many there are."""
    rows = Comment.objects.filter(pk__in=comments)
    return rows.update(text="", html="", digest="", email="", website="", guest="", person=None)


def published_of_persons(persons: Collection[int | None]) -> list[tuple[int, int, int | None]]:
    """(comment's id, story's id, person's id) of everything published that these persons wrote."""
    found = Comment.objects.filter(person__in=persons, state=State.PUBLISHED)
    return list(found.values_list("pk", "story_id", "person_id"))


def persons_behind(comments: Collection[int]) -> list[tuple[int, int, datetime]]:
    """(comment's id, person's id, when it was written) of those of these comments that persons wrote."""
    found = Comment.objects.filter(pk__in=comments, person__isnull=False)
    return [(pk, person or 0, created) for pk, person, created in found.values_list("pk", "person_id", "created")]


def persons_below(stories: Collection[int]) -> set[int]:
    """The ids of the persons who wrote under these stories."""
    found = Comment.objects.filter(story__in=stories, person__isnull=False)
    return {pk for pk in found.values_list("person_id", flat=True).distinct() if pk is not None}
