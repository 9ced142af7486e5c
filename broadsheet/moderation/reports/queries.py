"""What other rooms ask about appeals and about corrections that readers offered."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from broadsheet.comments import Comment
from broadsheet.moderation.permissions import in_remit
from broadsheet.moderation.reports.models import Appeal, CorrectionRequest
from broadsheet.people import Person


def appeals_for(person: Person) -> QuerySet[Appeal]:
    """The appeals in this person's sections, with comment, story, decision and everybody concerned."""
    found = Appeal.objects.filter(in_remit(person, "comment__story")).select_related(
        "comment__story", "comment__person", "decision__by", "decision__reason", "by"
    )
    return found.defer("comment__story__body")


def find_appeal(appeal: int) -> Appeal | None:
    """An appeal by its id, with comment, story and the decision it is about."""
    return Appeal.objects.select_related("comment__story", "decision").filter(pk=appeal).first()


def appeal_of(comment: int, *, answered: bool = False) -> Appeal | None:
    """The appeal about a comment; with `answered` only once it is."""
    found = Appeal.objects.filter(comment=comment)
    return (found.exclude(answered=None) if answered else found).first()


def forget_appeal_words(comment: Comment) -> None:
    """Empty the texts of its appeal and of the answer."""
    Appeal.objects.filter(comment=comment).update(text="", answer="")


def correction_requests_for(person: Person) -> QuerySet[CorrectionRequest]:
    """The corrections offered to stories in this person's sections, with story, answerer and the printed correction."""
    found = CorrectionRequest.objects.filter(in_remit(person)).select_related("story", "by", "correction")
    return found.defer("story__body")


def find_correction_request(request: int) -> CorrectionRequest | None:
    """An offered correction by its id, with story and the printed correction."""
    return (
        CorrectionRequest.objects.select_related("story", "correction").defer("story__body").filter(pk=request).first()
    )


def open_correction_requests(story: int, upto: datetime) -> list[CorrectionRequest]:
    """The unanswered corrections offered to a story up to that moment, the newest first."""
    return list(CorrectionRequest.objects.filter(story=story, taken=None, at__lte=upto).order_by("-pk"))


def open_correction_requests_with_address(story: int) -> list[CorrectionRequest]:
    """The unanswered corrections offered to a story whose readers left an address, with the story."""
    found = CorrectionRequest.objects.filter(story=story, taken=None).exclude(email="").select_related("story")
    return list(found.defer("story__body"))


def answered_correction_requests_with_address(story: int) -> list[int]:
    """The ids of the answered corrections offered to a story whose readers left an address."""
    found = CorrectionRequest.objects.filter(story=story, taken__isnull=False).exclude(email="")
    return list(found.values_list("pk", flat=True))


def correction_request_addresses() -> set[str]:
    """Every e-mail address that was given with an offered correction."""
    return set(CorrectionRequest.objects.exclude(email="").values_list("email", flat=True).distinct())


def story_of_correction_request(request: int) -> int | None:
    """The id of the story that a reader wants corrected."""
    return CorrectionRequest.objects.filter(pk=request).values_list("story_id", flat=True).first()
