"""Pictures: every size a sheet may ask for lies under `/images/`, for ever."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from broadsheet import stories
from broadsheet.kit import write_plain
from broadsheet.press.addresses import file_of

_LINKING_FAILED = {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP}


def print_pictures(story: stories.Story) -> None:
    """Make and print the pictures of a story and of its cards on the fronts; to be called outside a snapshot."""
    of_lead = (
        [stories.picture(story.lead, purpose) for purpose in ("lead", "front-lead", "second")] if story.lead else []
    )
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
