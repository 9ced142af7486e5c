"""Comments accepted a second over HTTP, each on disk before the answer, and whether a long discussion slows them."""

from __future__ import annotations

from benchmarks.measuring import Row, isso, load, make_stories, medians, new_site, ratio_row
from tests.site import Site

_TO_US = """
local n = {start}
request = function()
  n = n + 1
  return wrk.format("POST", "/-/stories/{story}/comments", {{["Content-Type"] = "application/x-www-form-urlencoded",
    ["Accept"] = "application/json"}}, "name=Reader&text=Comment+number+" .. n .. "+of+this+load,+as+long+as+most+comments+are.")
end
"""
_TO_ISSO = """
local n = {start}
request = function()
  n = n + 1
  return wrk.format("POST", "/new?uri=/load/", {{["Content-Type"] = "application/json"}},
    '{{"author": "Reader", "title": "Load", "text": "Comment number ' .. n .. ' of this load, as long as most comments are."}}')
end
"""


def rows() -> list[Row]:
    with new_site() as site, isso() as peer:
        ten, ten_thousand = make_stories(site, [10, 10_000])
        site.start()
        counter = iter(range(0, 10**9, 10**6))
        rate = medians(
            3,
            ten=lambda: _post(site, ten, next(counter)),
            many=lambda: _post(site, ten_thousand, next(counter)),
            isso=lambda: load(peer, script=_TO_ISSO.format(start=next(counter)), spotless=False),
        )
    return [
        Row(
            "comments accepted, each on disk (SQLite, FULL), two workers",
            "≥ 400/s",
            f"{rate['ten']:.0f}/s",
            rate["ten"] >= 400,
        ),
        ratio_row("the same against Isso", rate["ten"], rate["isso"], 2),
        ratio_row("into a discussion of 10,000 against one of 10", rate["many"], rate["ten"], 0.9),
    ]


def _post(site: Site, story: int, start: int) -> float:
    return load(site.address, script=_TO_US.format(story=story, start=start))
