"""The site's settings: name, language, colours and how its discussions go."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.contrib.settings.registry import register_setting

from broadsheet.stories.newsroom.newsroom_forms import SiteSettingsForm
from broadsheet.stories.settings_model import SiteSettings


def _group(heading: Promise, *names: str) -> MultiFieldPanel:
    return MultiFieldPanel([FieldPanel(name) for name in names], heading=heading)


_paper = _group(_("Site"), "name", "motto", "language", "time_zone")
_paper.children.append(FieldPanel("accent", widget=forms.TextInput(attrs={"type": "color"})))

SiteSettings.edit_handler = ObjectList(
    [
        _paper,
        _group(_("Discussions"), "rule", "order", "close_after_days", "links_before_holding"),
        _group(_("Flags and the rota"), "flags_before_holding", "slow_after", "off_duty", "close_after_waiting"),
        _group(_("E-mails to moderators"), "tell_staff_of", "tell_staff_after"),
    ],
    base_form_class=SiteSettingsForm,
)
register_setting(SiteSettings, icon="home")
