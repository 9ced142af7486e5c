"""Stories: what the newsroom publishes, what it is filed under, its pictures, and the newsroom where it is written.
Publishing, revising and withdrawing go through the verbs here, and every one ends in the ledger. The room refuses to
give an address that once was printed to another story, knows no comment, and lets nobody above import Wagtail.
"""

from broadsheet.stories.addressing import default_address, find_moved, fit_address, slug_of
from broadsheet.stories.colouring import on_dark
from broadsheet.stories.correcting import changed_at, correct
from broadsheet.stories.housekeeping import house
from broadsheet.stories.models import (
    LANGUAGES,
    RIGHT_TO_LEFT,
    Author,
    Byline,
    Correction,
    FormerAddress,
    House,
    Openness,
    Order,
    Photo,
    Rule,
    Section,
    Story,
    Tag,
)
from broadsheet.stories.opening import change_discussion, openness, order, rule
from broadsheet.stories.picturing import Picture, picture
from broadsheet.stories.previewing import shown_by
from broadsheet.stories.publishing import printed_stories, publish, revise, withdraw
from broadsheet.stories.rendering import body_html, body_pictures
from broadsheet.stories.scheduling import publish_due
from broadsheet.stories.taking_in import Arrival, NoPicture, add_photo, add_stories, change_story, check_picture
from broadsheet.stories.versions import Version, version_at

__all__ = [
    "LANGUAGES",
    "RIGHT_TO_LEFT",
    "Arrival",
    "Author",
    "Byline",
    "Correction",
    "FormerAddress",
    "House",
    "NoPicture",
    "Openness",
    "Order",
    "Photo",
    "Picture",
    "Rule",
    "Section",
    "Story",
    "Tag",
    "Version",
    "add_photo",
    "add_stories",
    "body_html",
    "body_pictures",
    "change_discussion",
    "change_story",
    "changed_at",
    "check_picture",
    "correct",
    "default_address",
    "find_moved",
    "fit_address",
    "house",
    "on_dark",
    "openness",
    "order",
    "picture",
    "printed_stories",
    "publish",
    "publish_due",
    "revise",
    "rule",
    "shown_by",
    "slug_of",
    "version_at",
    "withdraw",
]
