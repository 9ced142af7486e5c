"""Live updates: server-sent events about one story, read from the ledger by one poller for each process. The room refuses to send
anything that a printed page would not show.
"""

from broadsheet.live.endpoint import stream
from broadsheet.live.hub import end_streams

__all__ = [
    "end_streams",
    "stream",
]
