"""The newsroom's part, which every version has: the house, who works there, stories with all that belongs to them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from filling import clock
from filling.browsing import Browser
from filling.world import World

PASSWORD = "harbour lights at dawn"


def set_house() -> None:
    """Nothing is as it is by itself."""
    from broadsheet.stories import house

    ours = house()
    chosen = {
        "name": "The Harbour Post",
        "motto": "Tides & tidings since 1911",
        "language": "en",
        "time_zone": "Europe/Kyiv",
        "accent": "#14506e",
        "rule": "known",
        "order": "oldest",
        "close_after_days": 400,
        "links_before_holding": 2,
        "tell_staff_of": 3,
        "tell_staff_after": 45,
        "flags_before_holding": 3,
        "slow_after": 50,
        "off_duty": "slow",
        "close_after_waiting": 90,
    }
    for name, value in chosen.items():
        if hasattr(ours, name):
            setattr(ours, name, value)
    ours.save()


STAFF = {
    "Olga": "owner",
    "Ada": "editor",
    "Wim": "writer",
    "Dee": "moderator",
    "Mia": "moderator",
}


def hire_staff(world: World) -> None:
    from broadsheet.people import Person, Role, appoint

    for name, role in STAFF.items():
        if role not in set(Role.values):
            continue
        email = f"{name.lower()}@paper.example"
        person = Person.objects.create_user(email, PASSWORD, first_name=name, last_name="Quay" if name == "Ada" else "")
        appoint(person, Role(role))
        world.people[name] = person.pk
        world.browsers[name] = Browser(name)
        world.browsers[name].sign_in_by_password(email, PASSWORD)
        clock.go()


def file_stories_under(world: World) -> dict[str, Any]:
    """Sections, tags, authors."""
    from broadsheet.stories import Author, Section, Tag

    made: dict[str, Any] = {}
    for place, (name, slug) in enumerate(
        (("City", "city"), ("Sport", "sport"), ("Культура", "культура"), ("Empty", "empty"))
    ):
        made[slug] = Section.objects.create(name=name, slug=slug, position=place)
    for name, slug in (("Bridges", "bridges"), ("Harbour", "harbour"), ("جسور", "جسور")):
        made[slug] = Tag.objects.create(name=name, slug=slug)
    for name, slug, about in (
        ("Ada Quay", "ada-quay", "Writes about bridges."),
        ("Оксана Гавань", "oksana-havan", ""),
        ("Sam Slip & Sons", "sam-slip", "Freelance"),
    ):
        made[slug] = Author.objects.create(name=name, slug=slug, about=about)
    if world.since(0, 3):
        world.person("Mia").sections.set([made["sport"]])
        world.person("Wim").sections.set([made["city"], made["sport"]])
    return made


def take_pictures(world: World, folder: Path) -> dict[str, Any]:
    """Three small ones, of three kinds."""
    from PIL import Image, ImageDraw

    from broadsheet.stories import add_photo

    made = {}
    for name, ending, colour in (
        ("bridge", "jpg", "#14506e"),
        ("harbour", "png", "#d7c49e"),
        ("fans", "webp", "#7a1f1f"),
    ):
        image = Image.new("RGB", (216, 144), colour)
        draw = ImageDraw.Draw(image)
        draw.rectangle((24, 72, 192, 84), fill="#ffffff")
        draw.line((24, 72, 108, 36, 192, 72), fill="#ffffff", width=3)
        path = folder / f"{name}.{ending}"
        image.save(path, quality=60)
        made[name] = add_photo(
            path,
            title=f"The {name}",
            alt=f"A drawing of the {name}",
            caption=f"The {name} in spring",
            credit="A. Draughtsman",
        )
    photo = made["bridge"]
    photo.focal_point_x, photo.focal_point_y, photo.focal_point_width, photo.focal_point_height = 108, 60, 48, 36
    photo.save()
    return made


def full_body(photo: int) -> list[dict[str, Any]]:
    """One block of every kind."""
    return [
        {"type": "paragraph", "value": '<p>Carts <b>cross</b> again, says <a href="https://city.example/">the city</a>.</p><ul><li>Toll: none</li></ul>'},
        {"type": "heading", "value": {"text": "What it cost", "level": "2"}},
        {"type": "quotation", "value": {"text": "<p>It held.</p>", "speaker": "Mina Vane, harbour master"}},
        {"type": "image", "value": {"image": photo, "alt": "", "caption": "Planks", "credit": ""}},
        {"type": "background", "value": {"title": "The old toll", "text": "<p>It was two pence.</p>"}},
        {"type": "embed", "value": {"url": "https://video.example/bridge", "title": "A film of the bridge"}},
        {"type": "markup", "value": "<table><tr><th>Year</th><td>1911</td></tr></table>"},
    ]  # fmt: skip


def body(*paragraphs: str) -> list[dict[str, Any]]:
    return [{"type": "paragraph", "value": f"<p>{words}</p>"} for words in paragraphs]


def publish_story(
    world: World,
    key: str,
    headline: str,
    *,
    authors: tuple[Any, ...] = (),
    tags: tuple[Any, ...] = (),
    by: str = "Ada",
    **fields: Any,
) -> Any:
    """By the newsroom's verb; kept as `key`."""
    from broadsheet.stories import Byline, Story, publish

    story = Story(headline=headline, **{"body": body(f"{headline}, in one paragraph."), **fields})
    story.live = False
    story.full_clean()
    story.save()
    for place, author in enumerate(authors):
        story.bylines.add(Byline(author=author, sort_order=place))
    if tags:
        story.tags.add(*tags)
    publish(story, by=world.person(by))
    world.stories[key] = story.pk
    clock.go(1800)
    return story


