"""The desk, since 0.3.0: rules and lists, restrictions, decisions by every way, flags, appeals, corrections, the rota."""

from __future__ import annotations

import re
from typing import Any

from filling import clock, filtering, outside
from filling.browsing import Browser, field_of
from filling.world import World, send_emails

DESK = "/-/desk"


def work(world: World) -> None:
    _word_reasons(world)
    _set_rules(world)
    _held_by_rules(world)
    _restrict(world)
    _held_by_restrictions(world)
    _flag(world)
    _remove_and_hear_appeals(world)
    _tend(world)
    _correct(world)
    _decide_many(world)
    _keep_a_rota(world)
    _pass_a_month(world)


def _word_reasons(world: World) -> None:
    """The newsroom's own list: one more, one worded anew, one moved, one retired."""
    from broadsheet.discussion.models import Reason

    olga = world.browsers["Olga"]
    olga.post(f"{DESK}/reasons/add", name="Names a suspect", sentence="Before a court has spoken we print no name.")
    off_topic = Reason.objects.get(name="Not about the story")
    olga.post(f"{DESK}/reasons/{off_topic.pk}/word", name="Off the subject", sentence="It is about something else.")
    olga.post(f"{DESK}/reasons/{off_topic.pk}/up")
    olga.post(f"{DESK}/reasons/{Reason.objects.get(name='Advertising').pk}/retire")


def _reason(name: str) -> str:
    from broadsheet.discussion.models import Reason

    return str(Reason.objects.get(name=name).pk)


def _rule(world: World, name: str, **options: str) -> None:
    """Through its form: tried first, where it can be tried."""
    olga = world.browsers["Olga"]
    page = olga.post(f"{DESK}/rules/{name}", **options)
    if 'name="tried"' in page:
        olga.post(f"{DESK}/rules/{name}", tried=field_of(page, "tried"), **options)


def _list(world: World, name: str, does: str, words: str, *, language: str = "", part: str = "") -> int:
    from broadsheet.discussion import WordList

    olga = world.browsers["Olga"]
    fields = {"name": name, "does": does, "words": words, "language": language, "part": part}
    page = olga.post(f"{DESK}/rules/words/new", **fields)
    olga.post(f"{DESK}/rules/words/new", tried=field_of(page, "tried"), **fields)
    return int(WordList.objects.get(name=name).pk)


def _set_rules(world: World) -> None:
    olga = world.browsers["Olga"]
    _rule(world, "length", least="2", most="4000")
    _rule(world, "pacing", at_once="5", an_hour="40")
    _rule(world, "repeated", hours="12", letters="25")
    _rule(world, "links", most="2", hosts="city.example\nwww.river.example")
    _rule(world, "trust", many="40", days="90")
    olga.post(f"{DESK}/rules/pacing/switch", on="no")
    _rule(world, "pacing", at_once="6", an_hour="50")
    world.secrets["check"] = outside.open_check()
    _rule(world, "outside", address=world.secrets["check"], private="1", seconds="2")
    olga.post(f"{DESK}/rules/outside/secret")
    olga.post(f"{DESK}/rules/outside/switch", on="no")
    _list(world, "Gambling", "held", "roulette\nblackjack")
    _list(world, "Names, of suspects", "held", "Jack Plank")
    _list(world, "Slurs", "removed", "bilge rat", part="1")
    _list(world, "Sellers", "spam", "cheap anchors")
    _list(world, "Ругань", "held", "негодяй", language="ru")
    off = _list(world, "Too strict", "held", "ferry")
    olga.post(f"{DESK}/rules/words/{off}/switch", on="no")
    gone = _list(world, "A mistake", "spam", "bridge")
    olga.post(f"{DESK}/rules/words/{gone}/switch", drop="yes")


