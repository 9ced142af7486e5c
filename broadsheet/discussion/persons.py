"""What one person wrote here: to be shown, claimed and forgotten."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext

from broadsheet import ledger, people
from broadsheet.discussion.counting import take
from broadsheet.discussion.liking import unlike
from broadsheet.discussion.models import Comment, Like, State
from broadsheet.discussion.moderating import change_state
from broadsheet.ledger import Kind
from broadsheet.people import Person, Reader
from broadsheet.stories import Story


def published_by(person: Person) -> QuerySet[Comment]:
    """Everything of a person's that everybody may read."""
    public = Q(story__live=True, story__published_at__isnull=False, story__published_at__lte=timezone.now())
    return Comment.objects.filter(public, person=person, state=State.PUBLISHED)


def writers_of(comments: QuerySet[Comment]) -> set[int]:
    """The ids of the persons among those who wrote these."""
    return {pk for pk in comments.values_list("person_id", flat=True).distinct() if pk is not None}


def claimable(person: Person) -> QuerySet[Comment]:
    """What guests wrote under the address that this person has proven, of whatever state but withdrawn and removed."""
    if not person.email or not person.proven:
        return Comment.objects.none()
    under = Comment.objects.annotate(address=Lower("email")).filter(address=person.email.lower())
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


@transaction.atomic
def forget_person(person: Person, *, words: bool) -> None:
    """Delete a person with their likes and ways in. What they wrote stays without them or, with `words`, goes too.

    A comment that goes leaves a tombstone where somebody answered it. Each has its own line in the ledger, so that
    prints, feeds and open pages follow.
    """
    for like in Like.objects.filter(person=person).select_related("comment__story", "story"):
        unlike(like.comment or like.story or Story(), Reader(person=person))
    for comment in Comment.objects.filter(person=person).select_related("story").order_by("story_id", "pk"):
        _forget_comment(comment, words=words)
    people.forget(person)


def _forget_comment(comment: Comment, *, words: bool) -> None:
    take(comment.story_id)
    kept: dict[str, object] = {"name": gettext("Somebody"), "email": "", "website": "", "guest": "", "person": None}
    gone = words or comment.state in {State.REMOVED, State.SPAM}
    if gone:
        kept |= {"text": "", "html": "", "digest": ""}
    if words and comment.state in {State.PUBLISHED, State.HELD}:
        change_state(comment, State.REMOVED)
    Comment.objects.filter(pk=comment.pk).update(**kept)
    kind = Kind.COMMENT_WITHDRAWN if words else Kind.COMMENT_EDITED
    ledger.record(kind, story=comment.story_id, comment=comment.pk)
