"""Sections, authors and tags: what stories are filed under."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, ObjectList, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from broadsheet import ledger
from broadsheet.ledger import Kind
from broadsheet.stories.draft_references import drafts_naming
from broadsheet.stories.newsroom.newsroom_forms import FiledForm
from broadsheet.stories.taxonomies import Author, Filed, Section, Tag


def _form(*more: str) -> ObjectList:
    name = TitleFieldPanel("name", targets=["slug"], classname="headline", placeholder=False)
    panels = [name, FieldPanel("slug", widget=SlugInput)]
    return ObjectList([*panels, *map(FieldPanel, more)], base_form_class=FiledForm)


class FiledViewSet(SnippetViewSet):
    """What the three have in common."""

    add_to_admin_menu = True
    copy_view_enabled = False
    list_display: tuple[str, ...] = ("name", "slug")
    list_per_page = 100


class SectionViewSet(FiledViewSet):
    model = Section
    icon = "list-ul"
    menu_label = _("Sections")
    menu_name = "sections"
    menu_order = 300
    url_prefix = "sections"
    list_display = ("name", "slug", "position")
    edit_handler = _form("position")


class AuthorViewSet(FiledViewSet):
    model = Author
    icon = "user"
    menu_label = _("Authors")
    menu_name = "authors"
    menu_order = 400
    url_prefix = "authors"
    edit_handler = _form("about")


class TagViewSet(FiledViewSet):
    model = Tag
    icon = "tag"
    menu_label = _("Tags")
    menu_name = "tags"
    menu_order = 500
    url_prefix = "tags"
    edit_handler = _form()


for viewset in (SectionViewSet, AuthorViewSet, TagViewSet):
    register_snippet(viewset)


@hooks.register("before_delete_snippet")
def keep_what_drafts_name(request: HttpRequest, instances: Sequence[Any]) -> HttpResponseRedirect | None:
    """Who or what a draft names is needed when it is published, perhaps by schedule."""
    for one in instances:
        if isinstance(one, Filed) and (drafts := drafts_naming(one)):
            sentence = _("%(name)s is named in drafts that are not published yet: %(drafts)s. Change those first.")
            messages.error(request, sentence % {"name": one.name, "drafts": ", ".join(drafts[:5])})
            return HttpResponseRedirect(_list_of(one))
    return None


def _list_of(one: Filed) -> str:
    return reverse(f"wagtailsnippets_{one._meta.app_label}_{one._meta.model_name}:list")


@hooks.register("after_delete_snippet")
def tell_of_removal(request: HttpRequest, instances: Sequence[Any]) -> None:
    """A section that is gone stands in no row of sections any more."""
    if any(isinstance(one, Filed) for one in instances):
        ledger.record(Kind.SITE_CHANGED)
