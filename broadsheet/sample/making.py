"""Setting the sample newspaper: settings, sections, authors, pictures, stories."""

from __future__ import annotations

import json
import tomllib
from datetime import datetime, timedelta
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from broadsheet import ledger
from broadsheet.ledger import Kind
from broadsheet.sample.sample_comments import talk
from broadsheet.sample.story_files import HERE, Manuscript, manuscripts
from broadsheet.stories import (
    Author,
    Byline,
    Openness,
    Photo,
    Section,
    SiteSettings,
    Story,
    Tag,
    publish,
    site_settings,
    slug_of,
)

SECTIONS = ("Harbour", "Town Hall", "Trade", "Culture", "Estuary", "Table")


def set_everything() -> None:
    """What `make` promises, in one transaction."""
    now = timezone.now().replace(second=0, microsecond=0)
    with transaction.atomic():
        _name_the_site()
        sections = _sections()
        pictures = tomllib.loads((HERE / "pictures.toml").read_text(encoding="utf-8"))
        set_before = {story.address: story for story in Story.objects.all()}
        by_name: dict[str, Story] = {}
        for manuscript in manuscripts():
            story = set_before.get(manuscript.fields["address"])
            if story is None:
                story = _story(manuscript, now, sections, pictures)
                story.translation_of = by_name.get(manuscript.fields.get("translation_of", ""))
                publish(story)
                talk(story, manuscript.name, int(manuscript.fields.get("likes", "0")), now)
            by_name[manuscript.name] = story


def _name_the_site() -> None:
    """The newsroom's own choices stay; a site without a name gets the sample's."""
    ours = site_settings()
    if ours.name == SiteSettings._meta.get_field("name").default:
        ours.name = "The Halvern Lantern"
        ours.motto = "Printed where the river meets the sea"
        ours.save()
        ledger.record(Kind.SITE_CHANGED)


def _sections() -> dict[str, Section]:
    return {
        slug_of(name): Section.objects.get_or_create(slug=slug_of(name), defaults={"name": name, "position": position})[
            0
        ]
        for position, name in enumerate(SECTIONS, 1)
    }


def _story(manuscript: Manuscript, now: datetime, sections: dict[str, Section], pictures: dict[str, Any]) -> Story:
    """The story, not saved yet, with all it is filed under."""
    given = manuscript.fields
    story = Story(
        headline=given["headline"],
        standfirst=given["standfirst"],
        body=json.dumps(manuscript.body),
        address=given["address"],
        page="page" in given,
        language=given.get("language", "en"),
        section=sections.get(given.get("section", "")),
        dateline=given.get("dateline", ""),
        lead=_photo(given["picture"], pictures[given["picture"]]) if "picture" in given else None,
        source_name=given.get("source_name", ""),
        source_address=given.get("source_address", ""),
        copyright=given.get("copyright", ""),
        published_at=now - timedelta(hours=int(given.get("hours_ago", "400"))),
        discussion_is=Openness(given.get("discussion", "closed" if "page" in given else "open")),
    )
    if "revised_hours_ago" in given:
        story.revised_at = now - timedelta(hours=int(given["revised_hours_ago"]))
    story.tags = [_filed(Tag, name) for name in manuscript.listed("tags")]
    story.bylines = [
        Byline(author=_filed(Author, name), sort_order=place) for place, name in enumerate(manuscript.listed("authors"))
    ]
    return story


def _filed(kind: Any, name: str) -> Any:
    return kind.objects.get_or_create(slug=slug_of(name), defaults={"name": name})[0]


def _photo(name: str, words: dict[str, Any]) -> Photo:
    """The picture, taken into the newsroom once however many stories show it."""
    title = f"Halvern: {name}"
    if photo := Photo.objects.filter(title=title).first():
        return photo
    across, down = words["focus"]
    drawn = words.get("file", name)
    with (HERE / "pictures" / f"{drawn}.webp").open("rb") as file:
        return Photo.objects.create(
            title=title,
            file=File(file, name=f"halvern-{drawn}.webp"),
            alt=words["alt"],
            caption=words["caption"],
            credit=words.get("credit", "Linocut: Oda Fenn"),
            focal_point_x=across,
            focal_point_y=down,
            focal_point_width=400,
            focal_point_height=400,
        )
