"""Signing in: what `/-/me` costs, how far guessing a code gets, and whether time tells a known address from an unknown."""

from __future__ import annotations

import asyncio
import math
import random
import re
import time
from urllib.parse import urlencode

import httpx

from benchmarks.measuring import Row, make_stories, new_site
from tests.site import Site

_RATE = 100  # requests a second
_SECONDS = 10
_SAMPLES = 1000  # of each kind
_SIGN_IN = """
from django.test import Client
from broadsheet.people import Person
person = Person.objects.create_user("bo@reader.example", first_name="Bo", proven=True)
client = Client()
client.force_login(person)
print(client.cookies["sessionid"].value)
"""
_KNOWN = """
from broadsheet.people import Person
for number in range(COUNT):
    Person.objects.create_user(f"known{number}@reader.example", proven=True)
"""


def rows() -> list[Row]:
    with new_site() as site:
        (story,) = make_stories(site, [50])
        session = site.python(_SIGN_IN).strip()
        site.python(_KNOWN.replace("COUNT", str(_SAMPLES)))
        site.start()
        slow = asyncio.run(_ask_me(site, story, session))
        p = difference(*_time_asking(site))
    with new_site(PACING="yes", PROXIES="1") as site:
        site.start()
        died, looked_at = guess(site)
    return [
        Row("/-/me for a signed-in reader, p95 at 100 requests/s", "≤ 15 ms", f"{slow * 1000:.1f} ms", slow <= 0.015),
        Row("guessing a code: tries before it dies", "≤ 5", str(died), died <= 5),
        Row(
            "tries over all addresses in an hour",
            "≤ 100",
            f"{2 * looked_at} in any sixty minutes",
            2 * looked_at <= 100,
        ),
        Row(
            f"time for known and unknown addresses, {_SAMPLES:,} each",
            "no difference at p = 0.01",
            f"p = {p:.2f}",
            p >= 0.01,
        ),
    ]


async def _ask_me(site: Site, story: int, session: str) -> float:
    """The 95th percentile in seconds, counted from the moment a question was due, however late it was sent."""
    ask = (
        f"GET /-/me?story={story} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: sessionid={session}; known=1\r\n\r\n".encode()
    )
    begin, took = time.monotonic() + 0.5, []

    async def one_line(line: int, lines: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", site.port)
        for number in range(line, _RATE * _SECONDS, lines):
            due = begin + number / _RATE
            await asyncio.sleep(max(0, due - time.monotonic()))
            writer.write(ask)
            head = await reader.readuntil(b"\r\n\r\n")
            assert b" 200 " in head.partition(b"\r\n")[0], head
            length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
            assert length, head
            assert b'"role": "reader"' in await reader.readexactly(int(length[1]))
            took.append(time.monotonic() - due)
        writer.close()

    await asyncio.gather(*(one_line(line, 16) for line in range(16)))
    return sorted(took)[int(len(took) * 0.95)]


def _time_asking(site: Site) -> tuple[list[float], list[float]]:
    """Seconds to be told that a letter is on its way, known and unknown addresses in random order."""
    known = [(f"known{number}@reader.example", True) for number in range(_SAMPLES)]
    unknown = [(f"nobod{number}@reader.example", False) for number in range(_SAMPLES)]
    order, took = [*known, *unknown], {True: [0.0], False: [0.0]}
    random.Random(1).shuffle(order)
    with httpx.Client(base_url=site.address, headers={"Sec-Fetch-Site": "same-origin"}) as client:
        for email, is_known in order:
            begin = time.perf_counter()
            assert client.post("/-/sign-in/code", data={"email": email}).status_code == 200
            took[is_known].append(time.perf_counter() - begin)
    return took[True][1:], took[False][1:]


def difference(one: list[float], other: list[float]) -> float:
    """The two-sided p of Mann and Whitney's rank test, by its normal approximation: no outlier sways it."""
    ranked = sorted((value, sample) for sample, values in enumerate((one, other)) for value in values)
    sum_of_ranks = sum(rank for rank, (_, sample) in enumerate(ranked, 1) if sample == 0)
    n, m = len(one), len(other)
    u = sum_of_ranks - n * (n + 1) / 2
    z = abs(u - n * m / 2) / math.sqrt(n * m * (n + m + 1) / 12)
    return math.erfc(z / math.sqrt(2))


def guess(site: Site) -> tuple[int, int]:
    """A guesser with as many networks and addresses as they like: tries that one code took, and all codes together."""
    first, looked_at = 0, 0
    for number in range(30):
        with httpx.Client(base_url=site.address, headers={"X-Forwarded-For": f"203.0.113.{number}"}) as client:
            page = client.post("/-/sign-in/code", data={"email": f"bo{number}@reader.example"}).text
            found = re.search(r'name="asked" value="([^"]+)"', page)
            assert found, page
            for attempt in range(8):
                form = urlencode({"asked": found[1], "code": f"{attempt:06}"})
                said = client.post(
                    "/-/sign-in/enter", content=form, headers={"Content-Type": "application/x-www-form-urlencoded"}
                )
                tried = said.status_code == 422
                looked_at += tried
                first += tried and number == 0
    return first, looked_at
