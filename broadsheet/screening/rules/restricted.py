"""Restrictions: what moderators decided about whoever writes this."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from broadsheet import people
from broadsheet.comments import Barred, Finding, State, Warned
from broadsheet.kit import TooFast, allow
from broadsheet.people import ActiveRestriction, RestrictionType
from broadsheet.screening.rules.context import Case, Found, Options, Rule

_HARDEST = (
    RestrictionType.BLOCK,
    RestrictionType.SUSPEND,
    RestrictionType.WARN,
    RestrictionType.SLOW,
    RestrictionType.HOLD,
)
_TEN_MINUTES = 600  # seconds
_ALIKE = "alike"


def judge(case: Case, options: Options) -> Found | None:
    """Raises Barred, Warned or TooFast, the hardest restriction first."""
    comment = case.comment
    found = people.active_restrictions(case.reader, name=comment.name, email=comment.email, network=case.network)
    for one in sorted(found, key=lambda one: _HARDEST.index(RestrictionType(one.type))):
        if one.type in {RestrictionType.BLOCK, RestrictionType.SUSPEND}:
            raise Barred(_until(one), "text")
        if (
            one.type == RestrictionType.WARN
            and case.before is None
            and not (one.acknowledged or people.is_acknowledged(one.pk))
        ):
            raise Warned(_warning(one), one.pk)
        if one.type == RestrictionType.SLOW and case.before is None and not allow(_slowed(one, case), 1, _TEN_MINUTES):
            raise TooFast(
                gettext("Please take your time: one comment in ten minutes. Your words are safe, send them later.")
            )
        if one.type == RestrictionType.HOLD:
            return Found(State.HELD, words=one.reason, subject=_ALIKE if one.by_likeness else one.target)
    return None


def _slowed(one: ActiveRestriction, case: Case) -> str:
    """A restriction of many writers slows each of them."""
    who = case.reader.person.pk if case.reader.person else "" if case.reader.fresh else case.reader.guest
    return f"slow {one.pk} {who or case.network}"


def _until(one: ActiveRestriction) -> str:
    if one.ends is None:
        sentence = gettext("You cannot write here any more. Please copy your words, they are below.")
    else:
        sentence = gettext("You cannot write here until %(moment)s. Please keep your words, they are below.")
        sentence %= {"moment": _moment(one.ends)}
    return f"{sentence} {one.message}".strip()


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j E Y, H:i")


def _warning(one: ActiveRestriction) -> str:
    return gettext("A word from the moderators: %(words)s If you have read this, send your comment again.") % {
        "words": one.message
    }


def tell(finding: Finding) -> str:
    if finding.subject == _ALIKE:
        return gettext("It comes under a name like that of somebody who is blocked, and from the same network.")
    return gettext("Moderators decided that everything of this writer waits.")


RULE = Rule(
    name="restrictions",
    title=_("Restrictions"),
    sentence=_(
        "Warns, slows, holds or refuses whoever is restricted, by person, address, network, name or mail domain."
    ),
    judge=judge,
    tell=tell,
)
