"""Looking up what a page of the desk is about: a comment in the moderator's sections, and the decision to undo."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext

from broadsheet.comments import Comment
from broadsheet.comments.queries import comment_with_story
from broadsheet.desk.pages.forms import DoneForm
from broadsheet.desk.pages.state_words import done_words
from broadsheet.kit import Gone, NotYours
from broadsheet.moderation import Decision
from broadsheet.moderation.queries import own_decision
from broadsheet.people import Person


def comment_in_remit(comment_id: int, person: Person) -> Comment:
    """The comment with its story and writer. Raises Gone, and NotYours for one in somebody else's section."""
    comment = comment_with_story(comment_id)
    if comment is None:
        raise Gone(gettext("This comment is no longer here: nothing was done."))
    if not person.works_in(comment.story.section_id):
        raise NotYours(gettext("This comment stands in someone else's section: nothing was done."))
    return comment


def decision_to_undo(request: HttpRequest, person: Person) -> tuple[Decision, str] | None:
    """The decision that `done` in the address names, where this person made it, and what it did in words."""
    number = DoneForm(request.GET).given().get("done")
    found = own_decision(person, number) if number else None
    return (found, done_words(found.became, found.was)) if found else None