def _held_by_rules(world: World) -> None:
    """Every form in which a rule says why."""
    from broadsheet import discussion

    write = world.write
    write("by-list", "Anna", "bridge", "They play roulette in the toll house.", publish=False)
    write("by-two-lists", "Anna", "bridge", "Jack Plank plays blackjack there.", publish=False)
    write("by-list-spam", "Seller", "match", "For cheap anchors, ask me.", publish=False)
    write("by-list-ru", "Фёдор", "russian", "Какой негодяй это сделал?", publish=False)
    world.guest("Anna").post(
        f"/-/stories/{world.stories['bridge']}/comments",
        status=(422,),
        json=True,
        name="Anna",
        text="You bilge rat!",
        parent="",
    )
    write(
        "by-strange-links",
        "Ben",
        "bridge",
        "[c](https://city.example/) [x](https://x.example/) [y](https://y.example/) [z](https://z.example/)",
        publish=False,
    )
    _rule(world, "new-writer", who="known", many="3")
    write("by-two-wanted", "Greta", "match", "Twice more and I am known.", publish=False)
    write(
        "by-link-and-new",
        "Newcomer",
        "match",
        "[q](https://q.example/) [r](https://r.example/) [s](https://s.example/) roulette",
        publish=False,
    )
    _rule(world, "new-writer", who="known", many="1")
    _rule(world, "outside", address=world.secrets["check"], private="1", seconds="2")
    for said in ("publish", "hold", "spam"):
        write(f"check-{said}", "Carla", "match", f"A check decides: outside-{said}", publish=False)
    discussion.ask_outside()
    _rule(world, "outside", address="http://127.0.0.1:9/", private="1", seconds="1")
    write("check-silent", "Carla", "match", "A check that is not there decides.", publish=False)
    discussion.ask_outside()
    _rule(world, "outside", address="https://check.paper.example/comments", private="", seconds="3")
    write("check-waits", "Carla", "match", "Nobody has asked the check yet.", publish=False)
    world.browsers["Olga"].post(f"{DESK}/rules/outside/switch", on="no")


def _writer(world: World, key: str) -> str:
    """The desk's page of whoever wrote this."""
    comment = world.comment(key)
    return f"{DESK}/people/" + (f"person-{comment.person_id}" if comment.person_id else f"guest-{comment.pk}")


def _measure(world: World, key: str, does: str, aim: str, *, by: str = "Dee", **more: str) -> int:
    from broadsheet.people import Measure

    fields = {"until": "month", "why": f"{does} by {aim}", "told": "", **more}
    world.browsers[by].post(_writer(world, key), does=does, aim=aim, **fields)
    return int(Measure.objects.latest("pk").pk)


def _restrict(world: World) -> None:
    """By everything that a restriction can go by, with everything that it can do; with an end and without, lifted, over."""
    write = world.write
    for name, text in (
        ("Warned", "I shout at everybody."), ("Deaf", "I shout louder."), ("Slow", "One after the other."), ("Kept", "Everything of mine waits."),
        ("Mailer", "My address gives me away."), ("Ousted", "I come back under other names."), ("Away", "I am suspended."),
    ):  # fmt: skip
        more = {"email": "mailer@bad.example"} if name == "Mailer" else {}
        write(f"of-{name}", name, "match", text, **more)
    _measure(world, "by-cy", "block", "person", until="never", why="He threatened the rowers.")
    _measure(
        world,
        "by-una",
        "suspend",
        "person",
        until="date",
        date="2026-12-24",
        why="A quarrel",
        told="Come back at Christmas.",
    )
    _measure(world, "by-fay", "hold", "person", until="never", why="Holds everything of Fay's")
    _measure(world, "by-bo", "note", "person", until="never", why="Knows the harbour master.")
    _measure(world, "of-Warned", "warn", "guest", told="Please do not shout.", until="never")
    _measure(world, "of-Deaf", "warn", "guest", told="Please, please do not shout.", until="week")
    _measure(world, "of-Slow", "slow", "guest")
    _measure(world, "of-Kept", "hold", "guest", until="never")
    _measure(world, "of-Mailer", "hold", "email")
    _measure(world, "of-Ousted", "block", "guest", until="never", why="Sold fish in every thread.")
    _measure(world, "of-Away", "suspend", "guest", until="week")
    world.write("from-school", "Pupil", "match", "We are thirty in this room.")
    _measure(world, "from-school", "hold", "network", until="week")
    dee = world.browsers["Dee"]
    for aim, mark, does in (
        ("domain", "spam.example", "hold"),
        ("name", "Captain*", "hold"),
        ("email", "once@reader.example", "hold"),
    ):
        dee.post(
            f"{DESK}/people/measure", aim=aim, mark=mark, does=does, until="month", why=f"{does} by {aim}", told=""
        )
    lifted = _measure(world, "of-Slow", "hold", "guest", why="Taken by mistake")
    dee.post(f"{DESK}/people/measures/{lifted}/lift")
    _measure(world, "by-bo-too", "hold", "email", until="day", why="For a day, long ago")
    warned = world.guest("Warned")
    fields: dict[str, Any] = {"json": True, "name": "Warned", "text": "I have read it.", "parent": ""}
    warned.post(f"/-/stories/{world.stories['match']}/comments", status=(403, 409, 422), **fields)
    world.write("of-Warned-again", "Warned", "match", "I have read it, and whisper.")


