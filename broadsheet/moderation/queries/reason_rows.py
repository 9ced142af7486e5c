"""Reasons for removing a comment, as rows."""

from __future__ import annotations

from broadsheet.moderation.models import Reason


def find_reason(reason: int) -> Reason | None:
    """A reason by its id, also a retired one."""
    return Reason.objects.filter(pk=reason).first()


def reason_in_use(reason: int) -> Reason | None:
    """A reason by its id, unless it is retired."""
    return Reason.objects.filter(pk=reason, retired=False).first()


def reasons_in_use(most: int) -> list[Reason]:
    """The first so many reasons in the newsroom's order."""
    return list(Reason.objects.filter(retired=False)[:most])
