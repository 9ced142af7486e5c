"""Decisions of staff about comments, and what else staff did to a comment."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Max

from broadsheet.comments import Comment, State
from broadsheet.moderation.models import Decision, FloodDecision, Move, Redaction
from broadsheet.people import Person


def find_decision(decision: int) -> Decision | None:
    """A decision by its id."""
    return Decision.objects.filter(pk=decision).first()


def own_decision(person: Person, decision: int) -> Decision | None:
    """A decision by its id with comment and writer, if this person made it and nobody has undone it."""
    found = Decision.objects.filter(by=person, undone=None).select_related("comment__person")
    return found.filter(pk=decision).first()


def decisions_by_id(decisions: Collection[int]) -> dict[int, Decision]:
    """Decisions by their ids."""
    return Decision.objects.in_bulk(list(decisions))


def decisions_of_comments(comments: Collection[int]) -> list[Decision]:
    """Every decision about these comments with its reason, also those undone, the oldest first."""
    return list(Decision.objects.filter(comment__in=comments).select_related("reason").order_by("pk"))


def newest_decisions(comments: Collection[int]) -> dict[int, int]:
    """The id of the newest decision about each of these comments that nobody has undone; those without are left out."""
    found = Decision.objects.filter(comment__in=comments, undone=None)
    return dict(found.order_by().values_list("comment").annotate(Max("pk")))


def decided_last(comments: Collection[int]) -> dict[int, datetime]:
    """When staff last decided, or saw and kept, each of these comments; those undecided are left out."""
    found = Decision.objects.filter(comment__in=comments, undone=None, by__isnull=False)
    return dict(found.order_by().values_list("comment").annotate(Max("at")))


def last_states_by_staff(first: int) -> dict[int, str]:
    """The state that staff last gave each comment, from the comment's id `first` on."""
    found = Decision.objects.filter(comment__gte=first, by__isnull=False, undone=None)
    return dict(found.order_by("pk").values_list("comment_id", "became"))


def is_held_by_decision(comment: Comment) -> bool:
    """Whether somebody decided, and nobody undid, that it is held."""
    return Decision.objects.filter(comment=comment, became=State.HELD, undone=None).exists()


def redactions_of(comment: Comment) -> list[Redaction]:
    """The redactions of a comment that can be put back, with whoever made them, the newest first."""
    return list(Redaction.objects.filter(comment=comment, undone=None).select_related("by").order_by("-pk"))


def find_redaction(redaction: int, comment: Comment) -> Redaction | None:
    """A redaction of this comment by its id."""
    return Redaction.objects.filter(pk=redaction, comment=comment).first()


def last_move(comment: Comment) -> Move | None:
    """The newest move of a comment that can be undone, with the story it came from and whoever moved it."""
    found = Move.objects.filter(comment=comment, undone=None).select_related("by", "story")
    return found.order_by("-pk").first()


def find_move(move: int, comment: Comment) -> Move | None:
    """A move of this comment by its id, with the story it came from."""
    return Move.objects.filter(pk=move, comment=comment).select_related("story").first()


def find_flood_decision(decision: int) -> FloodDecision | None:
    """A settled flood by its id."""
    return FloodDecision.objects.filter(pk=decision).first()


def flood_decisions_since(at: datetime, most: int) -> list[FloodDecision]:
    """Floods settled after that moment and not undone, the newest first."""
    return list(FloodDecision.objects.filter(undone=None, at__gt=at).order_by("-pk")[:most])


def forget_words_about(comment: Comment) -> None:
    """Empty what staff wrote to its writer, and delete the passages that were taken out. Appeals are `reports`'."""
    Decision.objects.filter(comment=comment).update(sentence="")
    Redaction.objects.filter(comment=comment).delete()
