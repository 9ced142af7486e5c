"""WordPress comments: which are comments, which are mentions from elsewhere, and which nobody was meant to read."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Any

from broadsheet.archive.bare_text import depth_of, paragraphs
from broadsheet.archive.records import CommentRecord, MentionRecord
from broadsheet.archive.wordpress.first_pass import Fields, fields_of, metas_of, plain
from broadsheet.archive.wordpress.site_times import Clock
from broadsheet.kit import clean_comment

_MENTIONS = {"pingback", "trackback", "webmention", "mention", "like", "repost", "quote", "bookmark", "rsvp", "reacji"}
_STATES = {"1": "published", "approved": "published", "0": "held", "hold": "held", "spam": "spam",
           "trash": "removed", "post-trashed": "removed"}  # fmt: skip
_SAME = {"b": "strong", "i": "em", "cite": "em", "strike": "s"}
_LINES = dict.fromkeys(("address", "dd", "div", "dt", "h1", "h2", "h3", "h4", "h5", "h6"), "p")
_RENAMED = re.compile(rf"<(/?)({'|'.join(_SAME | _LINES)})(?=[\s>/])", re.IGNORECASE)
_TAGS = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)")
_PICTURE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_FACT = re.compile(r"""\b(src|alt)\s*=\s*["']([^"'<>]*)["']""", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>.]+")
_WEBSITE = re.compile(r"https?://[^\s<>\"\\]+", re.IGNORECASE)
_EMPTY_WEBSITE = {"", "http://", "https://"}
EARLIEST = 1970

Drop = Callable[[str, str, str], None]  # foreign id, reason, title


@dataclass
class CommentReader:
    """Reads comments of one export; `metas` and `networks` count what is left out of all of them."""

    clock: Clock
    drop: Drop
    metas: Counter[str] = field(default_factory=Counter)
    networks: int = 0

    def read(self, element: Any) -> CommentRecord | MentionRecord | None:
        """The comment or the mention in a `wp:comment`, or None where it is dropped, which is reported."""
        comment, metas = fields_of(element), metas_of(element, "wp:commentmeta")
        self.metas.update(key for key in metas if key)
        self.networks += bool(comment.get("wp:comment_author_IP", "").strip())
        kind = comment.get("wp:comment_type", "").strip().lower() or "comment"
        foreign = _id(comment)
        if kind == "note":
            self.drop(foreign, "it is an editors' note that readers never saw; notes are not kept", "")
        elif kind in _MENTIONS:
            return self._mention(foreign, kind, comment, metas)
        elif kind != "comment":
            self.drop(
                foreign,
                f"its kind “{kind[:40]}” is none that readers write",
                plain(comment.get("wp:comment_author", "")),
            )
        else:
            return self._comment(foreign, comment)
        return None

    def _comment(self, foreign: str, comment: Fields) -> CommentRecord:
        notes: list[str] = []
        content = comment.get("wp:comment_content", "")
        parent = comment.get("wp:comment_parent", "").strip()
        record = CommentRecord(
            foreign=foreign,
            parent="" if parent == "0" else parent[:200],
            name=_name(comment, notes),
            email=_email(comment.get("wp:comment_author_email", ""), notes),
            website=_website(comment.get("wp:comment_author_url", ""), notes),
            text=content,
            html=comment_html(content, notes),
            created=self.clock.moment(
                comment.get("wp:comment_date_gmt", ""), comment.get("wp:comment_date", ""), notes
            ),
            state=_state(comment, notes),
            notes=notes,
        )
        if record.created and record.created.year < EARLIEST:
            record.created = None
        return record

    def _mention(self, foreign: str, kind: str, comment: Fields, metas: Fields) -> MentionRecord | None:
        notes: list[str] = []
        source = next(
            (found for text in (metas.get("source_url", ""), metas.get("webmention_source_url", ""), comment.get("wp:comment_author_url", ""))
             if (found := _website(text, [], longest=500))), "",
        )  # fmt: skip
        if not source:
            self.drop(
                foreign, f"a {kind} that does not say from which address", plain(comment.get("wp:comment_author", ""))
            )
            return None
        title = plain(comment.get("wp:comment_author", ""))
        if len(title) > 300:
            notes.append("its title was cut to 300 characters")
        when = self.clock.moment(comment.get("wp:comment_date_gmt", ""), comment.get("wp:comment_date", ""), notes)
        text = plain(comment.get("wp:comment_content", ""))
        return MentionRecord(foreign, kind, source, title[:300], text, when, _state(comment, notes), notes)


def comment_html(content: str, notes: list[str]) -> str:
    """WordPress's comment markup with its bare newlines as what a comment here may hold."""
    if depth_of(content) > 100:
        notes.append("markup nested more than a hundred deep; only its text is kept")
        content = escape(re.sub(r"<[^<>]*>", "", content), quote=False)
    content, pictures = _PICTURE.subn(_as_link, content)
    if pictures:
        notes.append("pictures are links now")
    html = _RENAMED.sub(lambda tag: f"<{tag[1]}{(_SAME | _LINES)[tag[2].lower()]}", paragraphs(content))
    cleaned = clean_comment(html)
    if "<p></p>" in cleaned:
        cleaned = clean_comment(cleaned.replace("<p></p>", ""))
    cleaned = cleaned.strip()
    if "<" in content:
        kept = set(_TAGS.findall(cleaned))
        lost = {_SAME.get(name.lower(), name.lower()) for name in _TAGS.findall(content)} - kept
        if lost:
            notes.append(f"markup not kept: {', '.join(f'<{name[:40]}>' for name in sorted(lost)[:20])}")
    return cleaned


def _as_link(picture: re.Match[str]) -> str:
    facts = {name.lower(): value for name, value in _FACT.findall(picture.group())}
    return f'<a href="{facts["src"]}">{facts.get("alt") or facts["src"]}</a>' if facts.get("src") else ""


def _id(comment: Fields) -> str:
    if found := comment.get("wp:comment_id", "").strip():
        return found if len(found) <= 200 else hashlib.sha256(found.encode()).hexdigest()
    facts = [comment.get(f"wp:comment_{name}", "") for name in ("author", "date", "date_gmt", "content")]
    return "no-id-" + hashlib.sha256("\0".join(facts).encode()).hexdigest()[:32]


def _name(comment: Fields, notes: list[str]) -> str:
    name = plain(comment.get("wp:comment_author", ""))
    if not name:
        notes.append("it has no name; it is by “Anonymous” now")
        return "Anonymous"
    if len(name) > 80:
        notes.append(f"its name was cut to 80 characters; it was “{name[:300]}”")
    return name[:80]


def _email(text: str, notes: list[str]) -> str:
    email = text.strip()
    if email and (len(email) > 254 or not _EMAIL.fullmatch(email)):
        notes.append("its e-mail address is none; it is not kept")
        return ""
    return email


def _website(text: str, notes: list[str], longest: int = 300) -> str:
    website = text.strip()
    if website in _EMPTY_WEBSITE:
        return ""
    if re.fullmatch(r"(?i)(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", website):
        website = f"http://{website}"
    if len(website) > longest or not _WEBSITE.fullmatch(website):
        notes.append(f"its website is no address that can be linked; it is not kept: {website[:300]}")
        return ""
    return website


def _state(comment: Fields, notes: list[str]) -> str:
    approved = comment.get("wp:comment_approved", "").strip().lower()
    if approved not in _STATES:
        notes.append("it does not say whether it was approved; it is held")
    return _STATES.get(approved, "held")
