"""The newsroom's first page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from broadsheet.kit.loops import known_troubles
from broadsheet.people import Role, failing_ways
from broadsheet.stories.newsroom.section_permissions import stories_seen_by
from broadsheet.stories.settings_model import site_settings


class Desk(Component):
    """What one came to do: write, go on with what was begun, see what readers wrote."""

    name = "desk"
    template_name = "stories/newsroom/desk.html"
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        begun = stories_seen_by(user).filter(has_unpublished_changes=True).order_by("-latest_revision__created_at")
        return {
            "site_settings": site_settings(),
            "failing": [{"title": way.title, "said": one.said, "since": one.failing} for way, one in failing_ways()],
            "troubles": known_troubles() if user.role in {Role.OWNER, Role.EDITOR} else [],
            "writes": user.has_perm("broadsheet.add_story"),
            "moderates": user.moderates,
            "begun": begun[:8] if user.has_perm("broadsheet.change_story") else [],
        }


@hooks.register("construct_homepage_panels", order=1000)
def furnish(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = [Desk()]


@hooks.register("construct_homepage_summary_items", order=1000)
def count_nothing(request: HttpRequest, items: list[Any]) -> None:
    items.clear()
