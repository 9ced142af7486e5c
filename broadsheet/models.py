"""The index of every table, so that Django finds them; each is written in its room."""

from broadsheet.archive.models import Taken
from broadsheet.comments.models import Comment, Discussion, Finding, Mention, Part
from broadsheet.desk.models import Case, Filling, Glance, Pile, Sweep, Swept
from broadsheet.discussion.models import Draft, Like
from broadsheet.kit.models import Pace
from broadsheet.ledger.models import Bookmark, Entry
from broadsheet.mailroom.models import Address, Follow, Notification
from broadsheet.moderation.duty.models import Exemption, Shift, Staffing
from broadsheet.moderation.models import Cut, Decision, Flag, Move, Reason, Settlement, Tally
from broadsheet.moderation.reports.models import Appeal, Offer
from broadsheet.people.models import Code, Person, Provider, Restriction
from broadsheet.screening.models import Asking, RuleChange, RuleSetting, WordList
from broadsheet.spam.models import Callback, Doubt, Filter, Judgement, Key, Label, Question, Use
from broadsheet.stories.models import Byline, Correction, FormerAddress, Story
from broadsheet.stories.photos import Photo, PhotoRendition
from broadsheet.stories.site_settings import House
from broadsheet.stories.taxonomies import Author, Section, Tag

__all__ = [
    "Address",
    "Appeal",
    "Asking",
    "Author",
    "Bookmark",
    "Byline",
    "Callback",
    "Case",
    "Code",
    "Comment",
    "Correction",
    "Cut",
    "Decision",
    "Discussion",
    "Doubt",
    "Draft",
    "Entry",
    "Exemption",
    "Filling",
    "Filter",
    "Finding",
    "Flag",
    "Follow",
    "FormerAddress",
    "Glance",
    "House",
    "Judgement",
    "Key",
    "Label",
    "Like",
    "Mention",
    "Move",
    "Notification",
    "Offer",
    "Pace",
    "Part",
    "Person",
    "Photo",
    "PhotoRendition",
    "Pile",
    "Provider",
    "Question",
    "Reason",
    "Restriction",
    "RuleChange",
    "RuleSetting",
    "Section",
    "Settlement",
    "Shift",
    "Staffing",
    "Story",
    "Sweep",
    "Swept",
    "Tag",
    "Taken",
    "Tally",
    "Use",
    "WordList",
]
