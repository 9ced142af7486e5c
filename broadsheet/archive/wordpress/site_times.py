"""True times: in UTC where the export has them, otherwise worked out from the site's own clock."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

_WRITTEN = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?")
EARLIEST, LATEST = 1000, 2999


def written(text: str) -> datetime | None:
    """`2012-01-05 14:30:46` as a time without zone; None for `0000-00-00 00:00:00` and what is no time."""
    found = _WRITTEN.match(text)
    if not found:
        return None
    try:
        moment = datetime(*(int(part or 0) for part in found.groups()))  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError:
        return None
    return moment if EARLIEST <= moment.year <= LATEST else None


def mailed(text: str) -> datetime | None:
    """A feed's time, `Thu, 05 Jan 2012 14:30:46 +0000`; None for what is none, and for those before 1970."""
    try:
        moment = parsedate_to_datetime(text.strip())
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if 1970 <= moment.year <= LATEST else None


class Clock:
    """The site's clock, learnt from records that have both times; where none has, `zone` is believed."""

    def __init__(self, zone: str) -> None:
        self._zone = ZoneInfo(zone)
        self._zone_name = zone
        self._seen: Counter[int] = Counter()

    def learn(self, gmt: str, local: str) -> None:
        there, here = written(gmt), written(local)
        if there and here and abs(here - there) <= timedelta(hours=15):
            self._seen[round((here - there).total_seconds() / 900) * 15] += 1

    def moment(self, gmt: str, local: str, notes: list[str]) -> datetime | None:
        """The time in UTC, with a note where it had to be worked out; None where there is none."""
        if there := written(gmt):
            return there.replace(tzinfo=UTC)
        here = written(local)
        if here is None:
            return None
        if self._seen:
            minutes = self._seen.most_common(1)[0][0]
            notes.append(
                f"it has no time in UTC; taken as UTC{minutes // 60:+03d}:{minutes % 60:02d} like most of the export"
            )
            return here.replace(tzinfo=UTC) - timedelta(minutes=minutes)
        notes.append(f"it has no time in UTC; its time is taken as {self._zone_name}")
        return here.replace(tzinfo=self._zone).astimezone(UTC)
