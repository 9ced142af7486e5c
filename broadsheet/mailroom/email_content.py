"""Composing e-mails: plain text and HTML in the reader's language, threaded in mail programs, with a way to unsubscribe.

What an e-mail says is read when it is sent, not when its row is written: a text that was held, removed or erased meanwhile
is sent to nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext

from broadsheet import kit
from broadsheet.comments import Comment
from broadsheet.comments import State as CommentState
from broadsheet.comments.queries import held_comments
from broadsheet.mailroom.email_templates import BULK, STOP, RenderedEmail, email_to, message_id_of, render
from broadsheet.mailroom.follow_names import name_of
from broadsheet.mailroom.models import Follow, FollowType, Frequency, Notification, Subject
from broadsheet.mailroom.outcome_content import OUTCOMES, compose_outcome
from broadsheet.mailroom.quotes import excerpt, quoted
from broadsheet.mailroom.signed_links import MessageId, confirm_link, data_link_token, decide_link, link
from broadsheet.moderation import Seen, in_remit
from broadsheet.moderation.queries import newest_decisions
from broadsheet.people import Person, find_person
from broadsheet.stories import Story, site_settings

_MOST_IN_A_DIGEST = 50
_MOST_WAITING = 20


@dataclass(frozen=True, slots=True)
class SharedContent:
    """What e-mails that are sent one after the other have in common, loaded once."""

    comments: Mapping[int, Comment]
    stories: Mapping[int, Story]
    names: dict[tuple[str, int, str], str] = field(default_factory=dict)

    def name(self, follow: Follow) -> str:
        """What a follow is called in the active language."""
        key = (follow.what, follow.about, translation.get_language() or "")
        if key not in self.names:
            self.names[key] = name_of(follow.what, follow.about)
        return self.names[key]


def compose(notifications: Sequence[Notification], shared: SharedContent) -> kit.Email | None:
    """One e-mail out of these rows, which are one address's; None when there is nothing (any more) to be said."""
    first = notifications[0]
    with translation.override(first.address.language), timezone.override(ZoneInfo(site_settings().time_zone)):
        if first.subject == Subject.CONFIRM:
            return _confirm(first)
        if first.subject == Subject.MINE:
            return _mine(first)
        if first.subject == Subject.WAITING:
            return _waiting(first)
        if first.subject in OUTCOMES:
            return compose_outcome(first)
        wanted = [notification for notification in notifications if _is_wanted(notification, shared)]
        if not wanted:
            return None
        if first.in_digest:
            return _digest(wanted, shared)
        return (_about_story if first.subject == Subject.STORY else _about_comment)(wanted[0], shared)


def _is_wanted(notification: Notification, shared: SharedContent) -> bool:
    if (
        notification.follow is None
        or notification.follow.frequency == Frequency.NEVER
        or notification.address.stopped is not None
    ):
        return False
    if notification.subject == Subject.STORY:
        story = shared.stories.get(notification.about or 0)
        return story is not None and story.live
    comment = shared.comments.get(notification.about or 0)
    return comment is not None and comment.state == CommentState.PUBLISHED and comment.story.live


def _about_story(notification: Notification, shared: SharedContent) -> kit.Email:
    story, follow = shared.stories[notification.about or 0], notification.follow
    assert follow is not None
    item = _item(notification, shared)
    context = {"item": item, "thing": shared.name(follow), "stop": STOP}
    words = render("story", f"{site_settings().name}: {story.headline}", context)
    return email_to(notification, words, MessageId("story", story.pk, notification.address_id), BULK, follow)


def _about_comment(notification: Notification, shared: SharedContent) -> kit.Email:
    comment, follow = shared.comments[notification.about or 0], notification.follow
    assert follow is not None
    words = _render_comment(_CommentShown.of(comment, follow, shared), translation.get_language() or "en")
    return email_to(
        notification,
        words,
        MessageId("comment", comment.pk, notification.address_id),
        {**_above(notification, comment), **BULK},
        follow,
    )


@dataclass(frozen=True)
class _CommentShown:
    """A comment as it stands now; what differs makes another notification."""

    comment: int
    name: str
    text: str
    html: str
    headline: str
    parent_name: str
    parent_text: str
    what: str
    thing: str

    @classmethod
    def of(cls, comment: Comment, follow: Follow, shared: SharedContent) -> _CommentShown:
        parent = comment.parent if comment.parent and comment.parent.state == CommentState.PUBLISHED else None
        return cls(
            comment=comment.pk,
            name=comment.by,
            text=comment.text,
            html=comment.html,
            headline=str(comment.story.headline),
            parent_name=parent.by if parent else "",
            parent_text=parent.text if parent else "",
            what=follow.what,
            thing=shared.name(follow),
        )


