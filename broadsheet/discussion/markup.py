"""Markup of comments. One comment, one partial, used by print, live stream and answer alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.template.loader import get_template
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext

from broadsheet.comments import Comment, Side, State
from broadsheet.comments.threads import Sheet, Shown, in_reply_to
from broadsheet.kit import process_cache
from broadsheet.moderation import name_of_reason, why_removed
from broadsheet.stories import site_settings


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
    """One comment's `<li>`, in its story's language and the site's time zone; a tombstone unless it is published."""
    with translation.override(comment.story.language), timezone.override(ZoneInfo(site_settings().time_zone)):
        return f"<li>{_article(Shown(comment, 1, in_reply_to(comment)))}</li>"


def own_markup(comment: Comment) -> str:
    """For its writer alone, who also sees it while it is held, marked so; in the active language and time zone.

    Of what staff removed they see why, and the way to appeal.
    """
    if comment.state == State.REMOVED and comment.removed_by == Side.STAFF:
        reason, sentence = why_removed(comment)
        context = {"comment": comment, "reason": reason, "sentence": sentence}
        return f"<li>{get_template('discussion/taken.html').render(context).strip()}</li>"
    return f"<li>{_article(Shown(comment, 1, in_reply_to(comment)), State.HELD if comment.waits else State(comment.state))}</li>"


def _article(shown: Shown, state: State | None = None) -> str:
    comment, parent = shown.comment, shown.in_reply_to
    state = state or (State.PUBLISHED if comment.state == State.PUBLISHED else State.REMOVED)
    if state in {State.REMOVED, State.SPAM}:
        return _tombstone(comment)
    if parent is not None and parent.state != State.PUBLISHED:
        parent = None
    created, person = comment.created, comment.person
    marks = {
        "staff": person is not None and person.moderates,
        "confirmed": person is not None and person.confirmed and not person.moderates,
        "edited": comment.edited is not None,
        "held": state == State.HELD,
        "redacted": comment.redacted,
        "featured": comment.featured,
        "pinned": comment.pinned,
        "shut": comment.shut and comment.parent_id is None,
        "closed": shown.shut or comment.shut,
    }
    return _filled_in(
        marks,
        id=str(comment.pk),
        name=escape(comment.by),
        website="" if person else escape(comment.website),
        page=person.address if person and person.chosen and state == State.PUBLISHED else "",
        html=comment.html,
        machine=f"{created.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        when=_date_and_time(
            created.replace(second=0, microsecond=0), get_language(), timezone.get_current_timezone_name()
        ),
        likes_words=likes_words(comment.likes),
        parent=str(comment.parent_id) if parent or shown.elsewhere else "",
        parent_name=escape(parent.by) if parent else "",
    )


@process_cache(most=4096)
def _date_and_time(minute: datetime, language: str | None, zone: str) -> str:
    """A minute in the active language and zone, which are arguments so that the answer can be kept."""
    return date_format(timezone.localtime(minute), "j E Y, H:i")


def _filled_in(marks: dict[str, bool], **words: str) -> str:
    """`comment.html` with these marks set and these words (markup already) in its placeholders.

    Rendering takes ten times as long as filling in what was rendered, and a post or a print is made of little else: so the
    template is rendered once for each set of marks and of words that are not empty.
    """
    segments = _segments(
        get_language(),
        tuple(mark for mark, on in marks.items() if on),
        tuple(name for name, word in words.items() if word),
    )
    return "".join(words[part] if is_placeholder else part for is_placeholder, part in segments)


@process_cache(most=1024)
def _segments(language: str | None, marks: tuple[str, ...], given: tuple[str, ...]) -> list[tuple[bool, str]]:
    """The rendered template in segments: (whether it is a placeholder, the placeholder's name or the markup)."""
    names = {name: mark_safe(f"\ue000{name}\ue000") for name in given}  # noqa: S308 - our own names
    context = {**dict.fromkeys(marks, True), **names}
    rendered = get_template("discussion/comment.html").render(context).strip()
    return [(bool(place % 2), part) for place, part in enumerate(rendered.split("\ue000"))]


def _tombstone(comment: Comment) -> str:
    """Who removed it and why, where staff or its writer did; of all else only that it is not here."""
    side = comment.removed_by if comment.state == State.REMOVED else ""
    reason = name_of_reason(comment.reason_id) if side == Side.STAFF and comment.reason_id else ""
    return _tombstone_template(get_language(), side, reason).replace("\ue000", str(comment.pk))


@process_cache(most=256)
def _tombstone_template(language: str | None, by: str, reason: str) -> str:
    """`tombstone.html` with U+E000 for the comment's id, rendered once for each kind of tombstone."""
    context = {"id": "\ue000", "by": by, "reason": reason}
    return get_template("discussion/tombstone.html").render(context).strip()


def likes_words(likes: int) -> str:
    """What stands after “Like” in the button: “(3)”, empty where nobody does."""
    return f"({likes})" if likes else ""
