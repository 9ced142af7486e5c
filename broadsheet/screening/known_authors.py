"""Who is known here: whose comments appear at once."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from broadsheet.comments import Side, State, written_by
from broadsheet.people import Reader

_MOST = 50  # of a writer's comments that are looked at


def is_known(reader: Reader, besides: int | None = None, many: int = 1) -> bool:
    """So many of this guest's or person's stand, and none was spam. An e-mail address proves nothing.

    The comment `besides` does not make its own writer known.
    """
    if reader.fresh and reader.person is None:
        return False
    written = written_by(reader).order_by("-pk").values_list("pk", "state")[:_MOST]
    states = [state for pk, state in written if pk != besides]
    return states.count(State.PUBLISHED) >= many and State.SPAM not in states


def has_stood_well(reader: Reader, many: int, since: datetime) -> bool:
    """So many of this writer's stand, and since then staff removed none and called none spam."""
    written = written_by(reader)
    bad = Q(state=State.SPAM) | Q(state=State.REMOVED, removed_by=Side.STAFF)
    if written.filter(bad, created__gt=since).exists():
        return False
    return len(written.filter(state=State.PUBLISHED).values_list("pk")[:many]) >= many
