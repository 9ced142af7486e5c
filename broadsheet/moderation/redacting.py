"""Staff take a passage out of a comment: they can shorten what a reader wrote, and never put a word into it."""

from __future__ import annotations

from difflib import SequenceMatcher

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from broadsheet import ledger
from broadsheet.comments import Comment, State, fit_words, take
from broadsheet.comments.changes import replace_text
from broadsheet.comments.queries import comment_with_story
from broadsheet.kit import Decided, Gone, Unfit
from broadsheet.ledger import Kind
from broadsheet.moderation.models import Redaction
from broadsheet.people import Person

GAP = "[…]"  # stands where something was taken out


@transaction.atomic
def redact_passage(comment: Comment, left: str, by: Person, *, seen: str = "") -> Redaction:
    """Leave only `left` of its words, which must all be the writer's own and in their order; each gap is marked.

    `seen` is the text that the moderator saw. Raises Decided when it is another by now, Unfit for words that the writer
    did not write and where nothing is taken out, Gone for a comment that was removed.
    """
    comment = _as_it_is(comment)
    if seen and _plain(seen) != _plain(comment.text):
        raise Decided(gettext("Nothing was done: meanwhile this comment was changed. Please read it again."), "left")
    former, shortened = comment.text, _with_gaps(comment.text, _plain(left))
    replace_text(comment, fit_words(shortened), redacted=True)
    made = Redaction.objects.create(comment=comment, former=former, by=by)
    ledger.record(Kind.COMMENT_REDACTED, story=comment.story_id, comment=comment.pk, person=by.pk)
    return made


@transaction.atomic
def undo_redaction(redaction: Redaction, by: Person) -> None:
    """Give the comment the words it had before. Raises Decided where they were put back, or changed, meanwhile."""
    comment = _as_it_is(redaction.comment)
    later = Redaction.objects.filter(comment=comment, pk__gt=redaction.pk, undone=None).exists()
    if later or not Redaction.objects.filter(pk=redaction.pk, undone=None).update(undone=timezone.now()):
        raise Decided(gettext("Nothing was done: this passage was put back already, or more was taken out since."))
    others = Redaction.objects.filter(comment=comment, undone=None).exists()
    replace_text(comment, fit_words(redaction.former), redacted=others)
    ledger.record(Kind.COMMENT_REDACTED, story=comment.story_id, comment=comment.pk, person=by.pk)


def _as_it_is(comment: Comment) -> Comment:
    take(comment.story_id)
    found = comment_with_story(comment.pk)
    if found is None or found.state == State.REMOVED:
        raise Gone(gettext("This comment is no longer here: nothing was done."))
    return found


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _with_gaps(text: str, left: str) -> str:
    """What is left, with a mark wherever something is missing."""
    before, after = text.split(" "), left.replace(GAP, " ").split(" ")
    after = [word for word in after if word]
    parts: list[str] = []
    for what, begin, end, start, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            parts += before[begin:end]
        elif what == "delete":
            parts += [GAP] if parts[-1:] != [GAP] else []
        else:
            parts.append(_inside(" ".join(before[begin:end]), " ".join(after[start:stop])))
    shortened = " ".join(parts).strip()
    if shortened == text.strip():
        raise Unfit(gettext("Nothing is taken out yet. Delete the passage that must go."), "left")
    if not shortened.replace(GAP, "").strip():
        raise Unfit(gettext("Nothing is left of it. To take the whole comment away, remove it."), "left")
    return shortened


def _inside(before: str, after: str) -> str:
    """The same, letter by letter, where a redaction goes through a word. Raises Unfit for letters that were not there."""
    parts: list[str] = []
    for what, begin, end, _start, _stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what in {"insert", "replace"}:
            raise Unfit(gettext("Here you can only take words out. To add something, answer the comment."), "left")
        parts.append(before[begin:end] if what == "equal" else GAP)
    return "".join(parts)
