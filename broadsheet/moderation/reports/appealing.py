"""Appeals: whoever wrote what staff removed may say once, in their words, that it was wrong; somebody else looks again."""

from __future__ import annotations

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext

from broadsheet import ledger
from broadsheet.comments import Comment, Side, State, few_marks, is_by, pace_writing
from broadsheet.comments.queries import comment_with_story
from broadsheet.kit import Decided, Gone, Missing, NotYours, TooLong, in_turn
from broadsheet.ledger import Kind
from broadsheet.moderation.deciding import Seen, decide_comment
from broadsheet.moderation.models import Decision
from broadsheet.moderation.permissions import may_decide
from broadsheet.moderation.removal_reasons import standing_decision
from broadsheet.moderation.reports.models import Appeal
from broadsheet.people import Person, Reader, Role, moderators

MOST_LETTERS, MOST_OF_AN_ANSWER = 2000, 500
_SALT = "broadsheet.appeal"
_LASTS = 90 * 24 * 3600  # seconds, as long as the words of what was removed are kept


def appeal_address(comment: Comment, *, sealed: bool = False) -> str:
    """Where it is appealed against; `sealed` ones let in whoever got the letter, without a cookie."""
    address = f"/-/comments/{comment.pk}/appeal"
    return f"{address}?seal={signing.dumps(comment.pk, salt=_SALT)}" if sealed else address


def opens(comment: Comment, reader: Reader, seal: str = "") -> bool:
    """Whether this reader, or the holder of this seal, wrote it."""
    try:
        sealed = bool(seal) and signing.loads(seal, salt=_SALT, max_age=_LASTS) == comment.pk
    except signing.BadSignature:
        sealed = False
    return sealed or is_by(comment, reader)


def refuse_appeal(comment: Comment) -> Decision:
    """Gives the decision to appeal against. Raises Gone where there is none, Decided where it was done."""
    decision = standing_decision(comment)
    if comment.state != State.REMOVED or comment.removed_by != Side.STAFF or decision is None:
        raise Gone(gettext("Staff have not removed this comment, so there is nothing to appeal against."))
    if Appeal.objects.filter(comment=comment).exists():
        raise Decided(gettext("You have appealed already, and one appeal is heard for each comment."))
    return decision


def appeal(comment: Comment, *, text: str, reader: Reader, seal: str = "", network: str = "") -> Appeal:
    """Say that removing it was wrong. Raises NotYours, Gone, Decided, Missing, TooLong, TooFast."""
    if not opens(comment, reader, seal):
        raise NotYours(
            gettext("Only its writer can appeal, on the device it was written on or by the link in an e-mail.")
        )
    if len(text) > 10 * MOST_LETTERS:  # with line ends and marks that go
        raise TooLong(gettext("Please say it in at most %(most)s letters.") % {"most": MOST_LETTERS}, "text")
    text = few_marks(text.replace("\0", "").replace("\r\n", "\n")).strip()
    if not text:
        raise Missing(gettext("Please say why it should stand: somebody will read it."), "text")
    if len(text) > MOST_LETTERS:
        raise TooLong(gettext("Please say it in at most %(most)s letters.") % {"most": MOST_LETTERS}, "text")
    decision = refuse_appeal(comment)
    try:
        with in_turn():
            pace_writing(reader, network)
            made = Appeal.objects.create(comment=comment, decision=decision, text=text)
            ledger.record(Kind.COMMENT_APPEALED, story=comment.story_id, comment=comment.pk, person=comment.person_id)
    except IntegrityError:
        raise Decided(gettext("You have appealed already, and one appeal is heard for each comment.")) from None
    return made


def why_not_answer(one: Appeal, person: Person) -> str:
    """Why this person may not answer an appeal, in a sentence; empty where they may.

    Whoever decided does not judge their own decision. Only an owner who is alone at the desk does: there is nobody else.
    """
    if not may_decide(person, one.comment):
        return gettext("This comment stands in a section that is not yours.")
    if one.decision.by_id != person.pk or is_alone(person, one.comment):
        return ""
    return gettext("You made this decision, so somebody else looks at it.")


def is_alone(person: Person, comment: Comment) -> bool:
    """Whether they own the site and nobody else could decide about the comment."""
    others = [one for one in moderators() if one.pk != person.pk and may_decide(one, comment)]
    return not others and (person.is_superuser or person.role == Role.OWNER)


def answer_appeal(one: Appeal, by: Person, *, uphold: bool, words: str = "") -> None:
    """The decision stands, or the comment is published again; `words` go to the writer.

    Raises NotYours, TooLong, and Decided when it was answered, or the comment published, meanwhile.
    """
    words = " ".join(words.replace("\0", "").split())
    if len(words) > MOST_OF_AN_ANSWER:
        raise TooLong(gettext("Please say it in at most %(most)s letters.") % {"most": MOST_OF_AN_ANSWER}, "words")
    if sentence := why_not_answer(one, by):
        raise NotYours(sentence)
    with transaction.atomic():
        waiting = Appeal.objects.filter(pk=one.pk, answered=None)
        if not waiting.update(answered=timezone.now(), by=by, upheld=uphold, answer=words):
            raise Decided(_already(one))
        comment = comment_with_story(one.comment_id)
        if comment is None:
            raise Gone(gettext("This comment is no longer here: nothing was done."))
        if comment.state == State.PUBLISHED and uphold:
            raise Decided(gettext("Nothing was done: meanwhile this comment was published again."))
        if comment.state != State.PUBLISHED and not uphold:
            decide_comment(comment, State.PUBLISHED, by, seen=Seen(State.REMOVED), sentence=words)
        ledger.record(Kind.APPEAL_ANSWERED, story=comment.story_id, comment=comment.pk, person=by.pk)


def _already(one: Appeal) -> str:
    now = Appeal.objects.select_related("by").get(pk=one.pk)
    who = now.by.name if now.by else gettext("somebody")
    if now.upheld:
        return gettext("Nothing was done: %(name)s has upheld the decision already.") % {"name": who}
    return gettext("Nothing was done: %(name)s has published the comment already.") % {"name": who}
