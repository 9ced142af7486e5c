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
from broadsheet.comments import Comment, State, change_state, fit_name, forget_words
from broadsheet.comments.queries import (
    anonymise,
    comment_addresses,
    comments_of_subject,
    forget_finding_words,
    rename_writers,
    wrote_with,
)
from broadsheet.discussion.liking import unlike
from broadsheet.discussion.models import Like
from broadsheet.kit import DataSubject, Gone, in_turn
from broadsheet.ledger import Kind
from broadsheet.moderation import writer_of
from broadsheet.moderation.queries import flag_addresses, forget_words_about
from broadsheet.moderation.reports import correction_request_addresses, forget_appeal_words, forget_told_by, told_by
from broadsheet.people import Reader, person_by_id
from broadsheet.screening.rules import refuse_reserved_name

_TOGETHER = 50  # comments changed in one transaction: posting must not wait for more


def held_under(subject: DataSubject) -> dict[str, list[dict[str, Any]]]:
    """Comments with everything that was given with them and what the filter said, likes, and what was told the newsroom."""
    comments = comments_of_subject(subject).select_related("story").defer("story__body", "html").order_by("pk")
    likes = Like.objects.filter(_by(subject)).select_related("story", "comment").defer("story__body").order_by("pk")
    return {
        "comments": [
            {
                "id": one.pk,
                "story": one.story.public_headline,
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
        **told_by(subject, comments_of_subject(subject)),
    }


def _reasons(comment: Comment) -> list[str]:
    judged = spam.judgement_of(comment.pk)
    return spam.words_for(judged.reasons) if judged is not None else []


def correct_name(subject: DataSubject, name: str) -> int:
    """Another name on all of these comments; gives how many changed. Raises a Refusal."""
    name = fit_name(name)
    refuse_reserved_name(name, Reader(person=person_by_id(subject.person)))
    changed = 0
    for story, some in _by_story(comments_of_subject(subject).exclude(name=name)):
        with in_turn():
            changed += rename_writers([one.pk for one in some], name)
            forget_words([one.pk for one in some])
            ledger.record(Kind.WRITER_CHANGED, story=story)
    return changed


def erase_under(subject: DataSubject, *, words: bool) -> None:
    """Take the writer off, and with `words` also what they wrote; then their likes and flags. The filter forgets it all.

    Threads keep their shape: replies by others stay where they are, under a tombstone.
    """
    found = comments_of_subject(subject).select_related("story").defer("story__body")
    spam.forget(writers={writer_of(one) for one in found}, subjects=[one.pk for one in found])
    for story, some in _by_story(found):
        with in_turn():
            for comment in some:
                _forget(comment, words=words)
            ledger.record(Kind.WRITER_CHANGED, story=story)
    _forget_likes(subject)
    forget_told_by(subject, words=words)


def _by_story(comments: QuerySet[Comment]) -> Iterator[tuple[int, list[Comment]]]:
    """A story's comments, so many at a time."""
    for story, found in groupby(list(comments.order_by("story_id", "pk")), key=lambda one: one.story_id):
        some = list(found)
        for start in range(0, len(some), _TOGETHER):
            yield story, some[start : start + _TOGETHER]


def _forget(comment: Comment, *, words: bool) -> None:
    with translation.override(comment.story.language):
        name = gettext("Anonymous")
    forget_finding_words(comment, rule="restrictions")  # what staff wrote about the person
    if words:
        forget_finding_words(comment)
        forget_words_about(comment)
        forget_appeal_words(comment)
        if change_state(comment, State.REMOVED):
            ledger.record(Kind.COMMENT_WITHDRAWN, story=comment.story_id, comment=comment.pk)
    anonymise(comment, name, words=words)
    forget_words([comment.pk])


def _by(subject: DataSubject) -> Q:
    return Q(person=subject.person) & ~Q(person=None) | Q(guest__in=subject.guests)


def _forget_likes(subject: DataSubject) -> None:
    for one in Like.objects.filter(_by(subject)).select_related("story", "comment__story"):
        thing = one.comment or one.story
        reader = Reader(guest=one.guest, person=one.person)
        if thing is not None:
            with suppress(Gone):  # not to be read any more, so its count is nobody's to see
                unlike(thing, reader)
    Like.objects.filter(_by(subject)).delete()


def addresses() -> set[str]:
    """Every e-mail address under which something was written or told."""
    return comment_addresses() | flag_addresses() | correction_request_addresses()


def wrote(email: str, guest: str) -> bool:
    """Whether something was written under the address from this browser."""
    return wrote_with(email, guest)
