"""Why a comment is where it is, in words for staff."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django.utils.translation import gettext

from broadsheet import spam
from broadsheet.comments import Comment, Finding, State
from broadsheet.comments.queries import findings_of
from broadsheet.screening.rules import BY_NAME
from broadsheet.spam import Judgement

_WAITING = (State.HELD, State.SPAM)


def all_in_words(comments: Iterable[Comment]) -> dict[int, list[str]]:
    """Of each comment, by its id, a sentence for every rule that holds it: the rule's name, the words that matched, the threshold
    and the filter's own reasons.

    In the active language and in two queries. Whatever waits has at least one sentence, what does not wait has none.
    """
    waiting = {one.pk: one for one in comments}
    held = [pk for pk, one in waiting.items() if one.state in _WAITING]
    found = groupby(findings_of(held), key=lambda one: one.comment_id)
    kept = {pk: _newest(list(some)) for pk, some in found}
    judged = spam.judgements_of(held) if held else {}
    words = {pk: _sentences(kept.get(pk, []), judged.get(pk)) for pk in held}
    return {pk: [] if pk not in words else words[pk] or [_unknown(one)] for pk, one in waiting.items()}


def _newest(found: list[Finding]) -> list[Finding]:
    """Only the last finding of each rule: an edited comment is checked again."""
    return list({one.rule: one for one in found}.values())


def _sentences(found: list[Finding], judged: Judgement | None) -> list[str]:
    said = spam.words_for(judged.reasons) if judged is not None else []
    sentences = [sentence for one in found if one.rule != _FILTER for sentence in _sentence(one)]
    own = [one for one in found if one.rule == _FILTER]
    if said:
        said[0] = f"{_title(_FILTER)}: {said[0]}"
    return sentences + (said or [sentence for one in own for sentence in _sentence(one)])


_FILTER = "filter"
FLAGS = "flags"  # what readers say is no rule, but holds a comment all the same


def _sentence(one: Finding) -> list[str]:
    rule = BY_NAME.get(one.rule)
    said = [f"{_title(one.rule)}: {rule.tell(one) if rule else _measure(one)}"]
    if one.words:
        said.append(gettext("Namely: %(words)s.") % {"words": one.words})
    if one.late:
        said.append(gettext("The check gave no answer in time."))
    return [" ".join(said)]


def _measure(one: Finding) -> str:
    """What a finding that no rule explains measured, like `2.5 / 3`."""
    numbers = [f"{number:g}" for number in (one.measured, one.limit) if number is not None]
    return " / ".join(numbers) or one.subject or one.note


def _title(name: str) -> str:
    if name == FLAGS:
        return gettext("Flagged by readers; weight and limit")
    return str(BY_NAME[name].title) if name in BY_NAME else name


def _unknown(comment: Comment) -> str:
    if comment.state == State.HELD:
        return gettext("Held by the rules of the house or of its story.")
    return gettext("Somebody called it spam.")