def _held_by_restrictions(world: World) -> None:
    write = world.write
    write("held-person", "Fay", "bridge", "Does this wait?", publish=False)
    write("held-guest", "Kept", "match", "And does this?", publish=False)
    write(
        "held-email",
        "Mail Carrier",
        "match",
        "Another browser, the same address.",
        publish=False,
        email="mailer@bad.example",
    )
    write(
        "held-domain", "Host", "match", "My address is at a bad house.", publish=False, email="host@mail.spam.example"
    )
    write("held-name", "Captain Plank", "match", "A captain has no name to hide.", publish=False)
    network = world.browsers["Pupil"].network
    world.browsers["Second pupil"] = Browser("Second pupil", network)
    write("held-network", "Second pupil", "match", "From the same room.", publish=False)
    world.browsers["Ousted anew"] = Browser("Ousted", world.browsers["Ousted"].network)
    write("held-alike", "Ousted anew", "match", "Nobody knows me here.", publish=False)


def _flag(world: World) -> None:
    """Every grievance; guests and persons; weighed less after a refusal; answered either way; enough to be held."""
    write = world.write
    write("much-flagged", "Emil", "match", "The referee is bribed, everybody knows.")
    for who, grievance, email in (
        ("Anna", "insult", "anna@reader.example"),
        ("Bo", "spam", ""),
        ("Dov", "insult", "new@reader.example"),
    ):
        world.guest(who).flag(
            world.comments["much-flagged"], f"Look at it, says {who}", grievance=grievance, email=email
        )
    assert world.state_of("much-flagged") == "held", "three flags hold a comment"
    write("wrongly-flagged", "Emil", "match", "The water was cold.")
    world.guest("Carla").flag(
        world.comments["wrongly-flagged"], "He lies", grievance="false", email="carla@reader.example"
    )
    world.guest("Bo").flag(world.comments["wrongly-flagged"], grievance="other")
    send_emails()
    world.browsers["Dee"].post(
        f"{DESK}/flags/{world.comments['wrongly-flagged']}/dismiss", words="It was cold indeed.", seen="published"
    )
    write("rightly-flagged", "Hugo", "match", "Drown them all.")
    world.guest("Anna").flag(
        world.comments["rightly-flagged"], "A threat", grievance="insult", email="anna@reader.example"
    )
    world.guest("Eve").flag(world.comments["rightly-flagged"], grievance="insult")
    send_emails()
    world.browsers["Mia"].post(
        f"{DESK}/flags/{world.comments['rightly-flagged']}/agree", words="Thank you, it is gone.", seen="published"
    )
    write("flagged-by-decision", "Hugo", "match", "Row, row, row your boat into the wall.")
    world.guest("Dov").flag(world.comments["flagged-by-decision"], grievance="insult")
    world.decide("flagged-by-decision", "remove", reason=_reason("Insults or threats"))
    write("flagged-waits", "Emil", "bridge", "The bridge is made of cheese.")
    world.guest("Carla").flag(world.comments["flagged-waits"], "It is not", grievance="off topic")
    world.guest("Bo").flag(world.comments["flagged-waits"], "It is oak", grievance="private", email="bo@reader.example")
    from broadsheet.stories import house

    ours = house()
    ours.flags_before_holding = 2
    ours.save()
    write("held-by-fractions", "Dov", "bridge", "The bridge is a ship.")
    for who in ("Carla", "Ben", "Emil"):
        world.guest(who).flag(world.comments["held-by-fractions"], grievance="false")
    assert world.state_of("held-by-fractions") == "held"
    ours.flags_before_holding = 3
    ours.save()


