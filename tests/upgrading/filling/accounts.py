"""Readers with accounts, since 0.2.0: they come in by every way, write under their own name, leave, are kept out."""

from __future__ import annotations

import re

from filling import clock, outside
from filling.browsing import Browser, Passkey, field_of
from filling.world import World

ISSUER = "https://id.example/ 7f31"


def come_in(world: World) -> None:
    _by_code(world, "Bo", "bo@reader.example", website="https://bo.example/", about="Rows on Sundays.")
    _by_code(world, "Fay", "fay@reader.example", about="")
    _by_code(world, "Cy", "cy@reader.example")
    _by_code(world, "Gus", "gus@reader.example")
    _by_code(world, "Una", "una@reader.example")
    _by_issuer(world, "Eve")
    _passkey_of_fay(world)
    _confirm(world, "Bo")
    _write(world)
    _claim(world)
    _keep_out(world)
    _leave(world)


def _by_code(world: World, name: str, email: str, **about: str) -> None:
    from broadsheet.people import Person

    browser = world.guest(name)
    browser.sign_in_by_code(email)
    world.people[name] = Person.objects.get(email=email).pk
    browser.post("/-/you/describe", name=name, **{"website": "", "about": "", **about})


def _by_issuer(world: World, name: str) -> None:
    """Another site vouched for her; it gave neither an address nor a name."""
    from broadsheet.people.linking import link, person_from

    person = person_from(ISSUER)
    world.people[name] = person.pk
    world.browsers[name] = Browser(name)
    world.browsers[name].client.force_login(person)
    link(world.person("Bo"), "https://accounts.google.com 1066")
    clock.go()


def _passkey_of_fay(world: World) -> None:
    key = Passkey()
    key.register(world.guest("Fay"))
    world.secrets |= {"passkey": key.private, "passkey_id": key.id.hex(), "passkey_user": key.user}


def _confirm(world: World, name: str) -> None:
    """The newsroom says that he is who the name says."""
    from broadsheet.people.naming import tell_of

    person = world.person(name)
    person.confirmed = True
    person.save(update_fields=["confirmed"])
    tell_of(person)


def _write(world: World) -> None:
    for key, who, story, text in (
        ("by-bo", "Bo", "bridge", "I row under it every Sunday."),
        ("by-bo-too", "Bo", "match", "We would have won."),
        ("by-fay", "Fay", "bridge", "I signed in with a thumb."),
        ("by-cy", "Cy", "match", "You all know nothing."),
        ("by-gus", "Gus", "match", "Forget that I was ever here."),
        ("by-una", "Una", "bridge", "I was kept out by mistake."),
    ):
        world.write(key, who, story, text)
    world.write("by-eve", "Eve", "bridge", "I came from elsewhere.", name="Eve of Elsewhere")
    world.write("under-gus", "Anna", "match", "We will not forget.", under="by-gus")
    world.guest("Bo").like("comments", world.comments["by-fay"])
    world.guest("Bo").like("stories", world.stories["match"])
    world.guest("Fay").like("comments", world.comments["by-bo"])
    world.guest("Bo").flag(world.comments["marked-up"], "Too loud")


def _claim(world: World) -> None:
    """What was written as a guest becomes a person's own."""
    world.write("claimed", "Guest of Bo", "long", "Written before I had an account.", email="Bo@reader.example")
    world.guest("Bo").post("/-/you/claim")


def _keep_out(world: World) -> None:
    """0.2.0 closes accounts; later versions restrict whoever writes."""
    if world.since(0, 3):
        return
    for key in ("by-cy", "by-una"):
        world.browsers["Dee"].post(f"/-/comments/{world.comments[key]}/block")
    world.browsers["Dee"].post(f"/-/comments/{world.comments['by-una']}/unblock")
    for name in ("Cy", "Una"):
        world.browsers[name].client.cookies.pop("sessionid")


def _leave(world: World) -> None:
    """Gus takes everything with him."""
    world.guest("Gus").post("/-/you/erase", words="remove")
    del world.browsers["Gus"]


def leave_typed(world: World) -> None:
    """What waits for a quarter of an hour, or a day: a code that was sent, words of somebody who went to sign in."""
    asked = world.guest("Zoe").post("/-/sign-in/code", email="zoe@reader.example", wait=1)
    letter = outside.posted_to("zoe@reader.example")[-1]
    code = re.search(r"\b(\d{6})\b", letter.text)
    world.secrets |= {"code_form": field_of(asked, "asked"), "code": code[1]}
    ida = world.guest("Ida")
    fields = {"name": "Ida", "text": "Half a thought, before I sign in", "email": "ida@reader.example"}
    ida.post(f"/-/stories/{world.stories['bridge']}/sign-in", wait=1, **fields)
    world.sees("Ida", f"/-/read/{world.stories['bridge']}?write=1", "Half a thought, before I sign in")
    world.sees("Bo", "/-/you/", "Bo", "Rows on Sundays.", "https://bo.example/", "Rowers win by a length")
    world.sees("Fay", "/-/you/", "Fay", "fay@reader.example", "Old bridge carries carts & ferries again")
    world.sees("", f"/person/{world.people['Bo']}/", "Rows on Sundays.", "We would have won.")
    world.sees("", f"/person/{world.people['Fay']}/", "I signed in with a thumb.")
    world.sees("", "/your-data/")
