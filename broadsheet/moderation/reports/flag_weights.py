"""How much a reader's flag counts: less, the more of their flags staff have refused.

`(right + 2) / (answered + 2)` of the flags of theirs that staff have answered: a reader nobody knows counts as one, one
who was always right stays one, one who was refused six times in a row counts as a quarter. The weight is kept with the
flag, so what is answered later changes none that stands. From one network two flags a day count on one comment: somebody
who throws cookies away is not many readers.
"""

from __future__ import annotations

from django.db.models import Count, Q, Sum

from broadsheet.comments import Comment
from broadsheet.kit import allow
from broadsheet.moderation.models import Flag

_BELIEF = 2  # flags that everybody is believed to have got right before
_OF_NETWORK, _A_DAY = 2, 24 * 3600  # flags, seconds


def weight_of(guest: str, person: int | None = None) -> float:
    """Of this person's next flag, or this guest's where there is no person; between 0 and 1."""
    theirs = Q(guest=guest) if person is None else Q(person=person)
    past = Flag.objects.filter(theirs, right__isnull=False).aggregate(
        answered=Count("pk"), right=Count("pk", filter=Q(right=True))
    )
    return float(round((past["right"] + _BELIEF) / (past["answered"] + _BELIEF), 2))


def counts_from(network: str, comment: Comment) -> bool:
    """Whether another flag of this comment counts from this network today."""
    return not network or allow(f"flag {comment.pk} {network}", _OF_NETWORK, _A_DAY)


def weight_on(comment: Comment) -> float:
    """Of all flags of a comment that nobody has answered."""
    total = Flag.objects.filter(comment=comment, right=None).aggregate(total=Sum("weight"))["total"]
    return round(total or 0.0, 2)
