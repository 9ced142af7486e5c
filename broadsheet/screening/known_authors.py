"""Whether an author is trusted enough to skip pre-moderation."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from broadsheet.comments import Side, State, written_by
from broadsheet.people import Reader

_MOST = 50  # of a writer's comments that are looked at


def is_known(reader: Reader, besides: int | None = None, many: int = 1) -> bool:
    """Whether this guest or person has `many` published comments and no spam among the newest 50; the comment `besides`
    does not count. An e-mail address proves nothing, so it is not asked for.
    """
    if reader.fresh and reader.person is None:
        return False
    written = written_by(reader).order_by("-pk").values_list("pk", "state")[:_MOST]
    states = [state for pk, state in written if pk != besides]
    return states.count(State.PUBLISHED) >= many and State.SPAM not in states


def has_stood_well(reader: Reader, many: int, since: datetime) -> bool:
    """Whether this writer has `many` published comments, and none after `since` that staff removed or called spam."""
    written = written_by(reader)
    bad = Q(state=State.SPAM) | Q(state=State.REMOVED, removed_by=Side.STAFF)
    if written.filter(bad, created__gt=since).exists():
        return False
    return len(written.filter(state=State.PUBLISHED).values_list("pk")[:many]) >= many