def _remove_and_hear_appeals(world: World) -> None:
    """Removed with a reason and a word; appealed against, upheld, overturned, waiting; undone."""
    write, dee, ada = world.write, world.browsers["Dee"], world.browsers["Ada"]
    for number, key in enumerate(("appeal-waits", "appeal-upheld", "appeal-overturned"), start=1):
        write(
            key,
            "Anna",
            "match",
            f"The judge at the finish was number {number}, I am sure.",
            email="anna@reader.example",
        )
        world.decide(key, "remove", reason=_reason("Private details"), sentence=f"It names a person ({number}).")
        world.guest("Anna").get(f"/-/comments/{world.comments[key]}/appeal")
        world.guest("Anna").post(
            f"/-/comments/{world.comments[key]}/appeal", text=f"He wore his number for all to see, {number}."
        )
    for key, how, words in (
        ("appeal-upheld", "uphold", "A number is as good as a name."),
        ("appeal-overturned", "overturn", "You are right."),
    ):
        ada.post(f"{DESK}/appeals/{_appeal(world, key)}/{how}", words=words)
    write("under-appeal", "Ben", "match", "Which number?", under="appeal-overturned")
    write("undone", "Ben", "match", "Removed, and then not.")
    world.decide("undone", "remove", reason=_reason("Hatred"))
    dee.post(f"{DESK}/decisions/{_decision(world, 'undone')}/undo")
    write("kept", "Newly here", "match", "Seen by the desk and kept.")
    world.decide("kept", "keep")
    write("bo-removed", "Bo", "match", "Bo said too much.")
    world.decide("bo-removed", "remove", reason=_reason("Off the subject"), sentence="Not here, Bo.")
    write("removed-by-editor", "Ben", "bridge", "A word that an editor took away.")
    world.decide("removed-by-editor", "remove", by="Ada", reason=_reason("Names a suspect"))
    clock.go(360)
    send_emails()


def _appeal(world: World, key: str) -> int:
    from broadsheet.discussion import Appeal

    return int(Appeal.objects.get(comment=world.comments[key]).pk)


def _decision(world: World, key: str) -> int:
    from broadsheet.discussion import Decision

    return int(Decision.objects.filter(comment=world.comments[key]).latest("pk").pk)


def _tend(world: World) -> None:
    """Shortened and put back, featured, pinned, shut, moved and moved back, answered."""
    write, dee = world.write, world.browsers["Dee"]

    def tend(key: str, what: str, **fields: str) -> None:
        dee.post(f"{DESK}/comments/{world.comments[key]}/{what}", **fields)

    write("cut", "Carla", "bridge", "Call me at 555 0199 about the green paint, it is still wet.")
    tend("cut", "cut", left="Call me about the green paint, it is still wet.", seen=world.comment("cut").text)
    write("cut-back", "Carla", "bridge", "My cousin at number nine saw it all.")
    tend("cut-back", "cut", left="My cousin saw it all.", seen=world.comment("cut-back").text)
    from broadsheet.discussion import Cut

    tend("cut-back", f"cut/{Cut.objects.latest('pk').pk}/undo")
    for key, marks in (
        ("third", ("feature",)),
        ("marked-up", ("feature", "pin")),
        ("namesake", ("pin", "unpin")),
        ("view-5", ("pin", "shut")),
        ("in-russian", ("feature", "unfeature")),
    ):
        for how in marks:
            tend(key, f"mark/{how}")
    write("stray", "Dov", "bridge", "Did the rowers see the bridge?")
    write("under-stray", "Anna", "bridge", "They rowed under it.", under="stray")
    write("deeper-stray", "Ben", "bridge", "Twice.", under="under-stray")
    tend("stray", "move", to=str(world.stories["match"]))
    write("stray-back", "Dov", "bridge", "Moved, and moved back.", under="first")
    write("under-stray-back", "Ben", "bridge", "And I with it.", under="stray-back")
    tend("stray-back", "move", to=str(world.stories["match"]))
    from broadsheet.discussion import Move

    tend("stray-back", f"move/{Move.objects.latest('pk').pk}/undo")
    tend("view-8", "answer", answer="The desk says: the timetable is being changed.")
    write("answered-held", "First timer", "match", "Is there a second race?", publish=False)
    tend("answered-held", "answer", answer="On Sunday at noon.")


