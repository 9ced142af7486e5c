"""Pictures: every size a sheet may ask for lies under `/images/`, for ever. Making them takes long, so it can be done in pieces."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterable
from pathlib import Path

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from broadsheet import stories
from broadsheet.kit import write_plain
from broadsheet.press.sheets.print_addresses import file_of
from broadsheet.stories import Photo, Purpose

_PURPOSES: tuple[Purpose, ...] = ("lead", "front-lead", "second")
_LINKING_FAILED = {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP}


def print_pictures(story_ids: list[int], seconds: float = float("inf")) -> list[int]:
    """Make and print the pictures of public stories; to be called outside a snapshot, since making them writes.

    Gives the stories that have more than could be made in about so many seconds.
    """
    until = time.monotonic() + seconds
    shown = stories.printed_stories().filter(pk__in=story_ids).select_related("lead").prefetch_related(None)
    with_pictures = shown.annotate(text=Cast("body", TextField())).filter(
        Q(lead__isnull=False) | Q(text__contains='"image"')
    )
    return [
        story.pk for story in with_pictures.prefetch_related("lead__renditions") if not print_pictures_of(story, until)
    ]


def print_pictures_of(story: stories.Story, until: float = float("inf")) -> bool:
    """The same for a story in hand, public or not: of its own sheet and of its cards on the fronts.

    Gives whether all are there at that moment (monotonic seconds); that of the front always is.
    """
    of_lead = [(story.lead, purpose) for purpose in _PURPOSES] if story.lead else []
    print_wanted(of_lead)
    return print_wanted([(photo, "body") for photo in stories.body_photos(story)], until)


def print_wanted(wanted: Iterable[tuple[Photo, Purpose]], until: float = float("inf")) -> bool:
    """Make and print these, until that moment but one at least; gives whether all are there."""
    made = False
    for photo, purpose in wanted:
        shown = stories.picture(photo, purpose)
        if shown is None:
            if made and time.monotonic() > until:
                return False
            shown = stories.make_picture(photo, purpose)
            made = made or shown is not None
        for address, file in shown.files if shown else ():
            _print(file_of(address), file)
    return True


def _print(printed: Path, file: Path) -> None:
    """A second name for the same bytes where the disk allows it, else a copy."""
    if printed.exists() or not file.exists():
        return
    printed.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(file, printed)
    except FileExistsError:
        pass
    except OSError as problem:
        if problem.errno not in _LINKING_FAILED:
            raise
        write_plain(printed, file.read_bytes())
