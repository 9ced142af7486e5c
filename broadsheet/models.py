"""The index of every table, so that Django finds them; each is written in its room."""

from broadsheet.archive.models import Taken
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
from broadsheet.discussion.rules.models import Asking, RuleChange, RuleSetting, WordList
from broadsheet.kit.models import Pace
from broadsheet.ledger.models import Bookmark, Entry
from broadsheet.mailroom.models import Address, Follow, Letter
from broadsheet.people.models import Code, Measure, Person, Provider
from broadsheet.spam.models import Doubt, Filter, Judgement, Key, Label, Question, Use
from broadsheet.stories.models import Author, Byline, FormerAddress, House, Photo, PhotoRendition, Section, Story, Tag

__all__ = [
    "Address",
    "Asking",
    "Author",
    "Bookmark",
    "Byline",
    "Code",
    "Comment",
    "Decision",
    "Discussion",
    "Doubt",
    "Draft",
    "Entry",
    "Filter",
    "Finding",
    "Flag",
    "Follow",
    "FormerAddress",
    "House",
    "Judgement",
    "Key",
    "Label",
    "Letter",
    "Like",
    "Measure",
    "Mention",
    "Pace",
    "Part",
    "Person",
    "Photo",
    "PhotoRendition",
    "Provider",
    "Question",
    "Reason",
    "RuleChange",
    "RuleSetting",
    "Section",
    "Settlement",
    "Story",
    "Tag",
    "Taken",
    "Use",
    "WordList",
]