def _correct(world: World) -> None:
    """What readers say is wrong in a story: waiting, put right, declined; and a correction of the newsroom's own."""
    from broadsheet.discussion import Offer
    from broadsheet.stories import correct

    story, ada = world.stories["bridge"], world.browsers["Ada"]
    for who, wrong, email in (
        ("Anna", "The bridge opened in March, not in May.", "anna@reader.example"),
        ("Bo", "It is oak, not pine.", ""),
        ("Carla", "The toll was three pence.", "carla@reader.example"),
    ):
        world.guest(who).post(
            f"/-/stories/{story}/correction",
            wrong=wrong,
            right=f"{who} knows better",
            source="The parish register",
            email=email,
        )
    send_emails()
    first, second, _third = Offer.objects.order_by("pk")
    ada.post(
        f"{DESK}/corrections/{first.pk}/accept",
        note="The bridge opened in March; we wrote May.",
        words="Thank you, Anna.",
    )
    ada.post(f"{DESK}/corrections/{second.pk}/decline", words="The boards are pine; the piles are oak.")
    correct(world.story("match"), "The race was rowed on Saturday.", by=world.person("Ada"))
    world.guest("Sender").post(
        f"/-/stories/{world.stories['match']}/correction", wrong="The other crew won.", right="", source="", email=""
    )
    clock.go()


def _decide_many(world: World) -> None:
    """Ticked, at once: done, and taken back."""
    from broadsheet.desk.models import Sweep

    dee = world.browsers["Dee"]
    for number in range(1, 25):
        world.write(
            f"many-{number}",
            f"Sheep {number}",
            "match",
            f"Sheep number {number} was {'glad' if number % 2 else 'sad'} about it",
            publish=False,
        )
    _run_desk()
    ticked = [f"{world.comments[f'many-{number}']}.held" for number in (1, 2, 3, 4)]
    dee.post(f"{DESK}/ticked", comment=ticked, state="published")
    ticked = [f"{world.comments[f'many-{number}']}.held" for number in (5, 6, 7)]
    dee.post(
        f"{DESK}/ticked",
        comment=ticked,
        state="removed",
        reason=_reason("Off the subject"),
        sentence="Sheep go elsewhere.",
    )
    dee.post(f"{DESK}/sweeps/{Sweep.objects.latest('pk').pk}/undo")


def _decide_half_of_many(world: World) -> None:
    """All that a filter finds: the worker was stopped in the middle of it, and in the middle of taking it back."""
    from broadsheet.desk import run_once, sweeping
    from broadsheet.desk.models import Sweep

    dee = world.browsers["Dee"]
    sweeping._TOGETHER = sweeping.AT_ONCE = sweeping._FEW = 4  # instead of a hundred, so that a dozen are many
    _run_desk()
    _of_all(world, "words=glad", "spam")
    run_once(at_once=True)
    dee.post(f"{DESK}/sweeps/{Sweep.objects.latest('pk').pk}/undo")
    sweeping.sweep_on(-1.0)
    _of_all(
        world,
        f"story={world.stories['match']}&words=sad",
        "removed",
        reason=_reason("Off the subject"),
        sentence="Too many sheep.",
    )
    sweeping.sweep_on(-1.0)


