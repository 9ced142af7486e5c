"""What this room holds under an address: showing it, correcting the name, and forgetting it with or without the words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext

from broadsheet import ledger, spam
from broadsheet.comments import (
    Comment,
    Finding,
    Side,
    State,
    change_state,
    fit_name,
    forget_words,
    refuse_guarded_names,
)
from broadsheet.discussion.liking import unlike
from broadsheet.discussion.models import Like
from broadsheet.kit import DataSubject, Gone, in_turn
from broadsheet.ledger import Kind
from broadsheet.moderation import Decision, Flag, Redaction, writer_of
from broadsheet.moderation.reports import Appeal, CorrectionRequest, forget_told_by, told_by
from broadsheet.people import Person, Reader

_TOGETHER = 50  # comments changed in one transaction: posting must not wait for more


def comments_of(whose: DataSubject) -> QuerySet[Comment]:
    """Written under the address, by the person, or from the guests' browsers without any address."""
    which = Q(email__iexact=whose.email) if whose.email else Q(pk=None)
    if whose.person is not None:
        which |= Q(person=whose.person)
    if whose.guests:
        which |= Q(guest__in=whose.guests, email="")  # one browser may serve a family: another address is another's
    found = Comment.objects.filter(which)
    return found.filter(created__lte=whose.until) if whose.until else found


def held_under(whose: DataSubject) -> dict[str, list[dict[str, Any]]]:
    """Comments with everything that was given with them and what the filter said, likes, and what was told the newsroom."""
    comments = comments_of(whose).select_related("story").defer("story__body", "html").order_by("pk")
    likes = Like.objects.filter(_by(whose)).select_related("story", "comment").defer("story__body").order_by("pk")
    return {
        "comments": [
            {
                "id": one.pk,
                "story": one.story.headline,
                "address": f"/-/comments/{one.pk}",
                "state": one.state,
                "name": one.name,
                "email": one.email,
                "website": one.website,
                "text": one.text,
                "created": one.created,
                "edited": one.edited,
                "held_because": _reasons(one),
            }
            for one in comments
        ],
        "likes": [{"story": one.story_id, "comment": one.comment_id, "at": one.at} for one in likes],
        **told_by(whose, comments_of(whose)),
    }


def _reasons(comment: Comment) -> list[str]:
    judged = spam.judgement_of(comment.pk)
    return spam.words_for(judged.reasons) if judged is not None else []


def correct_name(whose: DataSubject, name: str) -> int:
    """Another name on all of these comments; gives how many changed. Raises a Refusal."""
    name = fit_name(name)
    person = Person.objects.filter(pk=whose.person or 0).first()
    refuse_guarded_names(name, Reader(person=person))
    changed = 0
    for story, some in _by_story(comments_of(whose).exclude(name=name)):
        with in_turn():
            changed += Comment.objects.filter(pk__in=[one.pk for one in some]).update(name=name)
            forget_words([one.pk for one in some])
            ledger.record(Kind.WRITER_CHANGED, story=story)
    return changed


def erase_under(whose: DataSubject, *, words: bool) -> None:
    """Take the writer off, and with `words` also what they wrote; then their likes and flags. The filter forgets it all.

    Threads keep their shape: replies by others stay where they are, under a tombstone.
    """
    found = comments_of(whose).select_related("story").defer("story__body")
    spam.forget(writers={writer_of(one) for one in found}, subjects=[one.pk for one in found])
    for story, some in _by_story(found):
        with in_turn():
            for comment in some:
                _forget(comment, words=words)
            ledger.record(Kind.WRITER_CHANGED, story=story)
    _forget_likes(whose)
    forget_told_by(whose, words=words)


def _by_story(comments: QuerySet[Comment]) -> Iterator[tuple[int, list[Comment]]]:
    """A story's comments, so many at a time."""
    for story, found in groupby(list(comments.order_by("story_id", "pk")), key=lambda one: one.story_id):
        some = list(found)
        for start in range(0, len(some), _TOGETHER):
            yield story, some[start : start + _TOGETHER]


def _forget(comment: Comment, *, words: bool) -> None:
    with translation.override(comment.story.language):
        gone: dict[str, Any] = {"name": gettext("Anonymous"), "email": "", "website": "", "guest": "", "person": None}
    Finding.objects.filter(comment=comment, rule="measures").update(words="")  # what staff wrote about the person
    if words:
        gone |= {"text": "", "html": "", "digest": "", "removed_by": Side.WRITER}
        Finding.objects.filter(comment=comment).update(words="")
        Decision.objects.filter(comment=comment).update(sentence="")
        Redaction.objects.filter(comment=comment).delete()
        Appeal.objects.filter(comment=comment).update(text="", answer="")
        if change_state(comment, State.REMOVED):
            ledger.record(Kind.COMMENT_WITHDRAWN, story=comment.story_id, comment=comment.pk)
    Comment.objects.filter(pk=comment.pk).update(**gone)
    forget_words([comment.pk])


def _by(whose: DataSubject) -> Q:
    return Q(person=whose.person) & ~Q(person=None) | Q(guest__in=whose.guests)


def _forget_likes(whose: DataSubject) -> None:
    for one in Like.objects.filter(_by(whose)).select_related("story", "comment__story"):
        thing = one.comment or one.story
        reader = Reader(guest=one.guest, person=one.person)
        if thing is not None:
            with suppress(Gone):  # not to be read any more, so its count is nobody's to see
                unlike(thing, reader)
    Like.objects.filter(_by(whose)).delete()


def addresses() -> set[str]:
    """Every e-mail address under which something was written or told."""
    rows = (Comment.objects, Flag.objects, CorrectionRequest.objects)
    return {email for some in rows for email in some.exclude(email="").values_list("email", flat=True).distinct()}


def wrote(email: str, guest: str) -> bool:
    """Whether something was written under the address from this browser."""
    return bool(guest) and Comment.objects.filter(guest=guest, email__iexact=email).exists()
