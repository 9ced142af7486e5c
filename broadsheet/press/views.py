"""The living page, the newsroom's preview, and what is answered where nothing is printed."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.encoding import iri_to_uri
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from broadsheet import discussion, people, stories
from broadsheet.press.living_page import living_page
from broadsheet.press.printing import compose, printable_stories
from broadsheet.press.sheets import Frame, file_of, frame, print_pictures_of, story_sheet
from broadsheet.press.site_sheets import missing_sheet
from broadsheet.press.snapshot import snapshot

_BELOW = re.compile(
    r"(?P<story>/.*?)(?P<rest>comments/(?:oldest|newest|best)/(?:\d+/)?|thread/\d+/(?:\d+/)?|comments\.atom)"
)
_BELOW_FRONT = re.compile(r"(?P<front>/(?:section|tag|author)/[^/]+/)(?P<rest>page/\d{1,6}/|[a-z]+\.(?:xml|atom))")


@require_safe
@cache_control(private=True, no_store=True)
def read(request: HttpRequest, story_id: int) -> HttpResponse:
    """`/-/read/<story>?comment=<id>`: the page as it would be printed now, with the reader's own comment in view.

    With `write` the form holds what they had typed before they went to sign in, and says as whom they write now.
    """
    wanted = request.GET.get("comment", "")
    comment_id = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 19 else 0
    reader, draft = people.known(request), None
    if "write" in request.GET:  # back from signing in
        draft = discussion.draft_of(request, story_id) or {}
    with snapshot() as edition:
        page = living_page(story_id, comment_id, reader, frame(edition), draft)
    return HttpResponse(page) if page else moved(request)


def preview(request: HttpRequest, story: stories.Story) -> HttpResponse:
    """A draft as the page it would be printed as; Wagtail shows it to the newsroom."""
    print_pictures_of(story)
    with snapshot() as edition:
        return HttpResponse(story_sheet(story, frame(edition)))


@require_safe
@cache_control(no_cache=True)
def moved(request: HttpRequest) -> HttpResponse:
    """Where no file is printed: the new address, the page itself when the press is a moment behind, 410 or 404."""
    path = request.path.replace("\0", "\ufffd")  # no address holds it, and PostgreSQL does not take it
    query = request.META.get("QUERY_STRING", "").replace("%00", "")
    if to := _moved_to(path, query):
        return HttpResponsePermanentRedirect(iri_to_uri(to))
    with snapshot() as edition:
        around = frame(edition)
        if page := _not_printed_yet(path, around):
            return HttpResponse(page)
        if below := _living_above(path):
            return HttpResponseRedirect(iri_to_uri(f"{below}#discussion"))
        withdrawn = _is_withdrawn(path)
        missing = missing_sheet(around, withdrawn=withdrawn)
    return HttpResponse(missing, status=410 if withdrawn else 404)


def _moved_to(path: str, query: str) -> str | None:
    """The new address of a story or front, also where a further sheet of it was asked for; a path without its slash gets it."""
    if to := stories.find_moved(f"{path}?{query}" if query else path):
        return to
    below = _BELOW.fullmatch(path)
    if below and (to := stories.find_moved(below["story"])):
        return to + below["rest"]
    below = _BELOW_FRONT.fullmatch(path)
    if below and (to := stories.find_moved(below["front"])):
        return to + below["rest"]
    if not path.endswith("/") and _is_printed(f"{path}/"):
        return f"{path}/"
    return None


def _is_printed(address: str) -> bool:
    try:
        return file_of(address).is_file()
    except (ValueError, OSError):
        return False


def _not_printed_yet(path: str, around: Frame) -> str | None:
    """The page of a story, or of its discussion, that is public but not in the folder (yet)."""
    below = _BELOW.fullmatch(path)
    story = _public_at(below["story"] if below else path)
    if story and not path.endswith(".atom"):
        return compose(story, path, around)
    return None


def _living_above(path: str) -> str | None:
    """The story whose discussion no longer has this sheet."""
    below = _BELOW.fullmatch(path)
    story = _public_at(below["story"]) if below else None
    return story.address if story else None


def _public_at(address: str) -> stories.Story | None:
    return printable_stories().filter(address=address).first()


def _is_withdrawn(path: str) -> bool:
    below = _BELOW.fullmatch(path)
    address = below["story"] if below else path
    return stories.Story.objects.filter(address=address, live=False, first_published_at__isnull=False).exists()
