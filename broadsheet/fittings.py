"""What the newsroom's own pages need besides themselves: their styles and scripts, and pictures not yet printed."""

from __future__ import annotations

from django.conf import settings
from django.contrib.staticfiles.views import serve as serve_static
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.static import serve

from broadsheet.people import moderators_only


def style_or_script(request: HttpRequest, path: str) -> HttpResponseBase:
    """Straight from the installed packages: only staff ask for them, so nothing is collected. Wagtail's have versions."""
    response = serve_static(request, path, insecure=True)
    patch_cache_control(response, public=True, max_age=86400 if "v" in request.GET else 300)
    return response


@moderators_only
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """Originals and thumbnails, for staff; readers get the prints under `/images/`."""
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    patch_cache_control(response, private=True, max_age=3600)
    return response