def _of_all(world: World, query: str, state: str, **more: str) -> None:
    dee = world.browsers["Dee"]
    many = field_of(dee.get(f"{DESK}/many?queue=held&{query}"), "many")
    dee.post(f"{DESK}/many/decide?queue=held&{query}", many=many, state=state, **more)


def _run_desk() -> None:
    """Follow the ledger alone: what is under way of bulk jobs stays so."""
    from broadsheet.desk import following

    while following.follow():
        pass
    following.fill_in(float("inf"))


def _keep_a_rota(world: World) -> None:
    """Somebody is on duty for sport alone; a day off for one, and for all."""
    from broadsheet import discussion
    from broadsheet.stories import Section

    ada, sport = world.browsers["Ada"], Section.objects.get(slug="sport").pk
    for person, section, weekday, begins, ends in (
        ("Mia", sport, 0, "09:00", "17:30"), ("Mia", sport, 4, "22:00", "02:00"), ("Dee", sport, 6, "10:00", "12:00"),
    ):  # fmt: skip
        ada.post(
            f"{DESK}/rota/add",
            person=str(world.people[person]),
            section=str(section),
            weekday=str(weekday),
            begins=begins,
            ends=ends,
            zone="Europe/Kyiv",
        )
    ada.post(f"{DESK}/rota/days", day="2026-12-24", person=str(world.people["Mia"]))
    ada.post(f"{DESK}/rota/days", day="2026-12-25", person="")
    discussion.staff_discussions()


def _pass_a_month(world: World) -> None:
    """What the worker does in a month: figures are kept, what is over is forgotten, restrictions end."""
    from broadsheet import discussion, people, rights, spam

    world.rounds()
    clock.go_to("2026-10-07 08:00")
    rights.forget_what_is_over()
    discussion.close_months()
    people.end_measures()
    spam.forget_networks()
    for name in ("Olga", "Ada", "Dee", "Mia"):
        world.browsers[name].sign_in_by_password(f"{name.lower()}@paper.example", "harbour lights at dawn")
    world.write("in-october", "Anna", "bridge", "A month later it still holds.")
    world.write("in-october-held", "October", "bridge", "My first words, in another month.", publish=False)
    filtering.leave_flood(world)
    discussion.staff_discussions()
    clock.go(3000)


def leave_work_undone(world: World) -> None:
    """Half decided, half filled in, looked at; and every page of the desk as it is then."""
    from broadsheet.desk import following

    _decide_half_of_many(world)
    following.fill_stories({world.stories["long"]})
    dee = world.browsers["Dee"]
    dee.post(f"{DESK}/looking", json=True, wait=1, comment=str(world.comments["by-list"]), shows="")
    _pages_of_the_desk(world)


HELD = {  # what waits, by its key, with what its reason must name
    "held-new": (), "held-story": (), "held-nobody": (), "held-links": ("3", "2"), "by-list": ("Gambling", "roulette"),
    "by-two-lists": ("Gambling", "Names, of suspects", "Jack Plank", "blackjack"), "by-list-ru": ("Ругань", "негодяй"),
    "by-strange-links": ("x.example", "y.example", "z.example", "3", "2"), "by-two-wanted": ("3",),
    "by-link-and-new": ("q.example", "Gambling", "roulette", "3"), "check-hold": ("Names a minor",), "check-silent": (),
    "check-waits": (), "held-person": ("Holds everything of Fay's",), "held-guest": ("hold by guest",), "held-email": ("hold by email",),
    "held-domain": ("hold by domain",), "held-name": ("hold by name",), "held-network": ("hold by network",),
    "held-alike": ("Sold fish in every thread.",), "much-flagged": ("3",), "held-by-fractions": ("2.67", "2"),
    "trapped": (), "no-such-page": (), "gull-6": ("6",), "looks-like-spam": (), "in-october-held": (),
}  # fmt: skip


