"""What stands in the newsroom's menu, and nothing that belongs to a site of pages."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.users.models import UserProfile

from broadsheet.people import Person
from broadsheet.stories.photos import Photo
from broadsheet.stories.settings_model import site_settings

KEPT = {"stories", "images", "sections", "authors", "tags", "corrections", "comments", "site-settings", "persons"}


class CommentsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return isinstance(request.user, Person) and request.user.moderates


class SettingsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("broadsheet.change_sitesettings")


@hooks.register("register_admin_menu_item")
def comments() -> MenuItem:
    return CommentsItem(_("Comments"), "/-/desk/", name="comments", icon_name="comment", order=600)


@hooks.register("register_admin_menu_item")
def settings_item() -> MenuItem:
    address = reverse_lazy("wagtailsettings:edit", args=["broadsheet", "sitesettings"])
    return SettingsItem(_("Settings"), address, name="site-settings", icon_name="home", order=700)


class NoDocuments(ImagesAdminAPIViewSet):
    """Wagtail's pages name the address of a list of documents whether there are any or not."""

    def get_queryset(self) -> QuerySet[Photo]:
        return Photo.objects.none()


@hooks.register("construct_admin_api")
def name_no_documents(router: Any) -> None:
    router.register_endpoint("documents", NoDocuments)


@hooks.register("construct_main_menu", order=1000)
def keep_to_the_paper(request: HttpRequest, items: list[Any]) -> None:
    """Pages, sites, reports, help and settings are Wagtail's own; this newsroom has none of them."""
    items[:] = [item for item in items if item.name in KEPT]
    for item in items:
        if item.name == "images":
            item.label, item.order = _("Pictures"), 200


@hooks.register("construct_main_menu")
def set_the_clock(request: HttpRequest, items: list[Any]) -> None:
    """Times are typed and shown in the newsroom's zone unless a person chose another in the account."""
    if getattr(getattr(request.user, "wagtail_userprofile", None), "current_time_zone", ""):
        return
    profile = UserProfile.get_for_user(request.user)
    profile.current_time_zone = site_settings().time_zone
    profile.save(update_fields=["current_time_zone"])


@hooks.register("construct_search", order=1000)
def search_the_paper(request: HttpRequest, areas: list[Any]) -> None:
    areas[:] = [area for area in areas if area.name != "pages"]
