"""The backtest: a rule that is not switched on yet, run over the comments of the last thirty days."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from broadsheet.comments import State, writer_key
from broadsheet.comments.queries import earlier_comments, newest_ids_since
from broadsheet.kit import count_links
from broadsheet.moderation.queries import last_states_by_staff
from broadsheet.screening.rules.context import Found, Past
from broadsheet.stories import languages_and_rules

SINCE = timedelta(days=30)
MOST = 100_000  # comments; the newest where there were more
_SAMPLES = 5  # of each kind
_EXCERPT = 300  # letters


@dataclass(frozen=True, slots=True)
class Sample:
    """One that it would have caught, and what of it."""

    pk: int
    name: str
    excerpt: str
    words: str


@dataclass(slots=True)
class Trial:
    """What a rule would have caught of what was `looked` at.

    By the desk's own last decisions it would have caught `wrongly` what they published and `rightly` what they removed or
    called spam; the rest nobody decided about, and of that so many `stand`. `capped` says that there was more to look at.
    """

    looked: int = 0
    capped: bool = False
    caught: int = 0
    wrongly: int = 0
    rightly: int = 0
    stand: int = 0
    wrong: deque[Sample] = field(default_factory=lambda: deque(maxlen=_SAMPLES))
    right: deque[Sample] = field(default_factory=lambda: deque(maxlen=_SAMPLES))
    other: deque[Sample] = field(default_factory=lambda: deque(maxlen=_SAMPLES))


def replay(look: Callable[[Past], Found | None], now: datetime | None = None) -> Trial:
    """Call `look` with every comment of the last 30 days, the oldest first; nothing is changed."""
    since = (now or timezone.now()) - SINCE
    ids = newest_ids_since(since, MOST + 1)
    trial = Trial(capped=len(ids) > MOST)
    if not ids:
        return trial
    first = ids[min(len(ids), MOST) - 1]
    decided = last_states_by_staff(first)
    for past in _past_comments(since, first):
        trial.looked += 1
        found = look(past)
        if found is not None:
            _count(trial, past, found, decided.get(past.pk))
    return trial


def _count(trial: Trial, past: Past, found: Found, decided: str | None) -> None:
    trial.caught += 1
    sample = Sample(past.pk, past.name, past.text[:_EXCERPT], found.words)
    if decided == State.PUBLISHED:
        trial.wrongly += 1
        trial.wrong.appendleft(sample)
    elif decided in {State.REMOVED, State.SPAM}:
        trial.rightly += 1
        trial.right.appendleft(sample)
    else:
        trial.stand += past.stands
        trial.other.appendleft(sample)


def _past_comments(since: datetime, first: int) -> Iterator[Past]:
    stories = languages_and_rules()
    for one in earlier_comments(since, first):
        language, rule = stories.get(one.story, ("", ""))
        writer = writer_key(one.person, one.guest) or f"comment-{one.id}"
        yield Past(
            text=one.text,
            html=one.html,
            links=count_links(one.html),
            language=language,
            name=one.name,
            pk=one.id,
            story=one.story,
            rule=rule,
            writer=writer,
            stands=one.state == State.PUBLISHED,
            created=one.created,
        )
