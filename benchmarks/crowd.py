"""5,000 streams asked for, 500 slow bodies and 2,000 idle connections at once: what everybody else waits for a page.

The crowd comes from as many networks as it has streams, as the header of a proxy says, so that no limit of a network helps. Those
who read are a process of their own, with a new connection for each page.
"""

from __future__ import annotations

import asyncio
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.measuring import Row, make_stories
from tests.site import ROOT, running_site

STREAMS, SLOW, IDLE = 5_000, 500, 2_000
BAR = 0.1  # seconds
_READING = 20.0  # seconds
_AT_ONCE = 100  # of the crowd's connections that are opened at the same moment
_READ = """
import json, socket, sys, time
port, seconds = int(sys.argv[1]), float(sys.argv[2])
waits, wrong, over = [], [], time.monotonic() + seconds
request = b"GET /bench/1/ HTTP/1.1\\r\\nHost: localhost\\r\\nAccept-Encoding: br\\r\\nConnection: close\\r\\n\\r\\n"
while time.monotonic() < over:
    began, answer = time.monotonic(), b""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
            connection.sendall(request)
            while part := connection.recv(65536):
                answer += part
    except OSError as error:
        answer = str(error).encode()
    waits.append(time.monotonic() - began)
    if not answer.startswith(b"HTTP/1.1 200 "):
        wrong.append(answer[:80].decode("latin-1"))
    time.sleep(0.02)
print(json.dumps([waits, wrong]))
"""


def rows() -> list[Row]:
    """The promise to everybody else, and what the crowd was told."""
    found = measure(STREAMS, SLOW, IDLE)
    crowd = f"{STREAMS:,} streams asked for, {SLOW} slow bodies, {IDLE:,} idle connections at once"
    told = ", ".join(f"{number:,} × {status}" for status, number in sorted(found["streams"].items()))
    reached = f"{found['p95'] * 1000:.0f} ms of {found['pages']:,}, {found['wrong']} refused; streams: {told}"
    kept = found["p95"] <= BAR and not found["wrong"]
    return [Row(f"{crowd}: a page's p95 for everybody else", f"≤ {BAR * 1000:.0f} ms, none refused", reached, kept)]


def measure(streams: int, slow: int, idle: int) -> dict[str, Any]:
    """The figures of a fresh site with two server processes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 2 * (streams + slow + idle))), hard))
    with (
        tempfile.TemporaryDirectory() as folder,
        running_site(Path(folder) / "data", PROXIES="1", PACING="yes") as site,
    ):
        (story,) = make_stories(site, [3])
        site.wait_for_print("/bench/1/")
        return asyncio.run(_measure(site.port, story, streams, slow, idle))


async def _measure(port: int, story: int, streams: int, slow: int, idle: int) -> dict[str, Any]:
    call = [sys.executable, "-c", _READ, str(port), str(_READING)]
    reading = subprocess.Popen(call, stdout=subprocess.PIPE, cwd=ROOT)
    asked = [_request(f"GET /-/live/{story}?after=0", number) for number in range(streams)]
    body = f"POST /-/stories/{story}/comments"
    asked += [_request(body, streams + number, "Content-Length: 5000") + b"text=" for number in range(slow)]
    asked += [b""] * idle
    crowd = _Crowd(port)
    await crowd.come(asked)
    waits, wrong = json.loads((await asyncio.to_thread(reading.communicate))[0])
    statuses = Counter(crowd.statuses[:streams])
    crowd.leave()
    p95 = statistics.quantiles(waits, n=20)[-1]
    return {
        "p95": p95,
        "worst": max(waits),
        "pages": len(waits),
        "wrong": len(wrong),
        "said": wrong[:3],
        "streams": statuses,
    }


def _request(line: str, number: int, *more: str) -> bytes:
    near = f"X-Forwarded-For: 203.{number // 65536}.{number // 256 % 256}.{number % 256}"
    return "\r\n".join([f"{line} HTTP/1.1", "Host: localhost", near, *more, "", ""]).encode()


class _Crowd:
    """Connections that stay; of each, the status of the first line it was answered with, or 0."""

    def __init__(self, port: int) -> None:
        self.port, self.gate = port, asyncio.Semaphore(_AT_ONCE)
        self.writers: list[asyncio.StreamWriter] = []
        self.statuses: list[int] = []

    async def come(self, requests: list[bytes]) -> None:
        """Open a connection for each request and send it; streams wait for the first line of their answer."""
        self.statuses = await asyncio.gather(*map(self._come, requests))

    async def _come(self, request: bytes) -> int:
        async with self.gate:
            try:
                reader, writer = await asyncio.wait_for(asyncio.open_connection("127.0.0.1", self.port), 60)
                self.writers.append(writer)
                writer.write(request)
                if not request.startswith(b"GET"):
                    return 0
                line = await asyncio.wait_for(reader.readline(), 60)
            except (OSError, TimeoutError):
                return 0
        return int(line.split()[1]) if line.startswith(b"HTTP/1.1 ") else 0

    def leave(self) -> None:
        for writer in self.writers:
            writer.close()


if __name__ == "__main__":
    print(json.dumps(measure(*map(int, sys.argv[1:])) if sys.argv[1:] else measure(STREAMS, SLOW, IDLE)))
