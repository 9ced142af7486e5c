"""Why a comment is where it is, in words: what rules found, what the filter said, what readers reported."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext

from broadsheet import spam
from broadsheet.discussion import Comment, Finding, State


def reasons_for(comments: Sequence[Comment]) -> dict[int, list[str]]:
    """Sentences by comment; what is held has one at least."""
    ids = [comment.pk for comment in comments]
    found: dict[int, list[str]] = {pk: [] for pk in ids}
    for finding in Finding.objects.filter(comment__in=ids).order_by("pk"):
        found[finding.comment_id].append(_sentence(finding))
    for pk, judged in spam.judgements(ids).items():
        found[pk] += spam.words_for(judged.reasons.split(";"))
    for comment in comments:
        if comment.state == State.HELD and not found[comment.pk]:
            found[comment.pk] = [gettext("Held by the rules of the house or of its story.")]
    return found


def _sentence(finding: Finding) -> str:
    if finding.late:
        return gettext("The check “%(rule)s” gave no answer in time.") % {"rule": finding.rule}
    told = ", ".join(part for part in (finding.words and f"“{finding.words}”", finding.threshold) if part)
    if not told:
        return gettext("The rule “%(rule)s”.") % {"rule": finding.rule}
    return gettext("The rule “%(rule)s”: %(told)s.") % {"rule": finding.rule, "told": told}
