"""What goes out, or comes down, because its time has come."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from broadsheet.kit.loops import guarded
from broadsheet.stories.comment_settings import tell_of_closings
from broadsheet.stories.models import Story


def publish_due() -> list[Story]:
    """Publish, withdraw and close whatever is due, and give the stories changed; the worker asks each minute.

    Several workers may ask at once: each revision and each story is claimed by the one that changes its row.
    """
    done: list[Story] = []
    for work in (_withdraw_expired, _publish_scheduled, tell_of_closings):
        with guarded("publishing by schedule", work.__name__.strip("_")):
            done += work()
    return done


def _withdraw_expired() -> list[Story]:
    expired = []
    for number in Story.objects.filter(live=True, expire_at__lte=timezone.now()).values_list("pk", flat=True):
        with guarded("withdrawing by schedule", f"story {number}"), transaction.atomic():
            story = Story.objects.select_for_update().get(pk=number)
            if story.live:
                story.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
                expired.append(story)
    return expired


def _publish_scheduled() -> list[Story]:
    published = []
    due = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(Story), approved_go_live_at__lte=timezone.now()
    )
    for revision in due.order_by("approved_go_live_at"):
        with guarded("publishing by schedule", f"story {revision.object_id}"), transaction.atomic():
            if due.filter(pk=revision.pk).update(approved_go_live_at=None):
                revision.publish(log_action="wagtail.publish.scheduled")
                published.append(Story.objects.get(pk=revision.object_id))
    return published
