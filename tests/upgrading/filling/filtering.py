"""The spam filter, since 0.2.0: taught, asked, doubted; floods and their settling; keys of other sites; Akismet."""

from __future__ import annotations

import json
import re
import tempfile
from itertools import product
from pathlib import Path

from filling import clock, outside
from filling.browsing import Browser
from filling.world import World

_GOOD = (
    ("ferry", "harbour", "rowers", "council", "carts", "bridge"),
    ("late", "fine", "again", "morning", "share", "say"),
)
_SPAM = (("buy", "cheap", "casino", "earn", "bonus"), ("replica", "watches", "deposit", "money", "online"))
SPAMMY = "buy cheap replica watches online now, casino bonus without deposit"
AKISMET_KEY = "0123456789ab"


def learn(world: World) -> None:
    _caught_untaught(world)
    _floods(world)
    _strangers_at_once(world)
    _train()
    _choose(world)
    _caught(world)
    _other_sites(world)
    _second_opinions(world)
    if not world.since(0, 3):
        leave_flood(world)


def address_of_filter(world: World) -> str:
    return "/-/desk/filter" if world.since(0, 3) else "/-/comments/filter"


def _caught_untaught(world: World) -> None:
    """By what needs no words: a field that nobody sees, a page that never was."""
    world.write(
        "trapped", "Robot", "long", "I fill in every field there is.", publish=False, homepage="https://robot.example/"
    )
    if world.since(0, 3):
        world.write(
            "no-such-page", "Time traveller", "long", "I answer a page of next year.", publish=False, edition="99999999"
        )


def _flood(world: World, key: str, words: str, many: int = 7, story: str = "match") -> None:
    for number in range(1, many + 1):
        world.write(f"{key}-{number}", f"Flooder {key} {number}", story, f"{words} {number}", publish=False)


def _floods(world: World) -> None:
    """One called spam, one published and settled back."""
    _flood(world, "moon", "The mayor has sold the whole harbour to the people of the moon")
    _settle(world, "moon-7", "spam")
    _flood(world, "tide", "Come and see the highest tide of all at the old lighthouse")
    number = _settle(world, "tide-7", "published")
    floods = "/-/desk/floods" if world.since(0, 3) else "/-/comments/floods"
    world.browsers["Dee"].post(f"{floods}/{number}/undo")


def leave_flood(world: World) -> None:
    """The last one: it waits for somebody to settle it."""
    _flood(world, "gull", "A gull has stolen my sandwich and nobody does anything about gulls", 6, story="bridge")


def _settle(world: World, key: str, decision: str) -> int:
    from broadsheet.discussion.flooding import floods

    from broadsheet.discussion.models import Settlement
    from broadsheet.spam.models import Judgement

    judged = Judgement.objects.get(pk=world.comments[key])
    like = next(flood.like for flood in floods() if flood.like in {judged.near, judged.close})
    address = "/-/desk/floods/settle" if world.since(0, 3) else "/-/comments/floods"
    world.browsers["Dee"].post(address, like=str(like), decision=decision)
    return Settlement.objects.latest("pk").pk


def _strangers_at_once(world: World) -> None:
    """More than twenty within a minute, without the work that their browsers would have done: the last ones are held."""
    if not world.since(0, 3):
        return
    clock.go(120)
    for number in range(1, 23):
        name = f"Visitor {number}"
        words = f"{'Ahoy' if number % 2 else 'Hello'} {number}"
        world.comments[f"visitor-{number}"] = int(
            Browser(name).post(
                f"/-/stories/{world.stories['long']}/comments", json=True, wait=1, name=name, text=words, parent=""
            )["id"]
        )
    clock.go(700)