@kit.process_cache(64)
def _render_comment(shown: _CommentShown, language: str) -> RenderedEmail:
    """The same for all who are told of this comment for the same reason: only the link that unsubscribes differs."""
    if shown.what == FollowType.REPLIES:
        sentence = gettext("%(name)s answered you under “%(headline)s”:")
    else:
        sentence = gettext("%(name)s wrote under “%(headline)s”:")
    context = {
        "sentence": sentence % {"name": shown.name, "headline": shown.headline},
        "said": shown,
        "quoted": quoted(shown.parent_text),
        "excerpt": excerpt(shown.parent_text),
        "place": link(f"/-/comments/{shown.comment}"),
        "thing": shown.thing,
        "stop": STOP,
    }
    return render("comment", f"Re: {shown.headline}", context)


def _above(notification: Notification, comment: Comment) -> dict[str, str]:
    """Headers that name what it answers, for mail programs that show threads (RFC 5322 §3.6.4): the story, the thread, the parent."""
    above = [MessageId("story", comment.story_id, notification.address_id)]
    for one in dict.fromkeys([comment.thread_id, comment.parent_id]):
        above += [MessageId("comment", one, notification.address_id)] if one else []
    host = urlsplit(settings.ADDRESS).hostname or "localhost"
    return {
        "In-Reply-To": str(above[-1]),
        "References": " ".join(map(str, above)),
        "List-Id": f"<story-{comment.story_id}.{host}>",
    }


def _digest(notifications: Sequence[Notification], shared: SharedContent) -> kit.Email:
    items = [_item(notification, shared) for notification in notifications[:_MOST_IN_A_DIGEST]]
    follows = {notification.follow_id for notification in notifications}
    only = notifications[0].follow if len(follows) == 1 else None
    subject = ngettext("%(count)s new comment", "%(count)s new comments", len(notifications)) % {
        "count": len(notifications)
    }
    if any(notification.subject == Subject.STORY for notification in notifications):
        subject = gettext("What is new")
    things = [shared.name(notification.follow) for notification in notifications if notification.follow]
    context = {
        "sentence": subject,
        "items": items,
        "more": len(notifications) - len(items),
        "thing": ", ".join(dict.fromkeys(things)),
        "stop": STOP,
        "front": link("/"),
    }
    words = render("digest", f"{site_settings().name}: {subject}", context)
    return email_to(
        notifications[0], words, MessageId("notification", notifications[0].pk, notifications[0].address_id), BULK, only
    )


def _item(notification: Notification, shared: SharedContent) -> dict[str, Any]:
    """One comment or one story, short."""
    if notification.subject == Subject.STORY:
        story = shared.stories[notification.about or 0]
        return {"headline": story.headline, "excerpt": excerpt(story.standfirst, 600), "place": link(story.address)}
    comment = shared.comments[notification.about or 0]
    place = link(f"/-/comments/{comment.pk}")
    return {"name": comment.name, "headline": comment.story.headline, "excerpt": excerpt(comment.text), "place": place}


def _confirm(notification: Notification) -> kit.Email | None:
    if notification.follow is None:
        return None
    context = {
        "thing": name_of(notification.follow.what, notification.follow.about),
        "place": confirm_link(notification.address_id, notification.follow.guest),
    }
    return email_to(
        notification,
        render("confirm", gettext("Confirm your e-mail address"), context),
        message_id_of(notification),
        {},
        None,
    )


def _mine(notification: Notification) -> kit.Email:
    context = {"place": link(f"/-/mine/{data_link_token(notification.address.email)}")}
    return email_to(
        notification,
        render("mine", gettext("Your data"), context),
        message_id_of(notification),
        {},
        None,
    )


def _decide_links(comment: Comment, person: Person, seen: Seen) -> dict[str, str]:
    return {what: decide_link(comment.pk, person.pk, what, seen) for what in ("publish", "hold", "remove")}


def _waiting(notification: Notification) -> kit.Email | None:
    """For a moderator who still is one, while something still waits in their sections."""
    person = find_person(notification.address.email)
    if person is None or not person.moderates or notification.address.stopped or notification.follow is None:
        return None
    waiting = held_comments().filter(in_remit(person))
    count = waiting.count()
    if not count:
        return None
    newest = list(waiting.select_related("story").defer("story__body").order_by("-pk")[:_MOST_WAITING])
    decisions = newest_decisions([comment.pk for comment in newest])
    items = [
        {
            "comment": comment,
            "excerpt": excerpt(comment.text, 600),
            "headline": comment.story.public_headline,
            **_decide_links(comment, person, Seen(comment.state, decisions.get(comment.pk, 0))),
        }
        for comment in newest
    ]
    subject = ngettext("%(count)s comment waits", "%(count)s comments wait", count) % {"count": count}
    context = {
        "sentence": subject,
        "items": items,
        "more": count - len(items),
        "list": link("/-/desk/"),
        "stop": STOP,
    }
    words = render("waiting", f"{site_settings().name}: {subject}", context)
    return email_to(notification, words, message_id_of(notification), BULK, notification.follow)
