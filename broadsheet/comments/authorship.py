"""Whose a comment is: the guest's whose cookie wrote it, or the person's."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from broadsheet.comments.models import Comment
from broadsheet.people import Reader


def is_by(comment: Comment, reader: Reader) -> bool:
    """Whether this reader wrote it."""
    return is_one_of(reader, comment.guest, comment.person_id)


def is_one_of(reader: Reader, guest: str, person_id: int | None) -> bool:
    """Whether the reader is this guest or this person."""
    if reader.person is not None and person_id == reader.person.pk:
        return True
    return bool(reader.guest) and guest == reader.guest


def writer_key(person_id: int | None, guest: str = "") -> str:
    """The name under which the filter's labels and the desk's index know a writer: `person-12`, or a guest's cookie."""
    return f"person-{person_id}" if person_id else guest


def written_by(reader: Reader) -> QuerySet[Comment]:
    """Everything this reader wrote."""
    if reader.person is not None and reader.guest:
        return Comment.objects.filter(Q(person=reader.person) | Q(guest=reader.guest))
    if reader.person is not None:
        return Comment.objects.filter(person=reader.person)
    return Comment.objects.filter(guest=reader.guest) if reader.guest else Comment.objects.none()
