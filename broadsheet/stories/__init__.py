"""Stories: what the newsroom publishes, what it is filed under, its pictures, and the newsroom where it is written.
Publishing, revising and withdrawing go through the verbs here, and every one ends in the ledger. The room refuses to
give an address that once was printed to another story, knows no comment, and lets nobody above import Wagtail.
"""

from broadsheet.stories.addresses import default_address, fit_address, slug_of
from broadsheet.stories.body_markup import body_html, body_photos
from broadsheet.stories.bulk_stories import Arrival, NoPicture, add_photo, add_stories, change_story, check_picture
from broadsheet.stories.choices import LANGUAGES, RIGHT_TO_LEFT, Openness, Order, PostingRule
from broadsheet.stories.comment_settings import openness, order, posting_rule
from broadsheet.stories.corrections import changed_at, correct
from broadsheet.stories.models import Byline, Correction, FormerAddress, Story
from broadsheet.stories.moved_addresses import find_moved
from broadsheet.stories.photos import Photo
from broadsheet.stories.preview import shown_by
from broadsheet.stories.publishing import printed_stories, publish
from broadsheet.stories.renditions import Picture, Purpose, make_picture, noting_unmade, picture
from broadsheet.stories.scheduling import publish_due
from broadsheet.stories.settings_model import SiteSettings, change_site_settings, site_settings, site_settings_now
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
    "NoPicture",
    "Openness",
    "Order",
    "Photo",
    "Picture",
    "PostingRule",
    "Purpose",
    "Section",
    "SiteSettings",
    "Story",
    "Tag",
    "add_photo",
    "add_stories",
    "body_html",
    "body_photos",
    "change_site_settings",
    "change_story",
    "changed_at",
    "check_picture",
    "correct",
    "default_address",
    "find_moved",
    "fit_address",
    "languages_and_rules",
    "make_picture",
    "noting_unmade",
    "openness",
    "order",
    "picture",
    "posting_rule",
    "printed_stories",
    "publish",
    "publish_due",
    "shown_by",
    "site_settings",
    "site_settings_now",
    "slug_of",
    "story_for_readers",
    "version_at",
]