def write_stories(world: World, filed: dict[str, Any], photos: dict[str, Any]) -> None:
    ada, oksana, sam = filed["ada-quay"], filed["oksana-havan"], filed["sam-slip"]
    bridge = publish_story(
        world, "bridge", "Old bridge carries carts & ferries again", standfirst="After a year, the planks hold.",
        body=full_body(photos["harbour"].pk), section=filed["city"], tags=(filed["bridges"], filed["harbour"]),
        authors=(ada, sam), lead=photos["bridge"], dateline="KYIV", source_name="Harbour Wire",
        source_address="https://wire.example/7", copyright="© Harbour Wire",
    )  # fmt: skip
    publish_story(
        world, "russian", "Старый мост снова открыт", language="ru", translation_of=bridge, section=filed["city"],
        authors=(oksana,), body=body("Доски выдержали."),
    )  # fmt: skip
    publish_story(
        world, "ukrainian", "Міст відкрито знову", language="uk", section=filed["культура"], authors=(oksana,)
    )
    publish_story(world, "arabic", "الجسر القديم يفتح من جديد", language="ar", tags=(filed["جسور"],))
    publish_story(world, "kazakh", "Ескі көпір қайта ашылды", language="kk")
    publish_story(world, "hebrew", "הגשר הישן נפתח שוב", language="he")
    publish_story(
        world,
        "match",
        "Rowers win by a length",
        section=filed["sport"],
        lead=photos["fans"],
        authors=(sam,),
        order="newest",
    )
    publish_story(
        world, "long", "Everybody has a view of the ferry", section=filed["city"], rule="everyone", order="best"
    )
    publish_story(world, "closed", "The toll is gone", discussion_is="open", section=filed["city"])
    publish_story(world, "holding", "A trial begins", discussion_is="holding", section=filed["city"])
    publish_story(world, "nobody", "A quiet matter", rule="nobody", section=filed["city"])
    publish_story(
        world, "about", "About us", page=True, address="/about/", discussion_is="closed", body=body("We print tides.")
    )


def change_stories(world: World, filed: dict[str, Any]) -> None:
    """Moved, revised, withdrawn, closed; drafts and schedules."""
    from broadsheet.stories import Story, change_discussion, publish, withdraw

    moved = world.story("bridge")
    moved.address = "/2026/city/old-bridge/"
    moved.standfirst = "After a year and a day, the planks hold."
    publish(moved, by=world.person("Ada"))
    clock.go(600)
    change_discussion(world.story("closed"), **_closed())
    gone = publish_story(world, "withdrawn", "Printed by mistake", section=filed["city"])
    withdraw(gone, by=world.person("Ada"))
    draft = Story(
        headline="Not ready to be read", body=body("A secret of the newsroom."), address="/2026/drafts/not-ready/"
    )
    draft.live = False
    draft.save()
    draft.save_revision(user=world.person("Ada"))
    world.stories["draft"] = draft.pk
    clock.go(600)
    due = Story(headline="The tide of tomorrow", body=body("High at noon."), address="/2027/01/tide-of-tomorrow/")
    due.live, due.go_live_at = False, clock.now() + timedelta(days=300)
    due.save()
    due.save_revision(user=world.person("Ada")).publish(user=world.person("Ada"))
    world.stories["scheduled"] = due.pk
    clock.go(600)
    ahead = world.story("match")
    ahead.headline = "Rowers win by two lengths, says the draft"
    ahead.save_revision(user=world.person("Ada"))
    later = world.story("kazakh")
    later.standfirst, later.go_live_at = "Ертең жарияланады.", clock.now() + timedelta(days=200)
    later.save_revision(user=world.person("Ada")).publish(user=world.person("Ada"))
    clock.go(600)


def _closed() -> dict[str, Any]:
    from broadsheet.stories import Openness

    return {"openness": Openness.CLOSED}


def take_exports_in(world: World) -> None:
    """A WordPress export with its pictures, and one with a long thread."""
    from django.core.management import call_command

    for name in ("quay-courier.xml", "long-thread.xml"):
        call_command("take_in", "wordpress", str(world.given / name))
        clock.go(600)