def _pages_of_the_desk(world: World) -> None:
    text = {key: re.sub(r"\[(\w)\]\([^)]*\)", r"\1", world.comment(key).text) for key in HELD}
    for key, facts in HELD.items():
        world.sees("Dee", f"{DESK}/comments/{world.comments[key]}", text[key], *facts)
    world.sees("Dee", f"{DESK}/?sort=newest", text["in-october-held"])
    for rule, keys in (("measures", ("held-person", "held-guest")), ("flags", ("much-flagged", "held-by-fractions"))):
        world.sees("Dee", f"{DESK}/?rule={rule}", *(text[key] for key in keys))
    world.sees("Dee", f"{DESK}/?words=roulette", text["by-list"])
    world.sees("Dee", f"{DESK}/?queue=flagged", "The bridge is made of cheese.", "It is oak", "It is not")
    world.sees("Dee", f"{DESK}/?queue=audit", "The ferry was late again, as every morning.")
    world.sees("Dee", f"{DESK}/?queue=all&state=spam", "For cheap anchors, ask me.")
    world.sees("Mia", f"{DESK}/?sort=newest", lacks=("My first words, in another month.",))
    world.sees("Dee", f"{DESK}/flags/{world.comments['much-flagged']}", "Look at it, says Anna", "Look at it, says Bo")
    world.sees("Dee", f"{DESK}/comments/{world.comments['cut']}/tend", "about the green paint")
    world.sees("Ada", f"{DESK}/appeals", "He wore his number for all to see, 1.")
    world.sees("Ada", f"{DESK}/corrections", "The toll was three pence.", "The other crew won.")
    world.sees("Ada", f"{DESK}/reasons", "Names a suspect", "Off the subject", "Advertising")
    world.sees("Ada", f"{DESK}/rota", "Mia", "22:00", "09:00")
    world.sees("Olga", f"{DESK}/rules", "Gambling", "Too strict", "check.paper.example", "4000")
    world.sees("Olga", f"{DESK}/rules/changes", "A mistake", "Olga", "bilge rat")
    world.sees("Olga", f"{DESK}/rules/links")
    world.sees(
        "Dee", f"{DESK}/people", "spam.example", "Captain*", "Sold fish in every thread.", "He threatened the rowers."
    )
    world.sees("Dee", f"{DESK}/people/person-{world.people['Una']}", "Una", "A quarrel", "Come back at Christmas.")
    world.sees(
        "Dee", f"{DESK}/people/person-{world.people['Bo']}", "Bo", "Knows the harbour master.", "For a day, long ago"
    )
    world.sees("Dee", f"{DESK}/people/guest-{world.comments['of-Ousted']}", "Ousted", "Sold fish in every thread.")
    world.sees("Dee", f"{DESK}/people/guest-{world.comments['of-Slow']}", "slow by guest", "Taken by mistake")
    world.sees("Dee", f"{DESK}/history", "Dee")
    world.sees("Dee", f"{DESK}/stories", "Rowers win by a length")
    world.sees("Dee", f"{DESK}/floods", "A gull has stolen my sandwich")
    for number in _sweeps():
        world.sees("Dee", f"{DESK}/sweeps/{number}")
    for key, words in (
        ("appeal-waits", "It names a person (1)."),
        ("appeal-upheld", "A number is as good as a name."),
        ("appeal-overturned", "You are right."),
    ):
        world.sees("Anna", f"/-/comments/{world.comments[key]}/appeal", words)
    world.sees("", f"/-/comments/{world.comments['under-appeal']}", "Which number?")
    world.sees("", "/2026/city/old-bridge/", "The bridge opened in March; we wrote May.")
    world.sees("", f"/-/comments/{world.comments['cut']}", "about the green paint", lacks=("555 0199",))
    world.sees("", f"/-/comments/{world.comments['stray']}", "Did the rowers see the bridge?", "They rowed under it.")
    world.sees("", "/moderation/")
    world.sees("", "/moderation.csv", "2026-09")
    wanted = f"/comments/{world.comments['appeal-waits']}/appeal?seal="
    sealed = [link for mail in outside.posted_to("anna@reader.example") for link in mail.links if wanted in link]
    world.sees("", sealed[-1], "It names a person (1).")


def _sweeps() -> list[int]:
    from broadsheet.desk.models import Sweep

    return list(Sweep.objects.order_by("pk").values_list("pk", flat=True))
