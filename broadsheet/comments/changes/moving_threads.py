"""Moving a comment with everything under it below another story, or back below a comment there."""

from __future__ import annotations

from broadsheet.comments.bulk_import import reorder
from broadsheet.comments.cleaning_fields import digest_of
from broadsheet.comments.models import Comment, ThreadPage
from broadsheet.stories import Story


class TooMany(Exception):
    """More comments than may be moved at once."""


def move_rows(comment: Comment, to: Story, parent: int | None, *, most: int) -> None:
    """Below the comment `parent` of that story, or as a thread of its own. The caller has locked both discussions.

    Both are put in order again from parents and times; the pages of a moved thread are worked out anew. A parent that is
    not under that story is taken for none. Raises TooMany, and has changed nothing then.
    """
    origin, ids = comment.story, _with_replies(comment.pk, most)
    above = Comment.objects.filter(pk=parent, story=to).first() if parent is not None else None
    ThreadPage.objects.filter(thread__in=ids).delete()
    for pk, text in Comment.objects.filter(pk__in=ids).values_list("pk", "text"):
        Comment.objects.filter(pk=pk).update(story=to, number=None, pinned=False, digest=digest_of(to.pk, text))
    thread = None if above is None else above.top_id
    Comment.objects.filter(pk=comment.pk).update(parent=above, thread_id=thread)
    for story in (origin, to):
        reorder(story)
    comment.refresh_from_db()


def _with_replies(comment: int, most: int) -> list[int]:
    """The ids of a comment and of everything under it."""
    found, newest = [comment], [comment]
    while newest:
        newest = list(Comment.objects.filter(parent__in=newest).values_list("pk", flat=True))
        found += newest
        if len(found) > most:
            raise TooMany
    return found
