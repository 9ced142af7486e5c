"""Where stories are written: the list, the form in its five tabs, and what may be deleted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import django_filters
from django import forms
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList, PublishingPanel, TabbedInterface
from wagtail.admin.ui.tables import DateColumn, LiveStatusTagColumn
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)
from wagtail.snippets.views.snippets import SnippetViewSet, UnpublishView

from broadsheet.people import Person
from broadsheet.stories.choices import Openness
from broadsheet.stories.models import Story
from broadsheet.stories.newsroom.section_permissions import SectionPolicy, SeenStories, in_own_sections, stories_seen_by
from broadsheet.stories.publishing import withdraw
from broadsheet.stories.taxonomies import Author, Section


class StoryForm(SeenStories, WagtailAdminModelForm):
    """The address may be left empty: it is made from the day and the headline."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["address"].required = False
        self.choose_among_seen("translation_of")

    def clean(self) -> dict[str, Any]:
        """A new standing page has no discussion unless the editor opens one."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("page") and self.instance.pk is None and "discussion_is" not in self.changed_data:
            given["discussion_is"] = Openness.CLOSED
        section = given.get("section")
        if isinstance(self.for_user, Person) and not self.for_user.works_in(section.pk if section else None):
            self.add_error("section", _("Please choose a section of your own."))
        return given


class StoryFilter(WagtailFilterSet):
    """What the list of stories can be narrowed to."""

    section = django_filters.ModelChoiceFilter(queryset=Section.objects.all())
    author = django_filters.ModelChoiceFilter(
        field_name="bylines__author", queryset=Author.objects.all(), label=_("Author")
    )

    class Meta:
        model = Story
        fields = ("section", "live", "language", "page")


WORDS = [
    FieldPanel("headline", classname="headline"),
    FieldPanel("standfirst", widget=forms.Textarea(attrs={"rows": 2})),
    FieldPanel("body"),
]
PICTURE = [FieldPanel(name) for name in ("lead", "dateline", "source_name", "source_address", "copyright")]
FILING = [
    FieldPanel("section", widget=forms.Select),
    InlinePanel("bylines", label=_("Author"), heading=_("By"), panels=[FieldPanel("author")]),
    FieldPanel("tags", widget=forms.SelectMultiple(attrs={"size": 10})),
    FieldPanel("language"),
    FieldPanel("translation_of"),
    FieldPanel("address"),
    FieldPanel("page"),
]
DISCUSSION = [FieldPanel(name) for name in ("discussion_is", "rule", "order")]
TIMES = [
    FieldPanel("published_at", help_text=_("Filled in automatically when the story is first published.")),
    FieldPanel(
        "revised_at",
        help_text=_(
            "Filled in automatically when a public story is published again with other words, unless set here."
        ),
    ),
    PublishingPanel(),
]


class WithdrawView(UnpublishView):
    """Wagtail's page of asking first; the withdrawing is the room's own verb."""

    def unpublish(self) -> None:
        withdraw(self.object, by=self.request.user)


class SeenStoriesChoosing:
    """Wagtail's chooser asks for no permission."""

    def get_object_list(self: Any) -> QuerySet[Story]:
        return stories_seen_by(self.request.user)

    def get_object(self: Any, pk: str) -> Story:
        return stories_seen_by(self.request.user).get(pk=pk)

    def get_objects(self: Any, pks: Sequence[str]) -> QuerySet[Story]:
        return stories_seen_by(self.request.user).filter(pk__in=pks)


class StoryChooseView(SeenStoriesChoosing, ChooseView):
    pass


class StoryChooseResultsView(SeenStoriesChoosing, ChooseResultsView):
    pass


class StoryChosenView(SeenStoriesChoosing, SnippetChosenView):
    pass


class StoryChosenMultipleView(SeenStoriesChoosing, SnippetChosenMultipleView):
    pass


class StoryChooserViewSet(SnippetChooserViewSet):
    choose_view_class = StoryChooseView
    choose_results_view_class = StoryChooseResultsView
    chosen_view_class = StoryChosenView
    chosen_multiple_view_class = StoryChosenMultipleView


class StoryViewSet(SnippetViewSet):
    """Stories in the newsroom."""

    model = Story
    icon = "doc-full"
    menu_label = _("Stories")
    menu_name = "stories"
    menu_order = 100
    add_to_admin_menu = True
    url_prefix = "stories"
    copy_view_enabled = False
    list_display = (
        "__str__",
        "section",
        "language",
        DateColumn("published_at", label=_("Published"), sort_key="published_at"),
        LiveStatusTagColumn(),
    )
    filterset_class = StoryFilter
    unpublish_view_class = WithdrawView
    chooser_viewset_class = StoryChooserViewSet
    ordering = ("-touched", "-pk")
    list_per_page = 50
    edit_handler = TabbedInterface(
        [
            ObjectList(WORDS, heading=_("Text")),
            ObjectList(PICTURE, heading=_("Picture and source")),
            ObjectList(FILING, heading=_("Section and tags")),
            ObjectList(DISCUSSION, heading=_("Discussion")),
            ObjectList(TIMES, heading=_("Publishing")),
        ],
        base_form_class=StoryForm,
    )

    def construct_view(self, view_class: Any, **kwargs: Any) -> Any:
        """Every address about one story asks whose section it is in."""
        return in_own_sections(super().construct_view(view_class, **kwargs))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Story]:
        """Whatever somebody worked on last stands first, drafts among the rest."""
        stories = stories_seen_by(request.user).select_related("section", "latest_revision")
        newest = Coalesce("latest_revision__created_at", "published_at")
        return cast("QuerySet[Story]", stories.annotate(touched=newest))


register_permission_policy(Story, SectionPolicy(Story))
register_snippet(StoryViewSet)


@hooks.register("before_delete_snippet")
def keep_what_was_printed(request: HttpRequest, instances: Sequence[Any]) -> HttpResponseRedirect | None:
    """A story that readers have seen, and answered, is withdrawn and not deleted."""
    if not any(isinstance(one, Story) and (one.live or one.first_published_at) for one in instances):
        return None
    messages.error(request, _("What was printed is not deleted, because readers wrote under it. Unpublish it instead."))
    return HttpResponseRedirect(reverse(StoryViewSet().get_url_name("list")))
