"""Many comments at once, in a few statements whatever their number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from broadsheet.comments import sql
from broadsheet.comments.choices import State
from broadsheet.comments.models import Comment


def stories_of(comments: Collection[int]) -> list[int]:
    """The ids of the stories under which these comments stand."""
    return list(Comment.objects.filter(pk__in=comments).order_by().values_list("story_id", flat=True).distinct())


def comments_to_decide(comments: Collection[int], states: Collection[str] | None = None) -> list[Comment]:
    """These comments with story and writer, by story; only those in one of `states`, where any are given."""
    found = Comment.objects.filter(pk__in=comments)
    if states is not None:
        found = found.filter(state__in=states)
    found = found.select_related("story", "person").defer("story__body", "html")
    return list(found.order_by("story_id", "pk"))


def count_waiting(comments: Collection[int]) -> tuple[int, Comment | None]:
    """How many of these comments are held or spam, and the first of those."""
    found = Comment.objects.filter(pk__in=comments, state__in=[State.HELD, State.SPAM]).order_by("pk")
    first = found.first()
    return (found.count() if first else 0), first


def hide_all(comments: Sequence[Comment], state: State) -> None:
    """Hold, remove or call spam; the discussions are locked by the caller. `comments` come in their states before."""
    Comment.objects.filter(pk__in=[one.pk for one in comments]).update(state=state)
    stood = [one for one in comments if one.state == State.PUBLISHED]
    sql.count_out_many(Counter(one.story_id for one in stood), Counter(one.thread_id for one in stood if one.thread_id))
