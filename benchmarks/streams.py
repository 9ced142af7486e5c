"""1,000 open live streams on one server process: memory each, and how long until all of them have a new comment.

`python -m benchmarks.streams [streams]` prints all figures as JSON. Memory is the proportional set size
(/proc/<pid>/smaps_rollup) over that of the same process before, with everything in it; the delay counts from
before the comment is sent over HTTP until each stream has it.
"""

from __future__ import annotations

import asyncio
import json
import re
import resource
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from benchmarks.measuring import Row
from tests.site import running_site

STREAMS = 1000
ROUNDS = 5
_MADE = "Bench"
_PREPARE = """
from broadsheet.stories import SiteSettings, PostingRule, Story, publish
SiteSettings.objects.update_or_create(defaults={"rule": PostingRule.EVERYONE})
story = Story.objects.create(headline="Streams", address="/streams/")
publish(story)
print(story.pk)
"""


def rows() -> list[Row]:
    """The two promises of the live stream."""
    found = measure(STREAMS)
    memory, delay = found["kB each, after comments"], found["delay p95 s"]
    return [
        Row("memory of each of 1,000 live streams", "≤ 60 kB", f"{memory} kB", memory <= 60),
        Row("until all of them have a new comment, p95", "≤ 1 s", f"{delay} s", delay <= 1),
    ]


def measure(streams: int) -> dict[str, float]:
    """The figures of a fresh site with one server process."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 4 * streams)), hard))
    with TemporaryDirectory() as folder, running_site(Path(folder), PACING="no", WORKERS="1") as site:
        assert site.process
        return asyncio.run(_measure(site.port, site.process.pid, int(site.python(_PREPARE)), streams))


async def _measure(port: int, site: int, story: int, streams: int) -> dict[str, float]:
    await _post(port, story, "Warm.")
    first = await _open(port, story)  # what the first stream alone costs is not counted a thousand times
    children = Path(f"/proc/{site}/task/{site}/children").read_text().split()
    memory = {int(child): _memory(int(child)) for child in children}
    readers = []
    for _ in range(0, streams, 50):
        readers += await asyncio.gather(*(_open(port, story) for _ in range(50)))
    await asyncio.sleep(3)
    pid = max(memory, key=lambda child: len(list(Path(f"/proc/{child}/fd").iterdir())))  # the one that serves
    before, opened = memory[pid], _memory(pid)
    delays: list[float] = []
    for number in range(ROUNDS):
        began = time.monotonic()
        waiting = [asyncio.create_task(_hear(reader, f"{_MADE} {number}.")) for reader, _ in readers]
        await _post(port, story, f"{_MADE} {number}.")
        delays += [heard - began for heard in await asyncio.gather(*waiting)]
        await asyncio.sleep(0.1 + 0.05 * number)
    after = _memory(pid)
    for _, writer in [first, *readers]:
        writer.close()
    return {
        "streams": len(readers),
        "kB of the process before": before,
        "kB each, open": round((opened - before) / len(readers), 1),
        "kB each, after comments": round((after - before) / len(readers), 1),
        "delay p50 s": round(statistics.median(delays), 3),
        "delay p95 s": round(statistics.quantiles(delays, n=20)[-1], 3),
        "delay worst s": round(max(delays), 3),
    }


async def _open(port: int, story: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET /-/live/{story}?after=0 HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    status = await reader.readline()
    if b" 200 " not in status:
        sys.exit(f"A stream was refused: {status!r}")
    await reader.readuntil(b"retry: 3000\n\n")
    return reader, writer


async def _hear(reader: asyncio.StreamReader, words: str) -> float:
    """The moment at which the words are there."""
    async with asyncio.timeout(30):
        await reader.readuntil(words.encode())
    return time.monotonic()


async def _post(port: int, story: int, text: str) -> None:
    body = urlencode({"name": "Bench", "text": text})
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"POST /-/stories/{story}/comments HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n"
    head += "Content-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n"
    writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode())
    answer = await reader.read()
    writer.close()
    if b" 201 " not in answer.partition(b"\r\n")[0]:
        sys.exit(f"The comment was refused: {answer!r}")


def _memory(pid: int) -> int:
    """Proportional set size in kB."""
    found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    return int(found[1]) if found else 0


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else STREAMS)))
