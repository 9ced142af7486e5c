"""The sheets that belong to no story: fronts, the archive, feeds, the sitemap, and the page for what is not there."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from django.template.loader import get_template
from django.utils.translation import gettext

from broadsheet import stories
from broadsheet.kit import remove_whole
from broadsheet.press.ledger_mark import note_edition
from broadsheet.press.printing import Failures, put
from broadsheet.press.sheets import ADDRESSES as FIGURES
from broadsheet.press.sheets import (
    Care,
    Frame,
    archive_addresses,
    archive_sheet,
    every_front,
    every_persons_address,
    feed_addresses,
    feed_sheet,
    figures_sheet,
    file_of,
    find_front,
    frame,
    front_sheet,
    paged,
    person_sheet,
    print_wanted,
    robots,
    sitemap_addresses,
    sitemap_sheet,
    speaking,
)
from broadsheet.press.snapshot import snapshot

Compose = Callable[[Frame], str]
_FOLDERS = ("archive", "author", "page", "person", "section", "sitemap", "tag")
STANDING = ["/404.html", "/icon.svg", "/robots.txt"]


_also: dict[str, tuple[Compose, Callable[[], str]]] = {}


def also_print(address: str, compose: Compose, state: Callable[[], str]) -> None:
    """Print one more sheet of the site. The shell says so: the press does not know what stands above it.

    When what `state` gives is another than before, everything is printed anew.
    """
    _also[address] = compose, state


def states() -> list[str]:
    """Of the sheets that the shell brought."""
    return [state() for _, state in _also.values()]


class PicturesLeft(Exception):
    """The sheet is printed; some of its pictures are still to be made, and then it is to be printed again."""


def print_site_sheets(addresses: Iterable[str], care: Care = Care.QUICK, seconds: float = float("inf")) -> Failures:
    """Print sheets that belong to no story, each within a snapshot of its own; what failed comes back.

    `PicturesLeft` is among it where making pictures would take longer than so many seconds.
    """
    failures: Failures = {}
    for address in dict.fromkeys(addresses):
        try:
            _print(address, care, time.monotonic() + seconds)
        except Exception as problem:  # one bad sheet keeps no other from being printed; the round logs it
            failures[address] = problem
    return failures


def _print(address: str, care: Care, until: float) -> None:
    with stories.noting_unmade() as wanted, snapshot() as edition:
        text = compose_site_sheet(address, frame(edition))
    complete = print_wanted(wanted, until)
    if wanted:
        with snapshot() as edition:
            text = compose_site_sheet(address, frame(edition))
    note_edition(edition)
    if text is None:
        path = file_of(address)
        if path.exists():
            remove_whole(path, edition)
    else:
        put(address, text, edition, care)
    if not complete:
        raise PicturesLeft(address)


def compose_site_sheet(address: str, around: Frame) -> str | None:
    """The text at an address that belongs to no story; None when nothing stands there (any more)."""
    if address in _also:
        return _also[address][0](around)
    if address in FIGURES:
        return figures_sheet(address, around)
    if address == "/robots.txt":
        return robots(around)
    if address == "/404.html":
        return missing_sheet(around)
    if address == "/icon.svg":
        return _icon(around)
    if address.startswith("/sitemap"):
        return sitemap_sheet(address, around)
    if address.endswith((".xml", ".atom")):
        return feed_sheet(address, around)
    if address.startswith("/archive/"):
        return archive_sheet(address, around)
    if address.startswith("/person/"):
        return person_sheet(address, around)
    return front_sheet(address, around)


def every_site_address() -> list[str]:
    """All of them, the fronts' first pages before their further ones."""
    with snapshot() as edition:
        around = frame(edition)
        fronts = every_front()
        first = [
            *STANDING,
            *FIGURES,
            *_also,
            *fronts,
            *feed_addresses(fronts),
            *sitemap_addresses(),
            *archive_addresses(None, around),
        ]
        return list(dict.fromkeys([*first, *further_pages(fronts), *every_persons_address(around)]))


def printed_site_addresses() -> list[str]:
    """Whatever lies in the folders of fronts, persons, the archive and the sitemap: it may be of what no longer is."""
    root, found = file_of("/").parent, []
    for name in _FOLDERS:
        for path in sorted((root / name).rglob("*.*")):
            if path.suffix in {".html", ".xml", ".atom", ".svg"} and not path.name.startswith("."):
                address = f"/{path.relative_to(root).as_posix()}"
                found.append(address.removesuffix("index.html"))
    return found


def further_pages(fronts: Iterable[str]) -> list[str]:
    """The pages of these fronts after the first, and one beyond the last, which may have to go."""
    found = []
    for address in fronts:
        front = find_front(address)
        last = front.pages() if front else 1
        found += [paged(address, page) for page in range(2, last + 2)]
    return found


def missing_sheet(around: Frame, *, withdrawn: bool = False) -> str:
    """What a reader sees where nothing is printed."""
    site_settings = around.site_settings
    with speaking(site_settings.language, around.zone):
        context = around.context(site_settings.language, "/404.html", withdrawn=withdrawn)
        context["canonical"] = ""
        context["title"] = f"{gettext('Not here')} – {site_settings.name}"
        return get_template("press/missing.html").render(context)


def _icon(around: Frame) -> str:
    """The site's first letter on its accent colour, over the two rules of a masthead."""
    letter = next((letter for letter in around.site_settings.name if letter.isalnum()), "B").upper()
    return (
        f"<!-- edition: {around.edition} -->\n"
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="2" fill="{around.site_settings.accent}"/>'
        '<text x="16" y="22.5" font-family="Charter,Georgia,\'Noto Serif\',serif" font-weight="700" font-size="22" '
        f'text-anchor="middle" fill="#fdfbf6">{letter}</text>'
        '<path d="M5 26.5h22M5 29h22" stroke="#fdfbf6"/></svg>\n'
    )


def stories_in_print() -> list[int]:
    """The ids of all stories to be printed, the newest first."""
    return list(stories.printed_stories().values_list("pk", flat=True))
