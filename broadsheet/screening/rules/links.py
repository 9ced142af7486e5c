"""Links: more of them than the site allows wait for a moderator."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from broadsheet.comments import Finding, State
from broadsheet.screening.rules.context import Found, Option, Options, Rule, Said

_HREF = re.compile(r'<a href="([^"]*)"')


def judge(said: Said, options: Options) -> Found | None:
    if said.links <= options["most"]:
        return None
    strange = [host for host in _hosts(said.html) if not _is_one_of(host, options["hosts"])]
    count = said.links if not options["hosts"] else len(strange)
    if count <= options["most"]:
        return None
    words = ", ".join(dict.fromkeys(filter(None, strange)))
    return Found(State.HELD, words=words, measured=count, limit=options["most"])


def _hosts(html: str) -> list[str]:
    return [_host(address) for address in _HREF.findall(html)]


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _is_one_of(host: str, allowed: list[str]) -> bool:
    """`paper.example` allows its subdomains, too."""
    return any(host == one or host.endswith(f".{one}") for one in allowed)


def tell(finding: Finding) -> str:
    count, most = ("" if number is None else f"{number:g}" for number in (finding.measured, finding.limit))
    return gettext("It has %(count)s links, and %(most)s appear at once.") % {"count": count, "most": most}


RULE = Rule(
    name="links",
    title=_("Links"),
    sentence=_("Holds a comment with more links than this."),
    judge=judge,
    tell=tell,
    options=(
        Option("most", _("Links that may appear at once"), 2, most=1_000, site_field="links_before_holding"),
        Option("hosts", _("Sites whose links do not count, one a line"), [], kind="lines"),
    ),
    replay=lambda options: lambda past: judge(past, options),
)
