"""The index of every table, so that Django finds them; each is written in its room."""

from broadsheet.archive.models import Taken
from broadsheet.desk.models import Case, Filling, Glance, Pile, Sweep, Swept
from broadsheet.discussion.models import (
    Comment,
    Decision,
    Discussion,
    Draft,
    Finding,
    Flag,
    Like,
    Mention,
    Part,
    Reason,
    Settlement,
)
from broadsheet.kit.models import Pace
from broadsheet.ledger.models import Bookmark, Entry
from broadsheet.mailroom.models import Address, Follow, Letter
from broadsheet.people.models import Code, Person, Provider
from broadsheet.spam.models import Doubt, Filter, Judgement, Key, Label, Question, Use
from broadsheet.stories.models import Author, Byline, FormerAddress, House, Photo, PhotoRendition, Section, Story, Tag

__all__ = [
    "Address",
    "Author",
    "Bookmark",
    "Byline",
    "Case",
    "Code",
    "Comment",
    "Decision",
    "Discussion",
    "Doubt",
    "Draft",
    "Entry",
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
    "Letter",
    "Like",
    "Mention",
    "Pace",
    "Part",
    "Person",
    "Photo",
    "PhotoRendition",
    "Pile",
    "Provider",
    "Question",
    "Reason",
    "Section",
    "Settlement",
    "Story",
    "Sweep",
    "Swept",
    "Tag",
    "Taken",
    "Use",
]
