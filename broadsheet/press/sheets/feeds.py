"""Feeds: RSS 2.0 and Atom of the site and its sections with full text, and of each discussion Atom (RFC 4287, 4685)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.template.loader import get_template
from django.utils import feedgenerator, translation
from django.utils.html import escape, format_html, format_html_join
from django.utils.translation import gettext
from django.utils.xmlutils import SimplerXMLGenerator

from broadsheet import stories
from broadsheet.comments import Comment, State
from broadsheet.press.sheets.front_pages import find_front
from broadsheet.press.sheets.page_frame import Frame, speaking
from broadsheet.press.sheets.print_addresses import absolute, host
from broadsheet.press.sheets.story_pages import source_line
from broadsheet.press.sheets.times import moment

STORIES = 20
COMMENTS = 50
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ROOTED = re.compile(r"""(<[^>]*?\s(?:href|src)=["'])(?=[/#])""")
_SOURCES = re.compile(r'\s(?:srcset|sizes)="[^"]*"')
_BEGINNING_OF_TIME = datetime(2000, 1, 1, tzinfo=UTC)


class _Rss(feedgenerator.Rss201rev2Feed):
    """RSS 2.0 with `content:encoded` and `dc:creator`, as readers' programs expect full text and names."""

    def rss_attributes(self) -> dict[str, str]:
        content, names = "http://purl.org/rss/1.0/modules/content/", "http://purl.org/dc/elements/1.1/"
        return {**super().rss_attributes(), "xmlns:content": content, "xmlns:dc": names}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["creators"]:
            handler.addQuickElement("dc:creator", name)
        handler.addQuickElement("content:encoded", item["content"])


class _Atom(feedgenerator.Atom1Feed):
    """Atom with several authors, full content and what it answers."""

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:thr": "http://purl.org/syndication/thread/1.0"}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        handler.startElement("author", AttributesImpl({}))
        handler.addQuickElement("name", self.feed["site"])
        handler.endElement("author")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["creators"]:
            handler.startElement("author", AttributesImpl({}))
            handler.addQuickElement("name", name)
            handler.endElement("author")
        if item["answers"]:
            ref, href = item["answers"]
            handler.addQuickElement("thr:in-reply-to", "", {"ref": ref, "href": href, "type": "text/html"})
        if item["answered"] is not None:
            replies = {"rel": "replies", "type": "application/atom+xml", "href": item["replies"]}
            handler.addQuickElement("link", "", {**replies, "thr:count": str(item["answered"])})
        handler.addQuickElement("content", item["content"], {"type": "html", "xml:lang": item["language"]})


_KINDS: dict[str, type[_Rss | _Atom]] = {"feed.xml": _Rss, "atom.xml": _Atom}


def feed_addresses(fronts: Iterable[str]) -> list[str]:
    """The feeds of these fronts: only the site and its sections have any."""
    return [f"{front}{name}" for front in fronts if front == "/" or front.startswith("/section/") for name in _KINDS]


def feed_sheet(address: str, frame: Frame) -> str | None:
    """The feed of a front, newest stories first, with their full text."""
    at, _, name = address.rpartition("/")
    front = find_front(f"{at}/")
    if front is None:
        return None
    site_settings = frame.site_settings
    with speaking(site_settings.language, frame.zone):
        shown = list(front.shown.select_related("discussion").order_by("-published_at", "-pk")[:STORIES])
        feed = _KINDS[name](
            title=_clean(f"{front.of} – {site_settings.name}" if front.of else site_settings.name),
            link=absolute(front.address),
            description=_clean(site_settings.motto or site_settings.name),
            language=site_settings.language,
            feed_url=absolute(address),
            feed_guid=_tag(f"front{front.address}"),
            site=_clean(site_settings.name),
        )
        for story in shown:
            _add_story(feed, story)
        return _written(feed, frame.edition, max((_changed(story) for story in shown), default=_BEGINNING_OF_TIME))


def _add_story(feed: _Rss | _Atom, story: stories.Story) -> None:
    link, counts = absolute(story.address), getattr(story, "discussion", None)
    feed.add_item(
        title=_clean(story.headline),
        link=link,
        description=escape(_clean(story.standfirst)) or None,  # type: ignore[arg-type]
        creators=[_clean(byline.author.name) for byline in story.bylines.all()],
        pubdate=story.published_at,
        updateddate=_changed(story),
        unique_id=_tag(f"story/{story.pk}"),
        unique_id_is_permalink=False,
        categories=[_clean(one.name) for one in ([story.section] if story.section else []) + list(story.tags.all())],
        comments=f"{link}#discussion",
        content=_clean(_rooted(_full_text(story), link)),
        language=story.language,
        answers=None,
        answered=(counts.comments if counts else 0) or None,
        replies=f"{link}comments.atom",
    )


def _full_text(story: stories.Story) -> str:
    """The lead photo with its words, the body, and whose it is."""
    lead, source = stories.picture(story.lead, "lead"), source_line(story)
    photo = f"<figure>{get_template('press/picture.html').render({'picture': lead})}</figure>" if lead else ""
    notes = format_html_join("", "<p><b>{}</b> {}</p>", _corrections(story))
    return photo + stories.body_html(story) + notes + (format_html("<p>{}</p>", source) if source else "")


def _corrections(story: stories.Story) -> list[tuple[str, str]]:
    with translation.override(story.language):
        return [
            (gettext("Correction, %(day)s:") % {"day": _day(note.at)}, note.text) for note in story.corrections.all()
        ]


def _day(at: datetime) -> str:
    found = moment(at)
    return found.day if found else ""


def discussion_feed(story: stories.Story, frame: Frame) -> str | None:
    """The newest published comments of a story; None when it has none."""
    comments = Comment.objects.filter(story=story, state=State.PUBLISHED)
    shown = list(comments.select_related("parent").order_by("-pk")[:COMMENTS])
    if not shown:
        return None
    link = absolute(story.address)
    with speaking(story.language, frame.zone):
        feed = _Atom(
            title=_clean(gettext("Comments on “%(headline)s”") % {"headline": story.headline}),
            link=f"{link}#discussion",
            description=None,
            language=story.language,
            feed_url=f"{link}comments.atom",
            feed_guid=_tag(f"story/{story.pk}/comments"),
            site=_clean(frame.site_settings.name),
        )
        for comment in shown:
            _add_comment(feed, story, comment, link)
        return _written(feed, frame.edition, max(comment.edited or comment.created for comment in shown))


def _add_comment(feed: _Atom, story: stories.Story, comment: Comment, link: str) -> None:
    parent = f"comment/{comment.parent_id}" if comment.parent_id else f"story/{story.pk}"
    above = absolute(f"/-/comments/{comment.parent_id}") if comment.parent_id else link
    title = gettext("%(name)s on “%(headline)s”") % {"name": comment.by, "headline": story.headline}
    feed.add_item(
        title=_clean(title),
        link=absolute(f"/-/comments/{comment.pk}"),
        description=None,  # type: ignore[arg-type]
        creators=[_clean(comment.by)],
        pubdate=comment.created,
        updateddate=comment.edited or comment.created,
        unique_id=_tag(f"comment/{comment.pk}"),
        content=_clean(_rooted(comment.html, link)),
        language=story.language,
        answers=(_tag(parent), above),
        answered=None,
    )


def _changed(story: stories.Story) -> datetime:
    return stories.changed_at(story) or story.published_at or _BEGINNING_OF_TIME


def _tag(name: str) -> str:
    """A name that stays when addresses change (RFC 4151)."""
    return f"tag:{host()},2026:{name}"


def _clean(text: str) -> str:
    """XML 1.0 §2.2 has no place for control characters, escaped or not."""
    return _CONTROL.sub("", str(text))


def _rooted(html: str, link: str) -> str:
    """Addresses in markup made absolute, since a feed is read elsewhere."""

    def root(found: re.Match[str]) -> str:
        return found[1] + (link if found.string[found.end()] == "#" else settings.ADDRESS)

    return _ROOTED.sub(root, _SOURCES.sub("", html))


def _written(feed: _Rss | _Atom, edition: int, changed: datetime) -> str:
    feed.latest_post_date = lambda: changed  # type: ignore[method-assign]
    begin, _, rest = feed.writeString("utf-8").partition("?>\n")
    return f"{begin}?>\n<!-- edition: {edition} -->\n{rest}"
