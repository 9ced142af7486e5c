"""The living page: the sheet as it would be printed now, with what one reader wrote in view."""

from __future__ import annotations

import math
from dataclasses import replace

from django.template.loader import get_template
from django.utils import timezone

from broadsheet import discussion, people
from broadsheet.comments import Comment, State, is_by, threads
from broadsheet.press.printing import printable
from broadsheet.press.sheets import Frame, Mine, further_sheet, speaking, story_sheet


def living_page(
    story_id: int, comment_id: int, reader: people.Reader, around: Frame, draft: dict[str, str] | None = None
) -> str | None:
    """The sheet on which the comment stands; a comment that stands on none is shown above it, to its writer alone.

    `draft` is what the reader had typed before they went to sign in; None when they do not come from there.
    """
    story = printable(story_id)
    if story is None:
        return None
    comments = Comment.objects.filter(pk=comment_id, story=story)
    comment = comments.select_related("parent__person", "thread", "person").first()
    sheet = None
    if comment is not None and comment.state == State.PUBLISHED:
        sheet = threads.sheet_at(story, threads.where(comment).partition("#")[0])
    with speaking(story.language, around.zone):
        mine = _mine(comment, reader) if comment is not None and is_by(comment, reader) else Mine()
        if draft is not None:
            mine = replace(mine, form=discussion.form_markup(story, draft, reader=reader))
    if sheet is None or sheet.address == story.address:
        return story_sheet(story, around, sheet, mine)
    return further_sheet(story, sheet, around, mine)


def _mine(comment: Comment, reader: people.Reader) -> Mine:
    """The notice for the comment's writer, and the comment itself while nobody else sees it."""
    held = comment.waits
    if not held and comment.state != State.PUBLISHED:
        return Mine()
    left = (discussion.editable_until(comment) - timezone.now()).total_seconds()
    context = {"comment": comment, "held": held, "minutes": math.ceil(max(left, 0) / 60)}
    notice = get_template("press/mine.html").render(context)
    return Mine(comment.pk, notice, discussion.own_markup(comment) if held else "")
