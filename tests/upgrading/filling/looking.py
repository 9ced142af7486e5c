"""Pages that must hold what they hold, before an upgrade and after it: what readers and staff wrote, never a word of ours."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

from filling.browsing import field_of, words_of
from filling.world import World


def note_pages(world: World) -> None:
    stories = world.stories
    world.sees("", "/", "The Harbour Post", "Everybody has a view of the ferry")
    world.sees(
        "",
        "/2026/city/old-bridge/",
        "It creaked!",
        "Planks",
        "The old toll",
        "not markup",
        lacks=("very first words here",),
    )
    world.sees("", "/section/city/", "The toll is gone")
    world.sees("", "/tag/bridges/", "Old bridge carries carts & ferries again")
    world.sees("", "/author/ada-quay/", "Writes about bridges.")
    world.sees("", "/about/", "We print tides.")
    world.sees("", world.story("withdrawn").address, status=410)
    world.sees("", world.story("draft").address, status=404)
    world.sees("", world.story("scheduled").address, status=404)
    world.sees("", world.story("russian").address, "Наконец-то! Ждали целый год.")
    world.sees("", world.story("arabic").address, "أخيرا! انتظرنا سنة كاملة.")
    world.sees("", "/?p=41", "Old bridge carries carts & ferries again")
    world.sees("Anna", f"/-/read/{stories['bridge']}", "It creaked!")
    for key in ("first", "depth-9", "view-3", "in-hebrew"):
        world.sees("", f"/-/comments/{world.comments[key]}", world.comment(key).text)
    world.sees("Greta", f"/-/read/{stories['bridge']}?comment={world.comments['held-new']}", "My very first words here")
    world.sees("Ada", f"/-/newsroom/stories/edit/{stories['match']}/", "Rowers win by two lengths, says the draft")
    world.sees("Anna", f"/-/me?story={stories['bridge']}")
    world.sees("Dee", f"/-/me?story={stories['bridge']}", *(("Dee",) if world.since(0, 2) else ()))
    world.sees("Ada", "/-/newsroom/stories/", "Not ready to be read", "The tide of tomorrow")


def note_printed_page(world: World, page: str) -> None:
    """A page that a reader had open before the upgrade: its form, its buttons and its links must go on working."""
    story = world.stories["bridge"]
    form = re.search(rf'<form[^>]*action="(/-/stories/{story}/comments)".*?</form>', page, re.DOTALL)
    hidden = {name: field_of(form[0], name) for name in re.findall(r'type="hidden" name="(\w+)"', form[0])}
    typed = {"name": "Anna", "text": "I had this page open while the house was rebuilt."}
    world.forms.append({"does": "comment", "who": "Anna", "action": form[1], "fields": {**hidden, **typed}})
    for what in ("comments", "stories"):
        action = re.search(rf'formaction="(/-/{what}/\d+/like)"', page)
        world.forms.append({"does": "like", "who": "Late reader", "action": action[1], "fields": {}})
    world.guest("Late reader").like("comments", world.comments["depth-8"])
    kinds = {re.sub(r"\d+", "N", link): link for link in re.findall(r'href="(/-/[^"#]+)"', page)}
    for link in kinds.values():
        status, _text = answer_to(world, {"address": link}, Path())
        world.sees("", link, status=status)


def wrong_with(world: World, page: dict[str, Any], printed: Path) -> list[str]:
    """What is not as it should be, in a line each."""
    status, text = answer_to(world, page, printed)
    found = (
        [] if status == page["status"] else [f"{page['address']} as {page.get('who')}: {status}, not {page['status']}"]
    )
    words = f"{words_of(text)} {' '.join(unescape(text).split())}"  # what a form is filled with, too
    found += [
        f"{page['address']} as {page.get('who')} lacks {one!r}: {words_of(text)[:1500]}"
        for one in page.get("holds", [])
        if one not in words
    ]
    return found + [
        f"{page['address']} as {page.get('who')} holds {one!r}" for one in page.get("lacks", []) if one in words
    ]


def answer_to(world: World, page: dict[str, Any], printed: Path) -> tuple[int, str]:
    """From the printed file where there is one, as the door does; else by the program, redirects followed."""
    address = page["address"]
    client = world.browsers[page["who"]].client if page.get("who") else world.guest("Nobody").client
    for _ in range(5):
        path, _, _query = address.partition("?")
        file = printed / (path.lstrip("/") + "index.html" if path.endswith("/") else path.lstrip("/"))
        if not path.startswith("/-/") and printed.name and file.is_file():
            return 200, file.read_text()
        answer = client.get(address)
        if answer.status_code not in {301, 302, 303}:
            return answer.status_code, answer.content.decode()
        address = re.sub(r"#.*|^https://paper\.example", "", answer["Location"])
    return 310, "redirected too often"
