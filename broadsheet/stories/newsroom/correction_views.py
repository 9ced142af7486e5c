"""Corrections that editors write without a reader's asking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from broadsheet import ledger
from broadsheet.ledger import Kind
from broadsheet.people import Person
from broadsheet.stories.models import Correction
from broadsheet.stories.newsroom.section_permissions import SeenStories


class CorrectionForm(SeenStories, WagtailAdminModelForm):
    """A note under a public story of one's own sections; keeping it prints the story anew."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_among_seen("story")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        story = given.get("story")
        if story is not None and not (story.live and story.published_at):
            raise forms.ValidationError({"story": _("Readers do not see this story: change its words instead.")})
        user = self.for_user
        if story is not None and isinstance(user, Person) and not user.works_in(story.section_id):
            raise forms.ValidationError({"story": _("This story stands in a section that is not yours.")})
        return given

    def save(self, commit: bool = True) -> Any:
        with transaction.atomic():
            if self.instance.pk is None and self.for_user is not None:
                self.instance.by = self.for_user
            note = super().save(commit)
            if commit:
                ledger.record(Kind.STORY_REVISED, story=note.story_id, person=getattr(self.for_user, "pk", None))
        return note


class CorrectionViewSet(SnippetViewSet):
    model = Correction
    icon = "edit"
    menu_label = _("Corrections")
    menu_name = "corrections"
    menu_order = 150
    add_to_admin_menu = True
    copy_view_enabled = False
    url_prefix = "corrections"
    list_display = ("story", "at", "text")
    list_per_page = 50
    edit_handler = ObjectList(
        [FieldPanel("story"), FieldPanel("text", help_text=_("What was wrong, and what is right."))],
        base_form_class=CorrectionForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Correction]:
        return Correction.objects.select_related("story").order_by("-at", "-pk")


register_snippet(CorrectionViewSet)


@hooks.register("before_delete_snippet")
def keep_corrections(request: HttpRequest, instances: Sequence[Any]) -> HttpResponseRedirect | None:
    """What the paper has once admitted, it does not take back."""
    if not any(isinstance(one, Correction) for one in instances):
        return None
    messages.error(request, _("A correction stays. If it is wrong itself, change its words or write another."))
    return HttpResponseRedirect(reverse(CorrectionViewSet().get_url_name("list")))
