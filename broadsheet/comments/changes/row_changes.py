"""Single columns of a comment that staff change, and its state as it is now."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import F

from broadsheet.comments.choices import Side, State
from broadsheet.comments.cleaning_fields import Words, digest_of
from broadsheet.comments.models import Comment
from broadsheet.comments.search_index import forget_words


def state_of(comment: Comment) -> State | None:
    """The state that its row is in now; None where there is no such row any more."""
    state = Comment.objects.filter(pk=comment.pk).values_list("state", flat=True).first()
    return None if state is None else State(state)


def sign_removal(comments: Collection[int], by: Side | None, reason: int | None) -> None:
    """What the tombstones of these comments say: who removed them, and the id of the reason; None for neither."""
    Comment.objects.filter(pk__in=comments).update(removed_by=by or "", reason=reason)


def set_mark(comment: Comment, mark: str, *, on: bool) -> bool:
    """Set `featured`, `pinned` or `shut`; False when it was so already."""
    setattr(comment, mark, on)
    return bool(Comment.objects.filter(pk=comment.pk, **{mark: not on}).update(**{mark: on}))


def pinned_beside(comment: Comment) -> int:
    """How many other comments of its story are pinned."""
    return Comment.objects.filter(story=comment.story_id, pinned=True).exclude(pk=comment.pk).count()


def add_flag(comment: Comment) -> None:
    """Count one more flag."""
    Comment.objects.filter(pk=comment.pk).update(flags=F("flags") + 1)


def set_flags(comment: int, count: int) -> None:
    """So many flags of the comment are open."""
    Comment.objects.filter(pk=comment).update(flags=count)


def replace_text(comment: Comment, words: Words, *, redacted: bool) -> None:
    """Give it another text; `redacted` says that staff took a passage out. It is found again by its new words once the
    desk has read the ledger.
    """
    comment.text, comment.html, comment.redacted = words.text, words.html, redacted
    comment.digest = digest_of(comment.story_id, words.text)
    comment.save(update_fields=["text", "html", "redacted", "digest"])
    forget_words([comment.pk])
