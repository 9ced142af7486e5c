"""Likes: at most one by each reader of each comment or story, as the table's constraints have it, and taking them back."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from broadsheet import ledger
from broadsheet.comments import Comment, State, pace_pressing, take
from broadsheet.comments.queries import add_to_likes, likes_of_comment, likes_of_story
from broadsheet.discussion.models import Like
from broadsheet.kit import Gone
from broadsheet.ledger import Kind
from broadsheet.people import Reader
from broadsheet.stories import Story


def like(thing: Comment | Story, reader: Reader, network: str = "") -> int:
    """Like a published comment or a live story; twice is once. Gives the number of likes.

    Raises Gone where it cannot be read, TooFast where this reader or network presses too often.
    """
    try:
        with transaction.atomic():
            _begin(thing, reader, network)
            if not likes_by(reader).filter(_of(thing)).exists():
                _like_of(thing, reader).save(force_insert=True)
                _count(thing, 1, reader)
    except IntegrityError:
        pass  # the same reader, twice at once: the table took one
    return likes_of(thing)


def unlike(thing: Comment | Story, reader: Reader, network: str = "") -> int:
    """Take the like back, where there is one. Gives the number of likes; raises as `like` does."""
    with transaction.atomic():
        _begin(thing, reader, network)
        if likes_by(reader).filter(_of(thing)).delete()[0]:
            _count(thing, -1, reader)
    return likes_of(thing)


def likes_by(reader: Reader) -> QuerySet[Like]:
    """This reader's likes, also those from before signing in."""
    if reader.person is not None and reader.guest:
        return Like.objects.filter(Q(person=reader.person) | Q(guest=reader.guest))
    if reader.person is not None:
        return Like.objects.filter(person=reader.person)
    return Like.objects.filter(guest=reader.guest) if reader.guest else Like.objects.none()


def likes_of(thing: Comment | Story) -> int:
    """How many like it now."""
    return likes_of_comment(thing.pk) if isinstance(thing, Comment) else likes_of_story(thing.pk)


def _begin(thing: Comment | Story, reader: Reader, network: str) -> None:
    pace_pressing(reader, network)
    story = thing.story if isinstance(thing, Comment) else thing
    if not story.live or (isinstance(thing, Comment) and thing.state != State.PUBLISHED):
        raise Gone(gettext("This is no longer here to be liked."))
    if isinstance(thing, Story):
        take(thing.pk)


def _like_of(thing: Comment | Story, reader: Reader) -> Like:
    made = Like(person=reader.person, guest="" if reader.person else reader.guest)
    if isinstance(thing, Comment):
        made.comment = thing
    else:
        made.story = thing
    return made


def _of(thing: Comment | Story) -> Q:
    return Q(comment=thing.pk) if isinstance(thing, Comment) else Q(story=thing.pk)


def _count(thing: Comment | Story, step: int, reader: Reader) -> None:
    person = reader.person.pk if reader.person else None
    if isinstance(thing, Comment):
        add_to_likes(step, comment=thing.pk)
        ledger.record(Kind.COMMENT_LIKED, story=thing.story_id, comment=thing.pk, person=person)
    else:
        add_to_likes(step, story=thing.pk)
        ledger.record(Kind.STORY_LIKED, story=thing.pk, person=person)
