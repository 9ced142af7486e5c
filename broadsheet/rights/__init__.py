"""Rights: seeing, fetching, correcting and erasing what is held under an address, by a mailed link; the printed page that
says how data is processed; and forgetting what is over. Every room is asked through its front door. The room refuses to
show or change anything to anybody but the owner of the address.
"""

from broadsheet.rights.erasure import replay_erasures
from broadsheet.rights.privacy_page import ADDRESS, processing_sheet, processing_state
from broadsheet.rights.retention import forget_what_is_over

__all__ = [
    "ADDRESS",
    "forget_what_is_over",
    "processing_sheet",
    "processing_state",
    "replay_erasures",
]
