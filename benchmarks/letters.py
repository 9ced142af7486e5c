"""10,000 followers of one story and one new comment: how soon the letters' rows are there, and how fast letters go out."""

from __future__ import annotations

import json
import os

from benchmarks.measuring import Row, make_stories, new_site
from tests.mail_load import Counting, follow_as, kill_amid_letters

KILLS = int(os.environ.get("BENCH_KILLS", "100"))
FOLLOWERS = 10_000


def rows() -> list[Row]:
    return [*_rows_and_rate(), _killed()]


def _rows_and_rate() -> list[Row]:
    with Counting() as office, new_site(MAIL_URL=f"smtp://127.0.0.1:{office.port}") as site:
        (story,) = make_stories(site, [10])
        site.python(follow_as(story, FOLLOWERS))
        took = json.loads(site.python(_GATHER.format(story=story)))
        sent = json.loads(site.python(_SEND))
        assert took["rows"] == FOLLOWERS and office.count() == sent["sent"], (took, sent, office.count())
    rate = sent["sent"] / sent["seconds"]
    return [
        Row(
            f"{FOLLOWERS:,} followers, one comment: rows ready to send",
            "≤ 5 s",
            f"{took['seconds']:.2f} s",
            took["seconds"] <= 5,
        ),
        Row("letters to a local SMTP server", "≥ 200/s", f"{rate:.0f}/s", rate >= 200),
    ]


_GATHER = """
import json, time
from broadsheet.discussion.posting import post_comment
from broadsheet.mailroom.models import Notification
from broadsheet.mailroom.enqueueing import enqueue_from_ledger
from broadsheet.people import Reader
from broadsheet.stories import Story
while enqueue_from_ledger():
    pass
post_comment(Story.objects.get(pk={story}), name="Cy", text="A new comment for everybody.", reader=Reader(guest="c" * 32))
began = time.monotonic()
while enqueue_from_ledger():
    pass
print(json.dumps({{"seconds": time.monotonic() - began, "rows": Notification.objects.count()}}))
"""
_SEND = """
import json, time
from broadsheet.mailroom.models import Notification
from broadsheet.mailroom.delivery_rounds import rounds
began = time.monotonic()
rounds.sender.send_due(10)
took = time.monotonic() - began
print(json.dumps({"seconds": took, "sent": Notification.objects.filter(state="sent").count()}))
"""


def _killed() -> Row:
    with Counting() as office, new_site(MAIL_URL=f"smtp://127.0.0.1:{office.port}") as site:
        (story,) = make_stories(site, [3])
        told = kill_amid_letters(site, office, story, letters=1000, kills=KILLS)
    reached = f"{told.lost} lost, {told.double} double, {told.said} said so, {told.kills} kills"
    fine = not told.lost and told.double <= told.said <= told.kills
    return Row(
        f"kill -9 of the worker, {KILLS} × amid 1,000 letters",
        "0 lost, at most the one in flight double",
        reached,
        fine,
    )
