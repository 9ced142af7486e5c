"""Every living address. Printed ones need none: they are files, and only what is no file comes to the last line."""

from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls

from broadsheet import press
from broadsheet.server.assets import picture, style_or_script

SETTINGS = "/-/newsroom/settings/broadsheet/sitesettings/"
handler403 = "broadsheet.server.refused.forbidden"
urlpatterns: list[URLPattern | URLResolver] = [
    # Wagtail's, for a site of pages: there are none here.
    *(re_path(rf"^-/newsroom/{name}/", press.moved) for name in ("pages", "reports", "failwhale", "test404")),
    re_path(r"^-/newsroom/settings/broadsheet/house/", RedirectView.as_view(url=SETTINGS, permanent=True)),
    path("-/newsroom/", include(wagtailadmin_urls)),
    path("-/static/<path:path>", style_or_script),
    path("-/media/<path:path>", picture),
    path("-/", include("broadsheet.discussion.urls")),
    path("-/desk/", include("broadsheet.desk.pages.urls")),
    path("-/desk/", include("broadsheet.desk.settings_pages.urls")),
    path("-/", include("broadsheet.people.sign_in.urls")),
    path("-/", include("broadsheet.press.urls")),
    path("-/", include("broadsheet.mailroom.urls")),
    path("-/", include("broadsheet.rights.urls")),
    path("-/", include("broadsheet.spam.akismet.urls")),
    path("favicon.ico", RedirectView.as_view(url="/icon.svg", permanent=True)),
    re_path(r"", press.moved),
]
