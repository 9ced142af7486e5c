"""The archive: everything in. It takes other systems' exports, keeps what is true in them (times, names, parents,
addresses), remembers what it took so that the same file adds nothing twice, and writes a line for each record that it
altered or dropped. It refuses a file that is not whole, fetches nothing, and never overwrites what the newsroom changed.
"""

from broadsheet.archive.importing import take_in
from broadsheet.archive.loss_report import Report, as_text
from broadsheet.archive.records import TakeInError

__all__ = [
    "Report",
    "TakeInError",
    "as_text",
    "take_in",
]
