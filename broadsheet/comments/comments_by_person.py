"""What one writer wrote here, person or guest: to be shown, looked for and claimed."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from broadsheet import ledger, people
from broadsheet.comments.choices import State
from broadsheet.comments.models import Comment
from broadsheet.kit.identity import same_email
from broadsheet.ledger import Kind
from broadsheet.people import Person


def published_by(person: Person) -> QuerySet[Comment]:
    """Everything of a person's that everybody may read."""
    public = Q(story__live=True, story__published_at__isnull=False, story__published_at__lte=timezone.now())
    return Comment.objects.filter(public, person=person, state=State.PUBLISHED)


def comments_of_writer(person: Person | None, guest: str, email: str) -> QuerySet[Comment]:
    """Everything a person wrote; a guest's by the browser's cookie, else what guests wrote under the address."""
    if person is not None:
        return Comment.objects.filter(person=person)
    if guest:
        return Comment.objects.filter(guest=guest, person=None)
    return Comment.objects.filter(email=same_email(email)) if email else Comment.objects.none()


def guests_under_address(email: str, most: int) -> list[Comment]:
    """The newest comments that guests wrote under this address."""
    return list(Comment.objects.filter(person=None, email=same_email(email)).order_by("-pk")[:most])


def guests_named_lately(words: str, most: int, among: int) -> list[Comment]:
    """The newest comments of guests whose name holds these words; only the newest `among` comments are looked through."""
    newest = Comment.objects.aggregate(newest=Max("pk"))["newest"] or 0
    found = Comment.objects.filter(person=None, pk__gt=newest - among, name__icontains=words)
    return list(found.order_by("-pk")[:most])


def writers_of(comments: QuerySet[Comment]) -> set[int]:
    """The ids of the persons among those who wrote these."""
    return {pk for pk in comments.values_list("person_id", flat=True).distinct() if pk is not None}


def claimable(person: Person) -> QuerySet[Comment]:
    """What guests wrote under the address that this person has proven, of whatever state but withdrawn and removed."""
    if not person.email or not person.proven:
        return Comment.objects.none()
    under = Comment.objects.filter(email=person.email)
    return under.filter(person__isnull=True, state__in=[State.PUBLISHED, State.HELD])


@transaction.atomic
def claim(person: Person) -> int:
    """Make all of that this person's own; gives how many comments it was."""
    found = list(claimable(person).values_list("pk", "story_id"))
    Comment.objects.filter(pk__in=[pk for pk, _ in found], person__isnull=True).update(person=person)
    for pk, story in found:
        ledger.record(Kind.COMMENT_EDITED, story=story, comment=pk, person=person.pk)
    if found:
        people.tell_of(person)
    return len(found)
