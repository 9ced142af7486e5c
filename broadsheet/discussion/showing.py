"""Markup of comments. One comment, one partial, used by print, live stream and answer alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.template.loader import get_template
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext

from broadsheet.discussion.models import Comment, State
from broadsheet.discussion.threads import Sheet, Shown, in_reply_to
from broadsheet.stories import house


@dataclass(slots=True)
class _Node:
    """A comment and what is shown under it."""

    shown: Shown
    below: list[_Node] = field(default_factory=list)


def sheet_markup(sheet: Sheet) -> SafeString:
    """The nested lists of a sheet, in the language and the time zone that are active."""
    return mark_safe(_list(_tree(sheet.items), f' class="thread {sheet.order}"'))  # noqa: S308 - made of templates that escape


def _tree(items: list[Shown]) -> list[_Node]:
    top: list[_Node] = []
    open_nodes: list[_Node] = []
    for shown in items:
        while open_nodes and open_nodes[-1].shown.depth >= shown.depth:
            open_nodes.pop()
        node = _Node(shown)
        (open_nodes[-1].below if open_nodes else top).append(node)
        open_nodes.append(node)
    return top


def _list(nodes: list[_Node], attributes: str = "") -> str:
    """Recursion ends with the levels that are shown, six at most."""
    if not nodes:
        return ""
    items = "".join(f"<li>{_article(node.shown)}{_list(node.below)}{_more(node.shown)}</li>" for node in nodes)
    return f"<ol{attributes}>{items}</ol>"


def _more(shown: Shown) -> str:
    if not shown.more:
        return ""
    words = ngettext("%(count)s more reply", "%(count)s more replies", shown.more) % {"count": shown.more}
    return get_template("discussion/more.html").render({"address": shown.more_address, "words": words})


def comment_markup(comment: Comment) -> str:
    """One comment's `<li>`, in its story's language and the house's time zone; a tombstone unless it is published."""
    with translation.override(comment.story.language), timezone.override(ZoneInfo(house().time_zone)):
        return f"<li>{_article(Shown(comment, 1, in_reply_to(comment)))}</li>"


def own_markup(comment: Comment) -> str:
    """For its writer alone, who also sees it while it is held, marked so; in the active language and time zone."""
    return f"<li>{_article(Shown(comment, 1, in_reply_to(comment)), State(comment.state))}</li>"


def _article(shown: Shown, state: State | None = None) -> str:
    comment, parent = shown.comment, shown.in_reply_to
    state = state or (State.PUBLISHED if comment.state == State.PUBLISHED else State.REMOVED)
    if state in {State.REMOVED, State.SPAM}:
        return _tombstone(comment.pk, get_language())
    if parent is not None and parent.state != State.PUBLISHED:
        parent = None
    return _words(
        id=comment.pk,
        name=comment.name,
        website=comment.website,
        staff=comment.person is not None and comment.person.moderates,
        html=comment.html,
        created=comment.created,
        edited=comment.edited is not None,
        held=state == State.HELD,
        likes=comment.likes,
        parent=comment.parent_id if parent or shown.elsewhere else None,
        parent_name=parent.name if parent else "",
        language=get_language(),
        zone=timezone.get_current_timezone_name(),
    )


@lru_cache(maxsize=512)
def _words(**facts: object) -> str:
    """The partial depends on these facts alone; a comment stands on several sheets of one printing."""
    created = facts["created"]
    assert isinstance(created, datetime)
    likes = facts["likes"]
    assert isinstance(likes, int)
    context = {
        **facts,
        "id": str(facts["id"]),
        "machine": created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "when": date_format(timezone.localtime(created), "j E Y, H:i"),
        "likes_words": likes_words(likes),
    }
    return get_template("discussion/comment.html").render(context).strip()


@lru_cache(maxsize=256)
def _tombstone(comment_id: int, language: str | None) -> str:
    return get_template("discussion/tombstone.html").render({"id": comment_id}).strip()


def likes_words(likes: int) -> str:
    """“Liked by 3 people”; empty where nobody did."""
    if not likes:
        return ""
    return ngettext("Liked by one person", "Liked by %(count)s people", likes) % {"count": likes}
