"""Whose business a comment is: staff decide in their own sections."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext

from broadsheet.comments import Comment
from broadsheet.kit import NotYours
from broadsheet.people import Person


def may_decide(person: Person, comment: Comment) -> bool:
    """Whether this person moderates, and in the section of the comment's story."""
    return person.moderates and person.works_in(comment.story.section_id)


def refuse_other_sections(person: Person, comment: Comment) -> None:
    """Raises NotYours for a comment in a section that is not theirs."""
    if not may_decide(person, comment):
        raise NotYours(gettext("This comment stands in a section that is not yours. Nothing was done."))


def in_remit(person: Person, story: str = "story") -> Any:
    """The condition for rows whose story (`story` is the way to it) stands in this person's sections."""
    return Q() if person.remit is None else Q(**{f"{story}__section__in": person.remit})
