"""The index of every table, so that Django finds them; each is written in its room."""

from broadsheet.archive.models import Taken
from broadsheet.discussion.models import Comment, Discussion, Flag, Like, Mention, Part, Settlement
from broadsheet.kit.models import Pace
from broadsheet.ledger.models import Bookmark, Entry
from broadsheet.people.models import Person
from broadsheet.spam.models import Doubt, Filter, Judgement, Key, Label, Question, Use
from broadsheet.stories.models import Author, Byline, FormerAddress, House, Photo, PhotoRendition, Section, Story, Tag

__all__ = [
    "Author",
    "Bookmark",
    "Byline",
    "Comment",
    "Discussion",
    "Doubt",
    "Entry",
    "Filter",
    "Flag",
    "FormerAddress",
    "House",
    "Judgement",
    "Key",
    "Label",
    "Like",
    "Mention",
    "Pace",
    "Part",
    "Person",
    "Photo",
    "PhotoRendition",
    "Question",
    "Section",
    "Settlement",
    "Story",
    "Tag",
    "Taken",
    "Use",
]
