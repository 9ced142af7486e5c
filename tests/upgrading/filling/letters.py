"""E-mails, since 0.2.0: who follows what, and what was sent, waits, was stopped, came back."""

from __future__ import annotations

from filling import clock, outside
from filling.world import World, send_emails


def follow(world: World) -> None:
    _replies(world)
    _everything_that_can_be_followed(world)
    _never_confirmed(world)
    _ended(world)
    _waiting(world)


def confirm(world: World, who: str, email: str) -> None:
    """Open the link in the newest e-mail that asks, and say yes."""
    send_emails()
    link = link_in(email, "confirm")
    world.guest(who).get(link)
    world.guest(who).post(link)


def link_in(email: str, what: str) -> str:
    """The newest link of this kind that was sent there."""
    links = [
        link for mail in outside.posted_to(email) for link in mail.links if f"/{what}/" in link or f"/{what}?" in link
    ]
    assert links, f"no {what} link was sent to {email}"
    return links[-1]


def _replies(world: World) -> None:
    """Asked for under a comment; confirmed; answered at once."""
    world.write("wants-replies", "Anna", "bridge", "Who painted it green?", email="anna@reader.example", tell="1")
    confirm(world, "Anna", "anna@reader.example")
    world.write("a-reply", "Ben", "bridge", "The harbour master did, at night.", under="wants-replies")
    send_emails()
    assert "at night" in outside.posted_to("anna@reader.example")[-1].text
    world.write("wants-replies-ru", "Фёдор", "russian", "Кто его покрасил?", email="fedor@reader.example", tell="1")
    confirm(world, "Фёдор", "fedor@reader.example")
    world.write("a-reply-ru", "Гнат", "russian", "Начальник порта, ночью.", under="wants-replies-ru")
    send_emails()


def _ask(world: World, who: str, what: str, about: int, email: str, pace: str) -> None:
    world.guest(who).post(f"/-/follow/{what}/{about}", email=email, pace=pace)


def _everything_that_can_be_followed(world: World) -> None:
    from broadsheet.stories import Author, Section

    section, author = Section.objects.get(slug="city").pk, Author.objects.get(slug="ada-quay").pk
    thread, story = world.comments["first"], world.stories["bridge"]
    _ask(world, "Carla", "story", story, "carla@reader.example", "once")
    confirm(world, "Carla", "carla@reader.example")
    _ask(world, "Carla", "section", section, "carla@reader.example", "daily")
    _ask(world, "Carla", "author", author, "carla@reader.example", "weekly")
    _ask(world, "Dov", "thread", thread, "dov@reader.example", "hourly")
    confirm(world, "Dov", "dov@reader.example")
    world.write("told-of", "Ben", "bridge", "Everybody who follows hears of this.", under="third")
    send_emails()


def _never_confirmed(world: World) -> None:
    _ask(world, "Late", "story", world.stories["match"], "late@reader.example", "once")
    send_emails()


def _ended(world: World) -> None:
    """By one click, by a mail server that knows nobody of that name, and by a report that came back."""
    _ask(world, "Emil", "story", world.stories["bridge"], "emil@reader.example", "once")
    confirm(world, "Emil", "emil@reader.example")
    world.write("told-emil", "Ben", "bridge", "And of this, but not for long.")
    send_emails()
    world.guest("Emil").post(link_in("emil@reader.example", "stop"), all="1")
    _ask(world, "Gone", "story", world.stories["bridge"], outside.UNKNOWN_HERE, "once")
    send_emails()
    _ask(world, "Full", "story", world.stories["bridge"], "full@reader.example", "once")
    confirm(world, "Full", "full@reader.example")
    world.write("told-full", "Ben", "bridge", "The box of one of you is full.")
    send_emails()
    take_report_of(outside.posted_to("full@reader.example")[-1].identity)


def report_of(identity: str) -> bytes:
    """What a mail server sends back when it cannot deliver (RFC 3464)."""
    return (
        "From: MAILER-DAEMON@reader.example\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="x"\r\n\r\n'
        "--x\r\nContent-Type: text/plain\r\n\r\nIt was not delivered.\r\n"
        "--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.reader.example\r\n\r\n"
        "Final-Recipient: rfc822; full@reader.example\r\nAction: failed\r\nStatus: 5.2.2\r\n\r\n"
        f"--x\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {identity}\r\n\r\n--x--\r\n"
    ).encode()


def take_report_of(identity: str) -> None:
    from broadsheet.mailroom import take_bounce

    take_bounce(report_of(identity))
    clock.go()


def _waiting(world: World) -> None:
    """For the next hour, the next morning, the next Monday: a digest each; and one that nobody wants any more."""
    from broadsheet.stories import Author, Section

    section, author, story = (
        Section.objects.get(slug="city").pk,
        Author.objects.get(slug="ada-quay").pk,
        world.stories["bridge"],
    )
    for who, what, about, pace in (
        ("Gita", "section", section, "daily"),
        ("Hana", "author", author, "weekly"),
        ("Iris", "story", story, "hourly"),
    ):
        email = f"{who.lower()}@reader.example"
        _ask(world, who, what, about, email, pace)
        confirm(world, who, email)
    world.write("for-digests", "Ben", "bridge", "This waits for tomorrow morning.", under="third")
    send_emails()
    clock.go(3700)
    world.write("for-digests-too", "Ben", "bridge", "And this for the next full hour.", under="third")
    send_emails()
    world.guest("Iris").post(link_in("iris@reader.example", "stop"))


def leave_unsent(world: World) -> None:
    """The link to what is held under an address, good for a day; and rows that no worker has come to yet."""
    from broadsheet.mailroom.gathering import gather
    from broadsheet.mailroom.noting import note

    from broadsheet.mailroom.models import Letter, State

    world.guest("Anna").post("/-/mine", email="anna@reader.example", wait=1)
    send_emails()
    _ask(world, "Later", "story", world.stories["match"], "later@reader.example", "hourly")
    send_emails()
    mine = link_in("anna@reader.example", "mine")
    world.sees("Anna", mine, "anna@reader.example", "Who painted it green?", "It creaked!")
    world.sees("Anna", f"{mine}/data.json", "Who painted it green?", "anna@reader.example")
    for email, what in (
        ("carla@reader.example", "stop"),
        ("anna@reader.example", "stop"),
        ("later@reader.example", "confirm"),
    ):
        world.sees("", link_in(email, what))
    if decides := [
        link for mail in outside.posted_to("dee@paper.example") for link in mail.links if "/decide/" in link
    ]:
        world.sees("", decides[-1])
    world.write("unsent", "Ben", "bridge", "No worker has told anybody of this.", under="third")
    while gather():
        pass
    due = Letter.objects.filter(state=State.WAITING, gathered=False).order_by("pk").first()
    note(done=[], under_way=[due.pk])  # a worker was killed while it was handing this one over
