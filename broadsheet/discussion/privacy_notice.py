"""What this room keeps of those who write, and why: as the settings have it now, in the active language."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.utils.translation import gettext, ngettext

from broadsheet import spam
from broadsheet.discussion.retention import HIDDEN
from broadsheet.kit import Fact
from broadsheet.moderation.reports import ANSWERED, UNANSWERED
from broadsheet.screening.rules import BY_NAME, book_of
from broadsheet.spam import akismet
from broadsheet.stories import PostingRule, site_settings


def processed() -> list[Fact]:
    """Comments, addresses given with them, likes and reports."""
    erased = gettext("Until you or the newsroom remove it.")
    days = HIDDEN.days
    return [
        Fact(
            gettext("Your comment, your name, and a website if you give one"),
            _when_printed(),
            erased,
            gettext("On printed pages and in feeds, which search engines and everybody else may copy."),
        ),
        Fact(
            gettext("Your e-mail address, if you give one"),
            gettext("So that you can be told of replies, and that you can find what is yours. It is never shown."),
            erased,
        ),
        Fact(
            gettext("Your likes, and what you report to moderators"),
            gettext("To count each like once, and to let moderators look. Only the number of likes is shown."),
            erased,
        ),
        Fact(
            gettext("What you say in an appeal, or when you correct a story, and the address you leave with a report"),
            gettext("So that somebody can look into it and tell you what came of it. Nothing of it is printed."),
            gettext("%(answered)s days after the answer, %(unanswered)s where none came.")
            % {"answered": ANSWERED.days, "unanswered": UNANSWERED.days},
        ),
        Fact(
            gettext("Comments that were removed or were spam"),
            gettext("So that a mistake can be undone."),
            ngettext(
                "%(days)s day; then text and author are deleted.",
                "%(days)s days; then text and author are deleted.",
                days,
            )
            % {"days": days},
        ),
        Fact(
            gettext("What the spam filter learns from your comment: numbers that stand for its words"),
            gettext("To hold back spam. It learns on this machine, from what moderators decide."),
            erased,
        ),
        Fact(
            gettext(
                "What the spam filter said of your comment, how long the page was open, and the kind of your browser"
            ),
            gettext("So that moderators see why a comment was held."),
            ngettext("%(days)s day.", "%(days)s days.", spam.KEPT.days) % {"days": spam.KEPT.days},
        ),
        *_akismet(),
        *_outside(),
    ]


def _akismet() -> list[Fact]:
    """Only while the newsroom asks there."""
    if not akismet.asks_akismet():
        return []
    return [
        Fact(
            gettext("Your comment with the name, e-mail address and website that you gave"),
            gettext("Akismet, a service of Automattic, is asked whether it is spam."),
            gettext("As long as Akismet keeps it."),
            outside=["Akismet (Automattic)"],
        )
    ]


def _outside() -> list[Fact]:
    """Only while another program is asked."""
    ours = site_settings()
    book, rule = book_of(ours), BY_NAME["outside"]
    address = urlsplit(book.options(rule, ours)["address"]).hostname
    if not book.is_on(rule) or not address:
        return []
    return [
        Fact(
            gettext("Your comment with the name, e-mail address and website that you gave"),
            gettext("A program of the newsroom’s choice is asked whether it may appear."),
            gettext("As long as that program keeps it."),
            outside=[address],
        )
    ]


def _when_printed() -> str:
    if site_settings().rule == PostingRule.NOBODY:
        return gettext("To be read by everybody, once a moderator has seen it.")
    if site_settings().rule == PostingRule.KNOWN:
        return gettext("To be read by everybody. A moderator sees your first comment before.")
    return gettext("To be read by everybody, at once.")
