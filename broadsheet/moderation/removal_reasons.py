"""The list of reasons for which staff take comments away: the newsroom words it, orders it, and retires what is not used."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext, gettext_noop

from broadsheet import kit, ledger
from broadsheet.comments import Comment
from broadsheet.kit import Missing, TooLong, Unfit, in_turn
from broadsheet.ledger import Kind
from broadsheet.moderation.models import Decision, Reason
from broadsheet.people import Person

MOST_OF_A_NAME, MOST_OF_A_SENTENCE = 60, 300  # letters
_FIRST = (
    (gettext_noop("Insults or threats"), gettext_noop("It attacks a person. Say what is wrong with what they said.")),
    (gettext_noop("Hatred"), gettext_noop("It is against people for what they are. There is no room for that here.")),
    (gettext_noop("Not about the story"), gettext_noop("It has nothing to do with the story above.")),
    (
        gettext_noop("False or misleading"),
        gettext_noop("It says something that is not so, and readers may believe it."),
    ),
    (gettext_noop("Private details"), gettext_noop("It tells what somebody has a right to keep private.")),
    (gettext_noop("Advertising"), gettext_noop("It advertises something. This place is for what readers think.")),
)


def reasons(*, retired: bool = False) -> list[Reason]:
    """Those in use, in the newsroom's order, with `retired` the others; a site without any gets the first list."""
    if not Reason.objects.exists():
        _begin()
    return list(Reason.objects.filter(retired=retired))


def _begin() -> None:
    rows = [Reason(name=name, sentence=words, position=place) for place, (name, words) in enumerate(_FIRST)]
    with in_turn():
        Reason.objects.bulk_create(rows, ignore_conflicts=True)


def name_of_reason(number: int) -> str:
    """What a tombstone says, in the active language. Dozens of tombstones on one sheet ask once."""
    names = kit.cached_in_request("reasons", lambda: dict(Reason.objects.values_list("pk", "name")))
    name = names.get(number, "")
    return gettext(name) if name else ""


def standing_decision(comment: Comment) -> Decision | None:
    """What it is in its state by; None where nobody decided (an import, the writer)."""
    made = Decision.objects.filter(comment=comment, undone=None, became=comment.state)
    return made.select_related("by", "reason").order_by("-pk").first()


def why_removed(comment: Comment) -> tuple[str, str]:
    """The reason's name and the sentence for the writer, in the active language; empty where none was given."""
    decision = standing_decision(comment)
    name = name_of_reason(comment.reason_id) if comment.reason_id else ""
    if decision is None:
        return name, ""
    return name, decision.sentence or (decision.reason.explained if decision.reason else "")


def add_reason(*, name: str, sentence: str, by: Person) -> Reason:
    """At the end of the list. Raises Missing, TooLong, Unfit."""
    name, sentence = _fit(name, sentence)
    with in_turn():
        last = Reason.objects.order_by("-position").values_list("position", flat=True).first()
        reason = Reason(name=name, sentence=sentence, position=0 if last is None else last + 1)
        _keep(reason)
        ledger.record(Kind.RULES_CHANGED, person=by.pk)
    return reason


def word_reason(reason: Reason, *, name: str, sentence: str, by: Person) -> None:
    """Another name or sentence; tombstones show the new name, so the paper is printed anew. Raises as `add_reason`."""
    name, sentence = _fit(name, sentence)
    name = reason.name if name == reason.called else name
    sentence = reason.sentence if sentence == reason.explained else sentence
    if (name, sentence) == (reason.name, reason.sentence):
        return
    renamed = name != reason.name
    with in_turn():
        reason.name, reason.sentence = name, sentence
        _keep(reason)
        ledger.record(Kind.SITE_CHANGED if renamed else Kind.RULES_CHANGED, person=by.pk)


def move_reason(reason: Reason, by: Person, *, up: bool) -> None:
    """One place up or down among those in use."""
    with in_turn():
        listed = list(Reason.objects.filter(retired=False))
        place = next((at for at, one in enumerate(listed) if one.pk == reason.pk), None)
        other = None if place is None else place - 1 if up else place + 1
        if place is None or other is None or not 0 <= other < len(listed):
            return
        listed[place], listed[other] = listed[other], listed[place]
        for at, one in enumerate(listed):
            Reason.objects.filter(pk=one.pk).update(position=at)
        ledger.record(Kind.RULES_CHANGED, person=by.pk)


def retire_reason(reason: Reason, by: Person, *, retired: bool = True) -> None:
    """No longer offered, or offered again; tombstones that show it go on."""
    with in_turn():
        if Reason.objects.filter(pk=reason.pk).exclude(retired=retired).update(retired=retired):
            ledger.record(Kind.RULES_CHANGED, person=by.pk)


def _fit(name: str, sentence: str) -> tuple[str, str]:
    name, sentence = (" ".join(words.replace("\0", "").split()) for words in (name, sentence))
    if not name:
        raise Missing(gettext("Please give the reason a name: it stands where the comment stood."), "name")
    if len(name) > MOST_OF_A_NAME:
        raise TooLong(gettext("Please use a name of at most %(most)s letters.") % {"most": MOST_OF_A_NAME}, "name")
    if len(sentence) > MOST_OF_A_SENTENCE:
        words = gettext("Please keep the sentence to %(most)s letters.") % {"most": MOST_OF_A_SENTENCE}
        raise TooLong(words, "sentence")
    return name, sentence


def _keep(reason: Reason) -> None:
    try:
        with transaction.atomic():
            reason.save()
    except IntegrityError:
        raise Unfit(gettext("There is a reason of this name already, perhaps a retired one."), "name") from None
