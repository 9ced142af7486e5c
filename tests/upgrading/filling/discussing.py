"""What readers and moderators do in every version: write, answer, like, flag, change, take back; publish, hold, remove."""

from __future__ import annotations

from filling import clock
from filling.world import World


def talk(world: World) -> None:
    _bridge(world)
    _other_languages(world)
    _everywhere_held(world)
    _long(world)
    _liked_and_flagged(world)
    _changed(world)
    _decided(world)


def _bridge(world: World) -> None:
    """Threads of one comment, of a dozen levels, and with everything that a comment can hold."""
    write = world.write
    write(
        "first",
        "Anna",
        "bridge",
        "We were the first cart across. It creaked!",
        email="anna@reader.example",
        website="https://anna.example/",
    )
    write("second", "Ben", "bridge", "It never creaked in my day.", under="first")
    write("third", "Anna", "bridge", "Your day was before the flood, Ben.", under="second")
    below = "third"
    for depth in range(4, 14):
        who = "Ben" if depth % 2 else "Anna"
        write(f"depth-{depth}", who, "bridge", f"Level {depth} of a talk that goes on and on.", under=below)
        below = f"depth-{depth}"
    write(
        "marked-up", "Carla", "bridge",
        "It is **bold** and *leaning*, says `code`:\n\n> It held.\n\n- one\n- two\n\nSee https://city.example/toll and [this](https://river.example/).",
    )  # fmt: skip
    write("scripts", "Dov", "bridge", "אני גר ליד הגשר, and <script>alert(1)</script> is only words. 🌉")
    write("namesake", "Emil", "bridge", "Zażółć gęślą jaźń — “quoted” & <b>not markup</b>")
    write("answered", "Anna", "bridge", "Well said, Carla.", under="marked-up")
    staff = world.browsers["Ada"].write(
        world.stories["bridge"], "The tide table is in the harbour office.", parent=world.comments["first"]
    )
    world.comments["by-staff"] = staff


def _other_languages(world: World) -> None:
    write = world.write
    write("in-russian", "Фёдор", "russian", "Наконец-то! Ждали целый год.", email="fedor@reader.example")
    write("in-ukrainian", "Гнат", "ukrainian", "Нарешті! Чекали цілий рік.")
    write("in-arabic", "حسن", "arabic", "أخيرا! انتظرنا سنة كاملة.")
    write("in-kazakh", "Ілияс", "kazakh", "Ақыры! Бір жыл күттік.")
    write("in-hebrew", "יעל", "hebrew", "סוף סוף! חיכינו שנה.")


def _everywhere_held(world: World) -> None:
    """By the rules that every version has."""
    write = world.write
    write("held-new", "Greta", "bridge", "My very first words here, and they wait.", publish=False)
    write(
        "held-links",
        "Anna",
        "bridge",
        "Look: [a](https://a.example/) [b](https://b.example/) [c](https://c.example/)",
        publish=False,
    )
    write("held-story", "Ben", "holding", "Was the judge there?", publish=False)
    write("held-nobody", "Ben", "nobody", "I would rather say this quietly.", publish=False)
    write("let-through", "Anna", "nobody", "A quiet word that a moderator read.")


def _long(world: World) -> None:
    """More threads than one sheet holds."""
    for number in range(1, 31):
        who = ("Anna", "Ben", "Carla", "Dov")[number % 4]
        world.write(
            f"view-{number}", who, "long", f"View {number} of the ferry: it is {'late' if number % 3 else 'on time'}."
        )
        clock.go(240)
    world.write("on-view", "Emil", "long", "I agree with the last one.", under="view-30")


def _liked_and_flagged(world: World) -> None:
    for who in ("Anna", "Carla", "Dov", "Emil"):
        world.guest(who).like("comments", world.comments["second"])
        world.guest(who).like("stories", world.stories["bridge"])
    world.guest("Carla").post(f"/-/stories/{world.stories['bridge']}/unlike", json=True)
    for who, key in (("Ben", "first"), ("Dov", "view-7"), ("Emil", "view-7"), ("Anna", "view-9")):
        world.guest(who).like("comments", world.comments[key])
    world.guest("Carla").flag(world.comments["namesake"], "Is this a name?")
    world.guest("Dov").flag(world.comments["namesake"])
    world.guest("Anna").flag(world.comments["view-3"], "He never was on the ferry.")


def _changed(world: World) -> None:
    """By their writers, within the quarter of an hour."""
    write = world.write
    write("edited", "Carla", "match", "They rowed like oxes.")
    world.guest("Carla").post(f"/-/comments/{world.comments['edited']}/edit", text="They rowed like oxen.", json=True)
    write("withdrawn", "Dov", "match", "I take this back at once.")
    write("under-withdrawn", "Emil", "match", "Too late, we have all read it.", under="withdrawn")
    world.guest("Dov").post(f"/-/comments/{world.comments['withdrawn']}/withdraw", json=True)
    write("alone-withdrawn", "Dov", "match", "And this, to which nobody answered.")
    world.guest("Dov").post(f"/-/comments/{world.comments['alone-withdrawn']}/withdraw", json=True)


def _decided(world: World) -> None:
    write, decide = world.write, world.decide
    write("removed", "Hugo", "match", "A dreadful insult.")
    write("under-removed", "Anna", "match", "How dreadful!", under="removed")
    decide("removed", "remove")
    write(
        "called-spam",
        "Cheap Pills",
        "match",
        "Cheap pills, https://pills.example/",
        website="https://pills.example/",
        publish=False,
    )
    decide("called-spam", "spam")
    write("held-again", "Ben", "match", "A rumour that should be looked at.")
    decide("held-again", "hold", by="Ada")
    write("published-again", "Ben", "match", "A rumour that was looked at.")
    decide("published-again", "hold")
    decide("published-again", "publish", by="Ada")
