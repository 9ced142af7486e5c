"""Pictures: every size a sheet may ask for lies under `/images/`, for ever."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Literal

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from broadsheet import stories
from broadsheet.kit import write_plain
from broadsheet.press.sheets.print_addresses import file_of

_PURPOSES: tuple[Literal["lead", "front-lead", "second"], ...] = ("lead", "front-lead", "second")
_LINKING_FAILED = {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP}


def print_pictures(story_ids: list[int]) -> None:
    """Make and print the pictures of public stories; to be called outside a snapshot, since making them writes."""
    shown = stories.printed_stories().filter(pk__in=story_ids).select_related("lead").prefetch_related(None)
    with_pictures = shown.annotate(text=Cast("body", TextField())).filter(
        Q(lead__isnull=False) | Q(text__contains='"image"')
    )
    for story in with_pictures.prefetch_related("lead__renditions"):
        print_pictures_of(story)


def print_pictures_of(story: stories.Story) -> None:
    """The same for a story in hand, public or not: of its own sheet and of its cards on the fronts."""
    of_lead = [stories.picture(story.lead, purpose) for purpose in _PURPOSES] if story.lead else []
    for picture in [*of_lead, *stories.body_pictures(story)]:
        for address, file in picture.files if picture else ():
            _print(file_of(address), file)


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
