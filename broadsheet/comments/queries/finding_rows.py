"""Findings: why a comment is where it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from broadsheet.comments import sql
from broadsheet.comments.models import Comment, Finding


def findings_of(comments: Collection[int]) -> list[Finding]:
    """Every finding about these comments, by comment, the oldest first."""
    return list(Finding.objects.filter(comment__in=comments).order_by("comment_id", "pk")) if comments else []


def first_rules(comments: Collection[int]) -> dict[int, str]:
    """The rule of each comment's first finding, by the comment's id; those without a finding are left out."""
    rows = Finding.objects.filter(comment__in=comments).order_by("-pk").values_list("comment_id", "rule")
    return dict(rows)


def last_rule(comment: Comment) -> str:
    """The rule of its newest finding; empty where there is none."""
    return Finding.objects.filter(comment=comment).order_by("-pk").values_list("rule", flat=True).first() or ""


def has_findings(comment: Comment) -> bool:
    """Whether any rule holds it."""
    return Finding.objects.filter(comment=comment).exists()


def insert_findings(found: Sequence[Finding]) -> None:
    """Keep new findings in one statement; texts are shortened to what their columns take. They get no ids."""
    if found:
        sql.insert_findings(found)


def forget_findings(comment: Comment, rule: str) -> None:
    """Delete what this rule found: it no longer holds the comment."""
    Finding.objects.filter(comment=comment, rule=rule).delete()


def forget_finding_words(comment: Comment, rule: str = "") -> None:
    """Empty the words of its findings, or of those of one rule."""
    found = Finding.objects.filter(comment=comment)
    (found.filter(rule=rule) if rule else found).update(words="")
