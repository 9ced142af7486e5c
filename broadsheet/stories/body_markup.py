"""A story's body as plain HTML, the same for every reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Protocol

from django.utils.safestring import SafeString, mark_safe

from broadsheet.kit import clean_story
from broadsheet.stories.photos import Photo
from broadsheet.stories.renditions import Picture, picture


class HasBody(Protocol):
    """A story, or what stands for one: `body` is a StreamField's value."""

    @property
    def body(self) -> Iterable[Any]: ...


def body_html(story: HasBody) -> SafeString:
    """The body, block by block, each cleaned alone so that none can break out into its neighbours."""
    return mark_safe("\n".join(filter(None, (_printed(block) for block in story.body))))  # noqa: S308 - cleaned


def body_photos(story: HasBody) -> Iterator[Photo]:
    """The photos that stand in the body, in order, so that the press can make and copy their files."""
    for block in story.body:
        if block.block_type == "image" and block.value["image"] is not None:
            yield block.value["image"]


def _printed(block: Any) -> str:
    if block.block_type == "image":
        shown = _in_body(block.value)
        return clean_story(block.render(context={"picture": shown})).strip() if shown else ""
    return clean_story(block.render()).strip()


def _in_body(value: Any) -> Picture | None:
    """The picture of an image block, with the block's own words where it has any."""
    shown = picture(value["image"], "body")
    own = {name: value[name] for name in ("alt", "caption", "credit") if value.get(name)}
    return replace(shown, **own) if shown else None
