"""Markup of the comment form: empty on printed pages, filled where it comes back with a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from broadsheet.comments import MOST_LETTERS_OF_A_NAME
from broadsheet.kit import Refusal
from broadsheet.moderation.duty import openness_now
from broadsheet.people import Reader
from broadsheet.stories import Openness, PostingRule, Story, posting_rule

FIELDS = ("name", "email", "website", "text", "parent", "remember", "tell")


def form_markup(
    story: Story,
    given: Mapping[str, str] | None = None,
    refusal: Refusal | None = None,
    parent: int | None = None,
    reader: Reader | None = None,
    edition: int | None = None,
) -> SafeString:
    """The form of a story's discussion; `given` is what was typed, `refusal` stands at its field.

    `edition` is that of the page it stands on. On a living page for a person who chose a name, `reader`, the form says so instead of asking for one.
    """
    given = given or {}
    context: dict[str, Any] = {
        "story": story,
        "given": {field: given.get(field, "") for field in FIELDS},
        "parent": parent or given.get("parent", ""),
        "edition": edition,
        "refusal": refusal,
        "field": _field(refusal),
        "most": MOST_LETTERS_OF_A_NAME,
        "promise": promise(story),
        "writer": reader.person.chosen if reader and reader.person and not _about_name(refusal) else "",
        "unfold": bool(given.get("email") or given.get("website") or given.get("remember") or given.get("tell"))
        or refusal is not None,
    }
    return mark_safe(get_template("discussion/form.html").render(context).strip())  # noqa: S308 - a template that escapes


def _about_name(refusal: Refusal | None) -> bool:
    return refusal is not None and refusal.field == "name"


def _field(refusal: Refusal | None) -> str:
    """Where the sentence stands: at its field, else at the text."""
    if refusal is None:
        return ""
    return refusal.field if refusal.field in {"name", "email", "website"} else "text"


def promise(story: Story) -> str:
    """What happens to a comment, said before it is written."""
    now = openness_now(story)
    if now == Openness.HOLDING or posting_rule(story) == PostingRule.NOBODY:
        return gettext("Held until a moderator has seen it.")
    if posting_rule(story) == PostingRule.KNOWN or now == Openness.SLOW:
        return gettext("Your first comment is held until a moderator has seen it.")
    return gettext("Appears at once. You can change it for 15 minutes.")
