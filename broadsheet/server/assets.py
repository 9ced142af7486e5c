"""What living pages need besides themselves: the masthead, styles and scripts, and pictures not yet printed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.staticfiles.views import serve as serve_static
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe
from django.views.static import serve

from broadsheet.people import staff_only
from broadsheet.stories import site_settings


@require_safe
def style_or_script(request: HttpRequest, path: str) -> HttpResponseBase:
    """Straight from the installed packages: few ask for them, so nothing is collected. Wagtail's have versions."""
    response = serve_static(request, path, insecure=True)
    patch_cache_control(response, public=True, max_age=86400 if "v" in request.GET else 300)
    return response


def masthead(request: HttpRequest) -> dict[str, Any]:
    """The site, for pages of rooms that stand below it; asked for only where a template shows it."""
    return {"site_settings": SimpleLazyObject(site_settings)}


@require_safe
@staff_only
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """Originals and thumbnails, for staff; readers get the prints under `/images/`."""
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    patch_cache_control(response, private=True, max_age=3600)
    return response
