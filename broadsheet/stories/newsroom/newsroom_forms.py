"""Forms that end, as every verb does, with a line in the ledger."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.images.forms import BaseImageForm
from wagtail.models import ReferenceIndex
from wagtail.users.models import UserProfile

from broadsheet import ledger
from broadsheet.ledger import Kind
from broadsheet.stories.addresses import slug_of
from broadsheet.stories.models import FormerAddress, Story


class ToldForm(WagtailAdminModelForm):
    """What every sheet may show."""

    def save(self, commit: bool = True) -> Any:
        with transaction.atomic():
            saved = super().save(commit)
            if commit:
                ledger.record(Kind.SITE_CHANGED)
        return saved


class SiteSettingsForm(ToldForm):
    """The site. Whoever kept its time zone goes on keeping it."""

    def save(self, commit: bool = True) -> Any:
        former, zone = self.initial.get("time_zone"), self.cleaned_data["time_zone"]
        with transaction.atomic():
            if commit:
                UserProfile.objects.filter(current_time_zone=former).update(current_time_zone=zone)
            return super().save(commit)


class FiledForm(ToldForm):
    """A section, an author, a tag. A front that moves leaves its old address behind."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        self.former = self.instance.address if self.instance.pk else ""

    def clean_slug(self) -> str:
        """The one typed, else one made from the name."""
        return str(self.cleaned_data.get("slug") or slug_of(self.cleaned_data.get("name") or ""))

    def save(self, commit: bool = True) -> Any:
        now = self.instance.address
        with transaction.atomic():
            if commit:
                FormerAddress.objects.filter(path=now).delete()
            if commit and self.former not in {"", now}:
                FormerAddress.objects.update_or_create(path=self.former, defaults={"moved_to": now, "story": None})
            return super().save(commit)


class PhotoForm(BaseImageForm):
    """A picture's words and focal point stand in printed stories: those are revised with it."""

    def save(self, commit: bool = True) -> Any:
        with transaction.atomic():
            known = self.instance.pk is not None
            saved = super().save(commit)
            if commit and known:
                for story in stories_showing(saved):
                    ledger.record(Kind.STORY_REVISED, story=story)
        return saved


def stories_showing(photo: Any) -> list[int]:
    """Ids of the public stories with the picture in front or in the body."""
    references = ReferenceIndex.get_references_to(photo).filter(
        base_content_type__app_label=Story._meta.app_label, base_content_type__model=Story._meta.model_name
    )
    shown_in = {int(number) for number in references.values_list("object_id", flat=True)}
    return list(Story.objects.filter(live=True, pk__in=shown_in).order_by("pk").values_list("pk", flat=True))
