"""Stories: what the newsroom publishes, what it is filed under, its pictures, and the newsroom where it is written.
Publishing, revising and withdrawing go through the verbs here, and every one ends in the ledger. The room refuses to
give an address that once was printed to another story, knows no comment, and lets nobody above import Wagtail.
"""

from broadsheet.stories.addresses import default_address, fit_address, slug_of
from broadsheet.stories.body_markup import body_html, body_pictures
from broadsheet.stories.bulk_stories import Arrival, NoPicture, add_photo, add_stories, change_story, check_picture
from broadsheet.stories.choices import LANGUAGES, RIGHT_TO_LEFT, Openness, Order, Rule
from broadsheet.stories.comment_settings import openness, order, rule
from broadsheet.stories.corrections import changed_at, correct
from broadsheet.stories.models import Byline, Correction, FormerAddress, Story
from broadsheet.stories.moved_addresses import find_moved
from broadsheet.stories.photos import Photo
from broadsheet.stories.preview import shown_by
from broadsheet.stories.publishing import printed_stories, publish
from broadsheet.stories.queries import (
    author_ids,
    find_story,
    headlines_and_sections,
    name_of_author,
    name_of_section,
    public_stories,
    published_story,
    sections_among,
    sections_and_languages,
    stories_by_id,
)
from broadsheet.stories.renditions import Picture, picture
from broadsheet.stories.scheduling import publish_due
from broadsheet.stories.site_settings import House, change_house, house, house_now
from broadsheet.stories.story_lookup import languages_and_rules, story_for_readers
from broadsheet.stories.taxonomies import Author, Section, Tag
from broadsheet.stories.versions import version_at

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
    "add_photo",
    "add_stories",
    "author_ids",
    "body_html",
    "body_pictures",
    "change_house",
    "change_story",
    "changed_at",
    "check_picture",
    "correct",
    "default_address",
    "find_moved",
    "find_story",
    "fit_address",
    "headlines_and_sections",
    "house",
    "house_now",
    "languages_and_rules",
    "name_of_author",
    "name_of_section",
    "openness",
    "order",
    "picture",
    "printed_stories",
    "public_stories",
    "publish",
    "publish_due",
    "published_story",
    "rule",
    "sections_among",
    "sections_and_languages",
    "shown_by",
    "slug_of",
    "stories_by_id",
    "story_for_readers",
    "version_at",
]
