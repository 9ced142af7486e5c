"""The press: everything that is printed and where: stories with their discussions, fronts, the archive, feeds, the
sitemap, structured data, scripts and pictures. It follows the ledger with bookmarks of its own. It refuses to know a
reader, to put an older print over a newer one, and to print a word that is held, spam or removed.
"""

from broadsheet.press.ledger_mark import AN_OLDER_COPY, go_on_after_restored_copy, known_mark, note_newest, write_mark
from broadsheet.press.reprinting import reprint, reprint_everything, run_once
from broadsheet.press.sheets import Frame, file_of, speaking
from broadsheet.press.site_sheets import also_print
from broadsheet.press.views import moved, preview

__all__ = [
    "AN_OLDER_COPY",
    "Frame",
    "also_print",
    "file_of",
    "go_on_after_restored_copy",
    "known_mark",
    "moved",
    "note_newest",
    "preview",
    "reprint",
    "reprint_everything",
    "run_once",
    "speaking",
    "write_mark",
]
