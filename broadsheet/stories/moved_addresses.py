"""Former addresses: where a story, or what another system had, is answered now."""

from __future__ import annotations

from unicodedata import normalize
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from broadsheet.stories.models import FormerAddress, Story

_LONGEST_QUERY, _MOST_KEYS = 500, 4  # letters that are read of a query, and pairs that are looked for
_QUERY_KEYS = ("p", "page_id", "attachment_id", "post_type", "cat", "tag", "author", "feed", "m")


def find_moved(path: str) -> str | None:
    """Where a former address on this site, path or path with query, is answered now; None where nothing is known."""
    spellings = _spellings(path)
    known = {one.path: one for one in FormerAddress.objects.select_related("story").filter(path__in=spellings)}
    for former in spellings:
        found = known.get(former)
        if found is None:
            continue
        to = found.moved_to if found.story is None else found.story.address if found.story.live else ""
        if to and to != former:
            return to
    return _forgotten_slash(path)


def _spellings(path: str) -> list[str]:
    """The ways an export, or a reader, may have written the same address."""
    parts = urlsplit(path if path.startswith("/") else f"/{path}")
    plain = normalize("NFC", unquote(parts.path))
    bare = plain.rstrip("/") or "/"
    paths = list(dict.fromkeys([plain, f"{bare}/" if bare != "/" else "/", bare]))
    query = parse_qsl(parts.query[:_LONGEST_QUERY])
    known = [(key, value) for key, value in query if key in _QUERY_KEYS][:_MOST_KEYS]
    with_query = [f"{path}?{urlencode([pair])}" for path in paths for pair in known]
    if parts.query:
        with_query.insert(0, f"{plain}?{parts.query}")
    return with_query + [path for path in paths if path != "/"]


def _forgotten_slash(path: str) -> str | None:
    plain = normalize("NFC", unquote(urlsplit(path).path))
    if plain.endswith("/"):
        return None
    return Story.objects.filter(live=True, address=f"{plain}/").values_list("address", flat=True).first()
