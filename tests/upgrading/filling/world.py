"""What was made so far, by names that the steps call each other's things by."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from filling import clock
from filling.browsing import Browser


@dataclass
class World:
    """`version` as numbers; `given` is the folder of exports and pictures that a newsroom brings along."""

    version: tuple[int, int, int]
    given: Path
    stories: dict[str, int] = field(default_factory=dict)
    comments: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    browsers: dict[str, Browser] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    pages: list[dict[str, Any]] = field(default_factory=list)
    forms: list[dict[str, Any]] = field(default_factory=list)

    def since(self, major: int, minor: int) -> bool:
        return self.version >= (major, minor, 0)

    def guest(self, name: str, network: str = "") -> Browser:
        """The browser of somebody of this name, a new one where there is none."""
        if name not in self.browsers:
            self.browsers[name] = Browser(name, network)
        return self.browsers[name]

    def person(self, name: str) -> Any:
        from broadsheet.people import Person

        return Person.objects.get(pk=self.people[name])

    def story(self, name: str) -> Any:
        from broadsheet.stories import Story

        return Story.objects.get(pk=self.stories[name])

    def comment(self, name: str) -> Any:
        from broadsheet.discussion.models import Comment

        return Comment.objects.select_related("story").get(pk=self.comments[name])

    def state_of(self, name: str) -> str:
        return str(self.comment(name).state)

    def write(
        self, key: str, who: str, story: str, text: str, *, under: str = "", publish: bool = True, **more: Any
    ) -> int:
        """A guest's comment, kept as `key`; where a rule holds it, a moderator publishes it if that is wanted."""
        parent = self.comments[under] if under else None
        number = self.guest(who).write(self.stories[story], text, parent=parent, **more)
        self.comments[key] = number
        if publish and self.state_of(key) != "published":
            self.decide(key, "publish")
        return number

    def decide(self, key: str, what: str, by: str = "Dee", **more: str) -> None:
        """At the desk, by the address that this version has."""
        number = self.comments[key]
        if self.since(0, 3):
            seen = {"seen": self.state_of(key)}
            self.browsers[by].post(f"/-/desk/comments/{number}/{what}", **{**seen, **more})
        else:
            self.browsers[by].post(f"/-/comments/{number}/{what}", **more)

    def sees(self, who: str, address: str, *holds: str, lacks: tuple[str, ...] = (), status: int = 200) -> None:
        """A page that must be answered, and hold these words, before the upgrade and after it."""
        page = {"who": who, "address": address, "status": status, "holds": list(holds), "lacks": list(lacks)}
        self.pages.append({name: value for name, value in page.items() if value or name == "status"})

    def rounds(self) -> None:
        """What the worker does, until nothing is left to do: the desk, e-mails, prints, whatever this version has of them."""
        from broadsheet import kit, press

        clock.go()
        kit.sweep()
        if self.since(0, 3):
            from broadsheet import desk

            while desk.run_once(at_once=True):
                pass
        if self.since(0, 2):
            send_emails()
        while press.run_once(at_once=True):
            pass


def send_emails() -> None:
    from broadsheet import mailroom

    while mailroom.run_once(seconds=60, at_once=True):
        clock.go()
