"""Repeated text: the same words under the same story within a day. Near duplicates across the site are the filter's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from broadsheet.comments import Comment, Duplicate, Finding, State, digest_of, is_one_of
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
    for other in _same_words(comment, timezone.now() - timedelta(hours=options["hours"])):
        if is_one_of(reader, *other):
            raise Duplicate(
                gettext("You have written exactly this here already: it is not lost. To add to it, say more."), "text"
            )
        if len(comment.text) >= options["letters"]:
            raise Duplicate(gettext("Exactly this is written here already. Please say it in your own words."), "text")


def _same_words(comment: Comment, since: datetime) -> list[tuple[str, int | None]]:
    """The guest and person of those who wrote them. By hand: the ORM takes half a millisecond, a fifth of a post."""
    with connection.cursor() as cursor:
        moment = connection.ops.adapt_datetimefield_value(since)
        cursor.execute(_SAME_WORDS, [comment.story_id, comment.digest, moment])
        return list(cursor.fetchall())


_SAME_WORDS = """
    SELECT guest, person_id FROM broadsheet_comment WHERE story_id = %s AND digest = %s AND created > %s LIMIT 20
"""


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
