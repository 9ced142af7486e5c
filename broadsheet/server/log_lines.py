"""Lines of the program's log, in which nobody's e-mail address stands, whoever wrote them: tracebacks and libraries, too."""

from __future__ import annotations

import logging
import re

_ADDRESS = re.compile(r"[^\s<>()\[\]{}\",;:=|@/\\]+@[^\s<>()\[\]{}\"',;:=|@/\\]*[^\s<>()\[\]{}\"',;:=|@/\\.]")


class LogLine(logging.Formatter):
    """A line with what it tells of an exception; every address in it is `…@…`."""

    def format(self, record: logging.LogRecord) -> str:
        return _ADDRESS.sub("…@…", super().format(record))
