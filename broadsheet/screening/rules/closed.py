"""Closed: a story that is gone or a discussion that is over takes nothing, one that is holding publishes nothing."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from broadsheet.comments import Closed, Comment, Finding, State
from broadsheet.kit import Gone
from broadsheet.moderation.duty import reopens_at, state_words
from broadsheet.people import Reader
from broadsheet.screening.rules.context import Case, Found, Option, Options, Rule
from broadsheet.stories import Openness, Story


def judge(case: Case, options: Options) -> Found | None:
    """Raises Gone or Closed; whoever changes their words began before it closed."""
    if case.before is None:
        refuse_when_closed(case.story, case.openness, case.reader)
    if case.openness == Openness.HOLDING and not case.reader.moderates:
        return Found(State.HELD)
    return None


def refuse_when_closed(story: Story, openness_now: Openness, reader: Reader) -> None:
    """Raises Gone for a story that readers do not see, Closed for a discussion that takes no more."""
    if not story.live:
        raise gone()
    if openness_now == Openness.CLOSED and not reader.moderates:
        if reopens_at(story):
            raise Closed(f"{state_words(story)} {gettext('Please keep your words: they are below.')}")
        raise Closed(gettext("This discussion is closed. Please copy your text: it is below."))


def refuse_when_shut(thread: Comment, reader: Reader) -> None:
    """Raises Closed for a thread that takes no more replies; staff may still answer."""
    if thread.shut and not reader.moderates:
        raise Closed(gettext("This thread is closed to replies. Please copy your text: it is below."), "parent")


def gone() -> Gone:
    return Gone(gettext("This story is not here any more. Please copy your text: it is below."))


def tell(finding: Finding) -> str:
    return gettext("New comments wait in this discussion.")


RULE = Rule(
    name="closed",
    title=_("Closed discussions"),
    sentence=_("Refuses what comes to a closed discussion, and holds what comes to one that is holding."),
    judge=judge,
    tell=tell,
    options=(
        Option(
            "days",
            _("Discussions close this many days after publication; 0 means never"),
            0,
            most=3_650,
            site_field="close_after_days",
        ),
    ),
    fixed=True,
    staff=True,
)
