"""What readers told the newsroom, under an address: flags, appeals, corrections they offered. Showing it, forgetting it."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from broadsheet.comments import Comment
from broadsheet.kit import DataSubject, in_turn
from broadsheet.moderation.models import Flag
from broadsheet.moderation.reports.models import Appeal, CorrectionRequest

ANSWERED, UNANSWERED = timedelta(days=90), timedelta(days=180)


def told_by(whose: DataSubject, comments: QuerySet[Comment]) -> dict[str, list[dict[str, Any]]]:
    """Lists of plain records; appeals are those against decisions about these comments."""
    return {
        "flags": [_flag(one) for one in flags_of_reader(whose).order_by("pk")],
        "appeals": [_appeal(one) for one in Appeal.objects.filter(comment__in=comments).order_by("pk")],
        "corrections": [_offer(one) for one in offers_of_reader(whose).select_related("story").order_by("pk")],
    }


def flags_of_reader(whose: DataSubject) -> QuerySet[Flag]:
    """Made by the person, from the guests' browsers, or with the address."""
    which = _under(whose) | Q(guest__in=whose.guests)
    if whose.person is not None:
        which |= Q(person=whose.person)
    return _until(Flag.objects.filter(which), whose)


def offers_of_reader(whose: DataSubject) -> QuerySet[CorrectionRequest]:
    """The same; what came from a browser with another address is another's."""
    which = _under(whose) | Q(guest__in=whose.guests, email="")
    if whose.person is not None:
        which |= Q(person=whose.person)
    return _until(CorrectionRequest.objects.filter(which), whose)


def _under(whose: DataSubject) -> Q:
    return Q(email=whose.email) if whose.email else Q(pk=None)


def _until(found: QuerySet[Any], whose: DataSubject) -> QuerySet[Any]:
    return found.filter(at__lte=whose.until) if whose.until else found


def _flag(one: Flag) -> dict[str, Any]:
    return {
        "comment": one.comment_id,
        "what": one.grievance,
        "reason": one.reason,
        "email": one.email,
        "at": one.at,
        "answered": one.answered,
        "answer": one.answer,
    }


def _appeal(one: Appeal) -> dict[str, Any]:
    return {
        "comment": one.comment_id,
        "text": one.text,
        "at": one.at,
        "answered": one.answered,
        "upheld": one.upheld,
        "answer": one.answer,
    }


def _offer(one: CorrectionRequest) -> dict[str, Any]:
    return {
        "story": one.story.public_headline,
        "wrong": one.wrong,
        "right": one.right,
        "source": one.source,
        "email": one.email,
        "at": one.at,
        "taken": one.taken,
        "answer": one.answer,
    }


def forget_told_by(whose: DataSubject, *, words: bool) -> None:
    """That somebody flagged stays for the moderators; who it was and what they said does not. With `words`, offers go."""
    with in_turn():
        for one in flags_of_reader(whose):
            rows = Flag.objects.filter(pk=one.pk)
            rows.update(guest=secrets.token_hex(16), person=None, reason="", email="", answer="")
        offers = offers_of_reader(whose)
        if words:
            offers.delete()
        else:
            offers.update(email="", guest="", person=None)


def forget_what_was_told() -> int:
    """Addresses and words of readers that are over: three months after the answer, six where none came."""
    now = timezone.now()
    over = Q(answered__lt=now - ANSWERED) | Q(answered=None, at__lt=now - UNANSWERED)
    with in_turn():
        count = Flag.objects.filter(over).exclude(email="", reason="", answer="").update(email="", reason="", answer="")
        appeals = Appeal.objects.filter(over).exclude(text="", answer="")
        return count + appeals.update(text="", answer="") + CorrectionRequest.objects.filter(over).delete()[0]
