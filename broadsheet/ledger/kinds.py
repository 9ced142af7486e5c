"""The closed list of what can happen."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """Everything that can happen, on one screen. A new kind is a new line here."""

    STORY_PUBLISHED = "story published"
    STORY_REVISED = "story revised"
    STORY_WITHDRAWN = "story withdrawn"
    DISCUSSION_CHANGED = "discussion changed"  # opened, held or closed; its rules or its order
    COMMENT_POSTED = "comment posted"  # in whatever state; readers of the ledger look the state up
    COMMENT_EDITED = "comment edited"
    COMMENT_PUBLISHED = "comment published"
    COMMENT_HIDDEN = "comment hidden"  # held, spam or removed by staff
    COMMENT_WITHDRAWN = "comment withdrawn"  # removed by its writer
    COMMENT_FLAGGED = "comment flagged"
    COMMENT_LIKED = "comment liked"  # or no longer liked
    STORY_LIKED = "story liked"
    HOUSE_CHANGED = "house changed"  # the name, the colours, sections, authors: every sheet may show it
    PERSON_CHANGED = "person changed"  # the name, the picture, the line about them, the mark, whether they may come in
    PERSON_FORGOTTEN = "person forgotten"  # what they wrote has lines of its own
    TAKEN_IN = "taken in"  # an import changed this story and its discussion
