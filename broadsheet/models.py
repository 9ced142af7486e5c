"""The index of every table, so that Django finds them; each is written in its room."""

from broadsheet.archive.models import Taken
from broadsheet.comments.models import Comment, Discussion, Finding, Mention, ThreadPage
from broadsheet.desk.models import BulkJob, BulkJobItem, Presence, QueueCount, QueueItem, ReindexJob
from broadsheet.discussion.models import Draft, Like
from broadsheet.kit.models import Pace, Trouble
from broadsheet.ledger.models import Bookmark, Entry, Restoration
from broadsheet.mailroom.models import Address, Follow, Notification
from broadsheet.moderation.duty.models import DayOff, SectionState, Shift
from broadsheet.moderation.models import Decision, Flag, FloodDecision, MonthlyFigure, Move, Reason, Redaction
from broadsheet.moderation.reports.models import Appeal, CorrectionRequest
from broadsheet.people.models import AccountEmail, Code, Person, Provider, Restriction
from broadsheet.screening.models import RuleChange, RuleSetting, WebhookRequest, WordList
from broadsheet.spam.models import Callback, Doubt, Filter, Judgement, Key, Label, Question, Use
from broadsheet.stories.models import Byline, Correction, FormerAddress, Story
from broadsheet.stories.photos import Photo, PhotoRendition
from broadsheet.stories.settings_model import SiteSettings
from broadsheet.stories.taxonomies import Author, Section, Tag

__all__ = [
    "AccountEmail",
    "Address",
    "Appeal",
    "Author",
    "Bookmark",
    "BulkJob",
    "BulkJobItem",
    "Byline",
    "Callback",
    "Code",
    "Comment",
    "Correction",
    "CorrectionRequest",
    "DayOff",
    "Decision",
    "Discussion",
    "Doubt",
    "Draft",
    "Entry",
    "Filter",
    "Finding",
    "Flag",
    "FloodDecision",
    "Follow",
    "FormerAddress",
    "Judgement",
    "Key",
    "Label",
    "Like",
    "Mention",
    "MonthlyFigure",
    "Move",
    "Notification",
    "Pace",
    "Person",
    "Photo",
    "PhotoRendition",
    "Presence",
    "Provider",
    "Question",
    "QueueCount",
    "QueueItem",
    "Reason",
    "Redaction",
    "ReindexJob",
    "Restoration",
    "Restriction",
    "RuleChange",
    "RuleSetting",
    "Section",
    "SectionState",
    "Shift",
    "SiteSettings",
    "Story",
    "Tag",
    "Taken",
    "ThreadPage",
    "Trouble",
    "Use",
    "WebhookRequest",
    "WordList",
]
