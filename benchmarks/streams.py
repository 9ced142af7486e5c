"""1,000 open live streams on one server process: memory each, and how long until all of them have a new comment.

`python benchmarks/streams.py [streams]` starts one server process of its own on a private data folder and prints JSON:
memory as proportional set size (/proc/<pid>/smaps_rollup) over that of the same process before, with everything in it;
the delay from before the comment is sent over HTTP until each stream has it, at the worst 5 % of all readings.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import resource
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

ROUNDS = 5
_MADE = "Bench"


def main() -> None:
    """Print the figures."""
    streams = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 4 * streams)), hard))
    with tempfile.TemporaryDirectory() as folder, _server(Path(folder)) as (port, pid, story):
        print(json.dumps(asyncio.run(_measure(port, pid, story, streams))))


@contextmanager
def _server(folder: Path) -> Iterator[tuple[int, int, int]]:
    """A site with one server process: its port, the id of the process above the others, and of a story."""
    with socket.socket() as finder:
        finder.bind(("127.0.0.1", 0))
        port = finder.getsockname()[1]
    own = {"DATA": str(folder), "PORT": str(port), "PACING": "no", "WORKERS": "1"}
    environment = {key: value for key, value in os.environ.items() if not key.startswith("BROADSHEET_")}
    environment |= {f"BROADSHEET_{key}": value for key, value in own.items()}
    environment["DJANGO_SETTINGS_MODULE"] = "broadsheet.settings"
    site = subprocess.Popen([sys.executable, "-m", "broadsheet", "run"], env=environment, stdout=sys.stderr)
    try:
        _wait_for(port)
        story = int(subprocess.run([sys.executable, "-c", _STORY], check=True, env=environment, stdout=-1).stdout)
        yield port, site.pid, story
    finally:
        site.send_signal(signal.SIGTERM)
        site.wait(20)


_STORY = """
import django; django.setup()
from broadsheet.stories import House, Rule, Story, publish
House.objects.update_or_create(defaults={"rule": Rule.EVERYONE})
story = Story.objects.create(headline="Streams", address="/streams/")
publish(story)
print(story.pk)
"""


def _wait_for(port: int) -> None:
    for _ in range(900):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("The server does not answer.")


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
    main()
