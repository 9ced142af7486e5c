"""What search engines read: schema.org NewsArticle with its comments, as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from broadsheet import comments, stories
from broadsheet.comments import threads
from broadsheet.press.sheets.print_addresses import absolute
from broadsheet.press.sheets.times import Moment

_UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def of_story(story: stories.Story, sheet: threads.Sheet | None, context: Mapping[str, Any]) -> SafeString:
    """The story and the comments of this sheet, safe to stand inside a script element."""
    site_settings, canonical = context["site_settings"], context["canonical"]
    article: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "WebPage" if story.page else "NewsArticle",
        "@id": canonical,
        "url": canonical,
        "headline": story.headline,
        "inLanguage": story.language,
        "isAccessibleForFree": True,
        "publisher": {"@type": "NewsMediaOrganization", "name": site_settings.name, "url": absolute("/")},
        "author": [_person(author.name, absolute(author.address)) for author in context["authors"]],
    }
    _add(article, "description", story.standfirst)
    _add(article, "articleSection", story.section.name if story.section else "")
    _add(article, "datePublished", _machine(context["published"]))
    _add(article, "dateModified", _machine(context["revised"] or context["published"]))
    _add(article, "copyrightNotice", story.copyright)
    _add(article, "isBasedOn", story.source_address)
    _add(article, "image", [_image(context["lead"])] if context["lead"] else None)
    _add(article, "correction", [_correction(note.text, at.machine) for note, at in context["corrections"]])
    if sheet is not None and context["discussed"]:
        article["discussionUrl"] = f"{canonical}#discussion"
        article["commentCount"] = context["comments"]
        _add(article, "comment", _tree(sheet))
    return _safe(article)


def _correction(text: str, at: str) -> dict[str, str]:
    return {"@type": "CorrectionComment", "text": text, "datePublished": at}


def _machine(at: Moment | None) -> str:
    return at.machine if at else ""


def _person(name: str, url: str = "") -> dict[str, str]:
    return {"@type": "Person", "name": name} | ({"url": url} if url else {})


def _image(picture: stories.Picture) -> dict[str, Any]:
    image = {"@type": "ImageObject", "url": absolute(picture.src), "width": picture.width, "height": picture.height}
    _add(image, "caption", picture.caption)
    _add(image, "creditText", picture.credit)
    return image


def _tree(sheet: threads.Sheet) -> list[dict[str, Any]]:
    """Comments under the one they answer; one whose parent is not on the sheet stands at the top."""
    top: list[dict[str, Any]] = []
    items: dict[int, dict[str, Any]] = {}
    permalink = absolute("/-/comments/")
    for shown in sheet.items:
        item = items[shown.comment.pk] = _comment(shown.comment, permalink)
        above = items.get(shown.comment.parent_id or 0)
        (top if above is None else above.setdefault("comment", [])).append(item)
    return top


def _comment(comment: comments.Comment, permalink: str) -> dict[str, Any]:
    """A tombstone says only that something stood here (its replies need a place)."""
    item: dict[str, Any] = {"@type": "Comment", "url": f"{permalink}{comment.pk}"}
    if comment.state != comments.State.PUBLISHED:
        return item | {"creativeWorkStatus": "Deleted"}
    writer = comment.person if comment.person_id else None
    page = absolute(writer.address) if writer and writer.chosen else ""
    item |= {
        "author": _person(comment.by, page),
        "datePublished": f"{comment.created.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
    }
    item["text"] = plain(comment.html)
    _add(item, "upvoteCount", comment.likes)
    return item


def plain(html: str) -> str:
    """The words of a comment."""
    return unescape(strip_tags(html.replace("</p>", "\n").replace("<br>", "\n"))).strip()


def _add(item: dict[str, Any], name: str, value: Any) -> None:
    if value:
        item[name] = value


def _safe(item: dict[str, Any]) -> SafeString:
    """JSON in which no element can end and no entity begin."""
    text = json.dumps(item, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_UNSAFE))  # noqa: S308 - escaped in the line above
