"""Repeated text: the same words under the same story within a day. Near duplicates across the site are the filter's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from broadsheet.comments import Duplicate, Finding, State, digest_of, is_one_of
from broadsheet.comments.queries import same_words
from broadsheet.kit import allow
from broadsheet.screening.rules.context import Case, Found, Option, Options, Past, Rule

_A_MINUTE = 60  # seconds


def judge(case: Case, options: Options) -> None:
    """Raises Duplicate.

    Short words may be several people's own; long ones are refused whoever sends them. Two presses of a button may
    both come before the first answer has brought the guest's cookie: those are known by their network for a minute.
    """
    comment, reader = case.comment, case.reader
    if reader.fresh and case.network and not allow(f"once {case.network} {comment.digest}", 1, _A_MINUTE):
        raise Duplicate(gettext("This has just been sent from here, and it is kept. To add to it, say more."), "text")
    since = timezone.now() - timedelta(hours=options["hours"])
    for other in same_words(comment.story_id, comment.digest, since):
        if is_one_of(reader, *other):
            raise Duplicate(
                gettext("You have written exactly this here already: it is not lost. To add to it, say more."), "text"
            )
        if len(comment.text) >= options["letters"]:
            raise Duplicate(gettext("Exactly this is written here already. Please say it in your own words."), "text")


def replay(options: Options) -> Callable[[Past], Found | None]:
    """By a hash of the words: who wrote them under a story, and when last."""
    within = timedelta(hours=options["hours"])
    written: dict[str, dict[str, datetime]] = {}

    def look(past: Past) -> Found | None:
        others = written.setdefault(digest_of(past.story, past.text), {})
        lately = {writer for writer, at in others.items() if past.created - at < within}
        others[past.writer] = past.created
        again = past.writer in lately or (len(past.text) >= options["letters"] and bool(lately))
        return Found(State.REMOVED) if again else None

    return look


def tell(finding: Finding) -> str:
    return gettext("Exactly this is written here already.")


RULE = Rule(
    name="repeated",
    title=_("Repeated text"),
    sentence=_("Refuses the same words under the same story: from one reader always, long ones from anybody."),
    judge=judge,
    tell=tell,
    options=(
        Option("hours", _("Within hours"), 24, least=1, most=720),
        Option("letters", _("Letters from which on it is refused from anybody"), 30, least=1),
    ),
    staff=True,
    edits=False,
    last=True,
    replay=replay,
)
