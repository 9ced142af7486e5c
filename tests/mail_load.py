"""Many followers, a real SMTP server that counts, and a worker that is killed while it sends."""

from __future__ import annotations

import os
import random
import re
import signal
import threading
import time
from collections import Counter
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from aiosmtpd.controller import Controller

from tests.killing import WORKER, processes
from tests.site import Site, free_port


class Counting:
    """Counts letters by recipient; an answer may take a moment, as real servers do."""

    def __init__(self, moment: float = 0.0) -> None:
        self.came: Counter[str] = Counter()
        self.moment = moment
        self.some = threading.Lock()
        self.port = free_port()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - the protocol's name
        with self.some:
            self.came.update(envelope.rcpt_tos)
        return "250 kept"

    def count(self) -> int:
        with self.some:
            return self.came.total()

    def __enter__(self) -> Counting:
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, where: TracebackType | None
    ) -> None:
        self.controller.stop()


def follow_as(story: int, many: int) -> str:
    """Lines to run inside a site: so many confirmed addresses follow the story."""
    return f"""
from django.utils import timezone
from broadsheet.mailroom.models import Address, Follow
now = timezone.now()
some = Address.objects.bulk_create([Address(email=f"reader{{n}}@reader.example", confirmed=now) for n in range({many})])
Follow.objects.bulk_create([Follow(address=one, what="story", about={story}, confirmed=now) for one in some])
"""


@dataclass
class Told:
    """What came of it: letters that never came, that came twice, and kills after which the log said that one may."""

    lost: int
    double: int
    said: int
    kills: int


def kill_amid_letters(site: Site, office: Counting, story: int, *, letters: int, kills: int) -> Told:
    """One comment to so many followers, and `kill -9` of the worker at random moments while their letters go out."""
    site.python(follow_as(story, letters))
    site.start()
    site.python(_POST.format(story=story))
    done = 0
    while done < kills and office.count() < letters:
        before = office.count()
        site.wait_until(lambda before=before: office.count() > before or office.count() >= letters, "letters to go")  # type: ignore[misc]
        time.sleep(random.uniform(0, 0.02))
        for process in processes(site, WORKER):
            os.kill(process, signal.SIGKILL)
            done += 1
    site.wait_until(lambda: len(office.came) >= letters, "every letter")
    site.wait_until(lambda: site.python(_LEFT).strip() == "0", "the worker to note the last")
    log = (site.folder / "log").read_text()
    return Told(
        lost=letters - len(office.came),
        double=sum(count - 1 for count in office.came.values()),
        said=len(re.findall("may arrive twice", log)),
        kills=done,
    )


_POST = """
from broadsheet.discussion.posting import post_comment
from broadsheet.people import Reader
from broadsheet.stories import Story
post_comment(Story.objects.get(pk={story}), name="Cy", text="A comment for everybody.", reader=Reader(guest="c" * 32))
"""
_LEFT = """
from broadsheet.mailroom.models import Notification
print(Notification.objects.exclude(state="sent").count())
"""
