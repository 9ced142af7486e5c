"""A rule that is not switched on yet, run over what came in the last thirty days."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from broadsheet.comments import Comment, State, writer_key
from broadsheet.kit import count_links
from broadsheet.moderation import Decision
from broadsheet.screening.rules.context import Found, Past
from broadsheet.stories import Story

SINCE = timedelta(days=30)
MOST = 100_000  # comments; the newest where there were more
_BATCH = 2_000
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
    """Run it over them, the oldest first; nothing is changed."""
    since = (now or timezone.now()) - SINCE
    lately = Comment.objects.filter(created__gt=since)
    numbers = list(lately.order_by("-pk").values_list("pk", flat=True)[: MOST + 1])
    trial = Trial(capped=len(numbers) > MOST)
    if not numbers:
        return trial
    first = numbers[min(len(numbers), MOST) - 1]
    decided = _decided(first)
    for past in _stream(lately.filter(pk__gte=first)):
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


def _decided(first: int) -> dict[int, str]:
    """What somebody of the desk last made of each, from this number on."""
    by_staff = Decision.objects.filter(comment__gte=first, by__isnull=False, undone=None)
    return dict(by_staff.order_by("pk").values_list("comment_id", "became"))


def _stream(comments: QuerySet[Comment]) -> Iterator[Past]:
    """Narrow rows, a few at a time. What was erased has no words to look at."""
    stories = {pk: (language, rule) for pk, language, rule in Story.objects.values_list("pk", "language", "rule")}
    fields = ("pk", "story_id", "text", "html", "name", "guest", "person_id", "state", "created")
    rows = comments.exclude(text="").order_by("pk").values_list(*fields)
    for pk, story, text, html, name, guest, person, state, created in rows.iterator(chunk_size=_BATCH):
        language, rule = stories.get(story, ("", ""))
        writer = writer_key(person, guest) or f"comment-{pk}"
        stands = state == State.PUBLISHED
        yield Past(text, html, count_links(html), language, name, pk, story, rule, writer, stands, created)
