"""Whether what is written appears at once, and what is refused because it stands there already."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection
from django.utils.translation import gettext

from broadsheet.discussion.given import Words
from broadsheet.discussion.models import Comment, State
from broadsheet.discussion.owning import is_one_of, written_by
from broadsheet.discussion.refusals import Duplicate
from broadsheet.kit import allow
from broadsheet.people import Reader
from broadsheet.stories import House, Openness, Rule, Story

_A_DAY = timedelta(days=1)
_A_MINUTE = 60  # seconds
_LONG = 30  # letters; shorter words may well be two people's own


def state_for(
    story: Story, reader: Reader, words: Words, openness: Openness, house: House, besides: int | None = None
) -> State:
    """Published or held. The comment `besides` does not make its own writer known."""
    if reader.moderates:
        return State.PUBLISHED
    rule = Rule(story.rule or house.rule)
    if openness == Openness.HOLDING or rule == Rule.NOBODY or words.links > house.links_before_holding:
        return State.HELD
    everyone = rule == Rule.EVERYONE and openness != Openness.SLOW
    return State.PUBLISHED if everyone or is_known(reader, besides) else State.HELD


def is_known(reader: Reader, besides: int | None = None) -> bool:
    """Something of this guest's or person's stands, and none of it was spam. An e-mail address proves nothing."""
    if reader.fresh and reader.person is None:
        return False
    written = written_by(reader).order_by("-pk").values_list("pk", "state")[:50]
    states = {state for pk, state in written if pk != besides}
    return State.PUBLISHED in states and State.SPAM not in states


def refuse_duplicate(comment: Comment, reader: Reader, now: datetime, network: str) -> None:
    """Raises Duplicate when the same words were written under this story within a day.

    Short words may be several people's own; long ones are refused whoever sends them. Two presses of a button may
    both come before the first answer has brought the guest's cookie: those are known by their network for a minute.
    """
    if reader.fresh and network and not allow(f"once {network} {comment.digest}", 1, _A_MINUTE):
        raise Duplicate(gettext("This has just been sent from here, and it is kept. To add to it, say more."), "text")
    for other in _same_words(comment, now - _A_DAY):
        if is_one_of(reader, *other):
            raise Duplicate(
                gettext("You have written exactly this here already: it is not lost. To add to it, say more."), "text"
            )
        if len(comment.text) >= _LONG:
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
