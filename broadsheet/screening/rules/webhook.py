"""An outside check: another program of the newsroom's says what it makes of a comment. Asked by the worker (`webhook_check.py`),
never while somebody waits; until it answers the comment is held.
"""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from broadsheet.comments import Comment, Finding, State
from broadsheet.screening.models import WebhookRequest
from broadsheet.screening.rules.context import Case, Found, Option, Options, Rule


def judge(case: Case, options: Options) -> Found | None:
    if not options["address"]:
        return None
    return Found(State.HELD, asking=True, afterwards=_ask_later)


def _ask_later(comment: Comment, alone: bool) -> None:
    if comment.state != State.SPAM:
        WebhookRequest.objects.update_or_create(comment=comment)


def tell(finding: Finding) -> str:
    """`words` is what it gave as its reason."""
    if finding.late:
        return gettext("It could not be asked, so a moderator decides.")
    return gettext("It is being asked.") if finding.pending else gettext("It says that this should wait.")


RULE = Rule(
    name="outside",
    title=_("Outside check"),
    sentence=_(
        "Asks a program of yours over a signed web address. Without an answer in time the comment waits for a moderator."
    ),
    judge=judge,
    tell=tell,
    options=(
        Option("address", _("Its address"), "", kind="address", help=_("Like https://check.paper.example/comments")),
        Option(
            "private",
            _("It stands in our own network: an address that is not public, or another port"),
            False,
            kind="yes",
        ),
        Option("seconds", _("Seconds it may take"), 3, least=1, most=20),
    ),
    on=False,
)
