"""The closed list of event kinds."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """Every kind of event, as it is stored. A new kind is a new line here."""

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
    SITE_CHANGED = "site changed"  # its name, colours, sections or authors: any page may show them
    PERSON_CHANGED = (
        "person changed"  # the name, the picture, the line about them, "identity confirmed", whether they may sign in
    )
    PERSON_ERASED = "person erased"  # what they wrote has lines of its own
    IMPORTED = "imported"  # an import changed this story and its discussion
    WRITER_CHANGED = "writer changed"  # a name was corrected or forgotten in this story's discussion
    COMMENT_REDACTED = "comment redacted"  # staff took a passage out
    COMMENT_MARKED = "comment marked"  # featured, pinned, its thread shut; or no longer
    THREAD_MOVED = "thread moved"  # from another story: this line is the new one's, the old one has its own
    FLAGS_ANSWERED = "flags answered"  # what came of the flags of this comment
    COMMENT_APPEALED = "comment appealed"
    APPEAL_ANSWERED = "appeal answered"
    CORRECTION_OFFERED = "correction offered"  # a reader says what is wrong in a story
    CORRECTION_ANSWERED = "correction answered"
    PERSON_RESTRICTED = "person restricted"  # noted, warned, slowed, held, suspended or blocked; or that ended
    RULES_CHANGED = "rules changed"
    ROTA_CHANGED = "rota changed"
    REPLIES_WANTED = "replies wanted"  # the writer of this comment asked to be told of replies
    EMAIL_REQUESTED = "e-mail requested"  # to confirm an address, or with a link to what is held under it
    READER_ERASED = "reader erased"  # everything under an address was erased
    RETENTION_SWEPT = "retention swept"  # what is kept for a limited time was deleted where that time is over
    COPY_RESTORED = (
        "copy restored"  # an older copy of the database was brought back: numbers before this line were skipped
    )