def _train() -> None:
    """By command, from a file."""
    from broadsheet.cli import main

    good = [
        {"text": f"{one} {two}", "author": author, "spam": False}
        for one, two, author in product(*_GOOD, ("Ann", "Bob", "Cas", "Dan"))
    ]
    bad = [{"text": f"{one} {two}", "author": "Al", "spam": True} for one, two in product(*_SPAM)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "examples.jsonl"
        path.write_text("".join(json.dumps(one) + "\n" for one in (*good[:112], *bad)))
        main(["spam", "train", str(path)])
    clock.go()


def _choose(world: World) -> None:
    world.browsers["Olga"].post(f"{address_of_filter(world)}/budget", budget="2")


def _caught(world: World) -> None:
    from broadsheet.spam import judging

    world.write("looks-like-spam", "Anna", "long", f"Somebody told me to {SPAMMY}", publish=False)
    world.write("is-spam", "Watches", "long", SPAMMY, publish=False, website="https://watches.example/")
    world.write("taken-for-spam", "Ben", "long", f"They wrote: {SPAMMY}", publish=False)
    world.decide("taken-for-spam", "publish")
    world.write(
        "is-spam-and-trapped",
        "Watch bot",
        "match",
        SPAMMY,
        publish=False,
        homepage="https://watches.example/",
        edition="99999999",
    )
    judging._AUDITED = 1.0  # a random sample, of which this one is
    world.write("drawn", "Carla", "match", "The ferry was late again, as every morning.")
    judging._AUDITED = 0.0


def _other_sites(world: World) -> None:
    """Two keys, one of them revoked; one used, by all that there is."""
    page = world.browsers["Olga"].post(f"{address_of_filter(world)}/keys", host="blog.example")
    world.secrets["filter_key"] = re.search(r"</strong> <code>(\w+)</code>", page)[1]
    from broadsheet.spam import make_key, revoke_key

    revoke_key(make_key("old.example")[0])
    blog = Browser("blog.example", agent="WordPress/6.9 | Akismet/5.3")
    for number, words in enumerate(("A fine post, thank you", SPAMMY, "I learnt something here")):
        form = {"blog": "https://blog.example", "user_ip": "198.51.100.7", "comment_content": words, "comment_author": f"Reader {number}",
                "api_key": world.secrets["filter_key"], "callback": "https://blog.example/akismet-callback"}  # fmt: skip
        assert blog.post("/-/akismet/1.1/comment-check", **form) in {"true", "false"}
        blog.post(f"/-/akismet/1.1/submit-{'spam' if number == 1 else 'ham'}", **form)
    doubtful = {**form, "comment_content": SPAMMY, "comment_author": "Liar"}
    blog.post("/-/akismet/1.1/submit-ham", **doubtful)


def _second_opinions(world: World) -> None:
    """Akismet is asked besides, for a while: about what it calls spam, finds good, does not answer, and is still to say."""
    from broadsheet import discussion
    from broadsheet.spam import asking
    from broadsheet.spam.models import Filter

    site = Filter.objects.filter(name="site")
    site.update(asks=AKISMET_KEY)
    asking.fetch = outside.akismet
    for key, words in (
        ("asked-bad", "akismet-bad: a sentence it will not like."),
        ("asked-good", "A sentence that it has nothing against."),
        ("asked-silence", "akismet-silence: nobody answers this."),
        ("asked-again", "akismet-again: ask me later."),
    ):
        world.write(key, "Anna", "bridge", words, publish=False)
    for _ in range(5):
        discussion.ask_second_opinions()
        clock.go(301)
    world.write("asked-again-later", "Anna", "bridge", "akismet-again: ask me once more, later.", publish=False)
    discussion.ask_second_opinions()
    world.write("being-asked", "Anna", "bridge", "Nobody has asked about this yet.", publish=False)
    site.update(asks="")
    clock.go(3600)


def leave_asking(world: World) -> None:
    """The newsroom's key is kept; so are its page's figures."""
    from broadsheet.spam.models import Filter

    Filter.objects.filter(name="site").update(asks=AKISMET_KEY)
    world.sees("Dee", address_of_filter(world), "blog.example", SPAMMY)
    if world.since(0, 3):  # staff had it elsewhere before, at an address that nobody else ever saw
        world.sees("Dee", f"/-/desk/comments/{world.comments['looks-like-spam']}/why", "replica")
