"""The ways in by other sites that the operator has configured, and which of them answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import checks
from django.utils import timezone

from broadsheet.people.models import Provider

_GOOGLE = "https://accounts.google.com"


@dataclass(frozen=True, slots=True)
class Way:
    """One provider. `issuer` names who vouches for a subject; with `discovers`, it is an OpenID Connect issuer."""

    name: str
    title: str
    issuer: str
    client: str
    secret: str
    discovers: bool = False
    authorize: str = ""
    token: str = ""
    profile: str = ""

    @property
    def discovery(self) -> str:
        return f"{self.issuer}/.well-known/openid-configuration"

    @property
    def health(self) -> str:
        """The address that is asked whether this way is well."""
        return self.discovery if self.discovers else self.authorize


def every_way() -> dict[str, Way]:
    """All that are configured, by name, in the order in which they are shown; a line that cannot be read is none."""
    return {way.name: way for way in _read() if isinstance(way, Way)}


def _read() -> list[Way | ValueError]:
    """Each configured line as a way, or what is wrong with it."""
    configured: dict[str, str] = settings.SIGN_IN_WAYS
    lines = [(make, configured[name]) for name, make in _KNOWN.items() if configured.get(name)]
    lines += [(_issuer, line) for line in configured.get("oidc", "").split(";") if line.strip()]
    found: list[Way | ValueError] = []
    for make, line in lines:
        try:
            found.append(make(line))
        except ValueError as problem:
            found.append(problem)
    return found


@checks.register
def check_ways(app_configs: Any, **named: Any) -> list[checks.CheckMessage]:
    """broadsheet.E001: a setting of a way in that cannot be read; readers are not shown it."""
    wrong = [one for one in _read() if isinstance(one, ValueError)]
    return [checks.Error(str(one), hint="docs/settings.md shows each.", id="broadsheet.E001") for one in wrong]


def open_ways() -> list[Way]:
    """Those to be shown: configured, and well when they were last looked at."""
    ways = every_way()
    failing = set(Provider.objects.filter(failing__isnull=False).values_list("name", flat=True)) if ways else set()
    return [way for way in ways.values() if way.name not in failing]


def failing_ways() -> list[tuple[Way, Provider]]:
    """Those that are hidden because they do not answer, for the newsroom."""
    ways = every_way()
    found = Provider.objects.filter(name__in=ways, failing__isnull=False).order_by("name") if ways else []
    return [(ways[one.name], one) for one in found]


def note_health(way: Way, problem: str) -> bool:
    """Remember how a way answered, an empty `problem` for well; True when that has changed."""
    before = Provider.objects.filter(pk=way.name).first()
    since = (before.failing if before and before.failing else timezone.now()) if problem else None
    Provider.objects.update_or_create(
        pk=way.name, defaults={"failing": since, "said": problem[:300], "looked": timezone.now()}
    )
    return bool(before and before.failing) != bool(problem)


def _words(line: str) -> list[str]:
    """`client secret`, and for a service of one's own making its address."""
    words = [*line.split(), "", ""]
    if not words[1]:
        raise ValueError("BROADSHEET_SIGN_IN_… is a client's id and its secret, with a space between them.")
    return words


def _wordpress(line: str) -> Way:
    """https://developer.wordpress.com/docs/oauth2/"""
    client, secret, *rest = _words(line)
    base = rest[0] or "https://public-api.wordpress.com"
    ends = f"{base}/oauth2/authorize", f"{base}/oauth2/token", f"{base}/rest/v1.1/me"
    return Way("wordpress", "WordPress.com", "https://public-api.wordpress.com", client, secret, False, *ends)


def _facebook(line: str) -> Way:
    """https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow"""
    client, secret, *rest = _words(line)
    page, graph = rest[0] or "https://www.facebook.com", rest[0] or "https://graph.facebook.com"
    ends = f"{page}/v23.0/dialog/oauth", f"{graph}/v23.0/oauth/access_token", f"{graph}/v23.0/me"
    return Way("facebook", "Facebook", "https://www.facebook.com", client, secret, False, *ends)


def _x(line: str) -> Way:
    """https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code"""
    client, secret, *rest = _words(line)
    page, api = rest[0] or "https://x.com", rest[0] or "https://api.x.com"
    ends = f"{page}/i/oauth2/authorize", f"{api}/2/oauth2/token", f"{api}/2/users/me"
    return Way("x", "X", "https://x.com", client, secret, False, *ends)


def _google(line: str) -> Way:
    """https://developers.google.com/identity/openid-connect/openid-connect"""
    client, secret, *rest = _words(line)
    return Way("google", "Google", rest[0] or _GOOGLE, client, secret, discovers=True)


def _issuer(line: str) -> Way:
    """`Title discovery-address client secret`: any OpenID Connect issuer (OpenID Connect Discovery 1.0 §4)."""
    words = line.split()
    if len(words) != 4 or not words[1].startswith(("https://", "http://")):
        raise ValueError(
            "BROADSHEET_SIGN_IN_OIDC is “Title discovery-address client secret”, several with ; between them."
        )
    title, address, client, secret = words
    issuer = address.removesuffix("/.well-known/openid-configuration")
    name = "".join(letter for letter in title.lower() if letter.isascii() and letter.isalnum())[:32] or "oidc"
    return Way(f"oidc-{name}", title.replace("_", " "), issuer, client, secret, discovers=True)


_KNOWN = {"google": _google, "facebook": _facebook, "x": _x, "wordpress": _wordpress}
