"""Composing a story's own sheet and the further sheets of its discussion: from rows to one page of markup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.template.loader import get_template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from broadsheet import discussion, stories
from broadsheet.comments import State, threads
from broadsheet.moderation import duty
from broadsheet.press.sheets.page_frame import Frame, speaking
from broadsheet.press.sheets.print_addresses import absolute
from broadsheet.press.sheets.structured_data import of_story
from broadsheet.press.sheets.times import moment


@dataclass(frozen=True, slots=True)
class Mine:
    """What the living page adds for one reader; a print has none of it.

    For the writer of a comment a notice and the comment's own markup, empty when it stands in the thread and only needs
    its notice; for a person, or for whoever comes back from signing in, `form` with what they had typed.
    """

    comment: int = 0
    notice: str = ""
    markup: str = ""
    form: str = ""

    def put_into(self, context: dict[str, Any]) -> None:
        """Above the thread while nobody else sees the comment, else into its article."""
        if self.form and context["form"]:
            context["form"] = self.form
        if self.markup:
            context["notice"] = mark_safe(f'<ol class="own">{self.markup}</ol>{self.notice}')  # noqa: S308 - our templates
            return
        article, at = f'<article id="comment-{self.comment}"', str(context["thread"])
        begin = at.find(article)
        end = at.find("</header>", begin) + len("</header>")
        if begin >= 0:
            context["thread"] = mark_safe(at[:end] + self.notice + at[end:])  # noqa: S308 - as above


def story_sheet(
    story: stories.Story, frame: Frame, sheet: threads.Sheet | None = None, mine: Mine | None = None
) -> str:
    """The sheet at the story's own address: the story and the first part of its discussion, given or found."""
    with speaking(story.language, frame.zone):
        if sheet is None and story.pk and discussion.is_discussed(story):
            sheet = threads.first_part(story)
        context = _story(story, frame) | _talk(story, sheet, frame)
        if mine and sheet:
            mine.put_into(context)
        context["structured"] = of_story(story, sheet, context)
        return get_template("press/story.html").render(context)


def further_sheet(story: stories.Story, sheet: threads.Sheet, frame: Frame, mine: Mine | None = None) -> str:
    """A sheet of the discussion alone, under the story's headline."""
    with speaking(story.language, frame.zone):
        context = frame.context(story.language, sheet.address)
        context |= {"story": story, "section": story.section, "title": f"{sheet.title} – {story.headline}"}
        context |= {"sheet_title": sheet.title, "of_thread": "/thread/" in sheet.address}
        context |= _talk(story, sheet, frame)
        if mine:
            mine.put_into(context)
        return get_template("press/further.html").render(context)


def _story(story: stories.Story, frame: Frame) -> dict[str, Any]:
    site_settings, lead = frame.site_settings, stories.picture(story.lead, "lead") if story.lead else None
    context = frame.context(story.language, story.address)
    return context | {
        "story": story,
        "title": f"{story.headline} – {site_settings.name}",
        "section": story.section,
        "authors": [byline.author for byline in story.bylines.all()],
        "tags": list(story.tags.all()) if story.pk else [],
        "lead": lead,
        "card_address": absolute(lead.src) if lead else "",
        "published": moment(story.published_at),
        "revised": moment(stories.changed_at(story)),
        "corrections": _corrections(story),
        "body": stories.body_html(story),
        "source": source_line(story),
        **_languages(story),
    }


def _corrections(story: stories.Story) -> list[tuple[Any, Any]]:
    """Each with when it was made."""
    return [(note, moment(note.at)) for note in story.corrections.all()] if story.pk else []


def source_line(story: stories.Story) -> SafeString:
    """Who first published the story, and whose it is."""
    parts = []
    if story.copyright:
        parts.append(story.copyright if story.copyright.startswith("©") else f"© {story.copyright}")
    if story.source_name:
        name = story.source_name
        if story.source_address:
            name = format_html('<a href="{}" rel="external">{}</a>', story.source_address, name)
        parts.append(format_html(gettext("First published by {}"), name))
    elif story.source_address:
        parts.append(format_html('<a href="{0}" rel="external">{0}</a>', story.source_address))
    return format_html_join(" · ", "{}", ((part,) for part in parts))


def _languages(story: stories.Story) -> dict[str, Any]:
    """Links between the language versions, for readers and as hreflang (each names all, itself among them)."""
    first = story.translation_of or story
    if not story.pk or not first.pk or not (story.translation_of_id or getattr(story, "translated", True)):
        return {}
    others = [first, *first.translations.all()]
    versions = [one for one in others if one.pk == story.pk or (one.live and one.published_at)]
    if len(versions) < 2:
        return {}
    listed = [
        {
            "language": one.language,
            "name": stories.LANGUAGES[one.language],
            "address": one.address,
            "absolute": absolute(one.address),
            "this": one.pk == story.pk,
        }
        for one in versions
    ]
    return {
        "alternates": listed,
        "translations": [one for one in listed if not one["this"]],
        "first_language": absolute(first.address if first.live else story.address),
    }


def _talk(story: stories.Story, sheet: threads.Sheet | None, frame: Frame) -> dict[str, Any]:
    """The discussion of a sheet."""
    if sheet is None or not story.pk:
        return {"discussed": False}
    counts = getattr(story, "discussion", None)
    comments = counts.comments if counts else 0
    openness = duty.openness_now(story)
    return {
        "discussed": True,
        "likable": True,
        "likes_words": discussion.likes_words(counts.likes) if counts and counts.likes else "",
        "comments": comments if sheet.first else 0,  # a further sheet is not printed anew for every comment elsewhere
        "discussion_feed": f"{story.address}comments.atom" if comments else "",
        "state": duty.state_words(story),
        "more": comments - sum(one.comment.state == State.PUBLISHED for one in sheet.items) if sheet.first else 0,
        "chosen": threads.chosen(story) if sheet.first else [],
        "orders": _orders(sheet) if counts and counts.threads > 1 else [],
        "sheet": sheet,
        "thread": discussion.sheet_markup(sheet),
        "form": "" if openness == stories.Openness.CLOSED else discussion.form_markup(story, edition=frame.edition),
        "notice": "",
        "script_words": discussion.script_words(),
    }


def _orders(sheet: threads.Sheet) -> list[dict[str, Any]]:
    names = {
        stories.Order.OLDEST: gettext("Oldest first"),
        stories.Order.NEWEST: gettext("Newest first"),
        stories.Order.BEST: gettext("Best liked first"),
    }
    return [
        {"name": names[order], "address": address, "current": order == sheet.order}
        for order, address in sheet.entries.items()
    ]
