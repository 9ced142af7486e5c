"""Setting the sample's discussions: who said what, when, and how many liked it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from broadsheet import ledger
from broadsheet.comments import Contribution, Discussion, State, take_in_comments
from broadsheet.kit import typeset
from broadsheet.ledger import Kind
from broadsheet.people import Person, Role
from broadsheet.sample.story_files import HERE, Remark, remarks
from broadsheet.stories import Story

_WHILE = timedelta(hours=60)  # how long people go on talking
_STATES = {"held": State.HELD, "removed": State.REMOVED}


def talk(story: Story, name: str, likes: int, now: datetime) -> None:
    """Put the discussion that lies beside the story under it, spread from its publication until now."""
    if story.published_at is None or not (HERE / "comments" / f"{name}.txt").exists():
        return
    threads = remarks(name)
    talked = min(now - story.published_at, _WHILE) * 0.9
    rows: list[Contribution] = []
    chance = Random(name)  # noqa: S311 (the same times at every first start)
    for place, remark in enumerate(threads, 1):
        begun = story.published_at + talked * (place / (len(threads) + 1)) ** 1.4
        rows += _thread(remark, f"{place}", None, begun, story.published_at + talked, chance)
    take_in_comments(story, rows)
    Discussion.objects.filter(pk=story.pk).update(likes=likes)
    ledger.record(Kind.IMPORTED, story=story.pk)


def _thread(
    remark: Remark, key: str, parent: str | None, when: datetime, end: datetime, chance: Random
) -> Iterator[Contribution]:
    """The comment and everything below it, each some time after what it answers."""
    yield Contribution(
        key=key,
        name=remark.name,
        text=remark.text.strip(),
        html=typeset(remark.text),
        created=when,
        state=_STATES.get(remark.state, State.PUBLISHED),
        parent=parent,
        person=_somebody_of_the_newsroom() if remark.state == "staff" else None,
        likes=remark.likes,
    )
    for place, reply in enumerate(remark.replies, 1):
        later = when + (end - when) * (chance.uniform(0.02, 0.06) * place)
        yield from _thread(reply, f"{key}.{place}", key, later, end, chance)


def _somebody_of_the_newsroom() -> int | None:
    """Whoever owns the site signs what the invented newsroom answers; nobody where nobody has an account yet."""
    return Person.objects.filter(role=Role.OWNER).order_by("pk").values_list("pk", flat=True).first()
