"""What a request's head may measure and whom it may ask, looked at before anything is worked out from it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.utils.translation import gettext_lazy as _

from broadsheet.kit.asgi import Headers, Scope

MOST_OF_HEAD = 16 * 1024  # bytes of names and values
MOST_OF_PATH = 2_000  # letters
MOST_OF_QUERY = 8 * 1024  # bytes
# For a year browsers ask by TLS alone, where the address of this site says so (RFC 6797).
STRICT_TRANSPORT: Headers = (
    [(b"strict-transport-security", b"max-age=31536000")] if settings.ADDRESS.startswith("https:") else []
)

_TOO_LONG = _("This address is longer than any of this site. Perhaps something was added to it?")
_TOO_LARGE = _("Your browser sends more about itself than this site reads. Please delete its cookies of this site.")
_STRANGE = _("This site does not answer by that name.")


def refusal_of_head(scope: Scope) -> tuple[int, Any] | None:
    """Status and sentence where the head is too large; None where it is fit to be read (RFC 6585 §5, RFC 9110 §15.5.15)."""
    if len(scope["path"]) > MOST_OF_PATH or len(scope["query_string"]) > MOST_OF_QUERY:
        return 414, _TOO_LONG
    if sum([len(name) + len(value) for name, value in scope["headers"]]) > MOST_OF_HEAD:
        return 431, _TOO_LARGE
    return None


def refusal_of_host(scope: Scope) -> tuple[int, Any] | None:
    """The same where a living address is asked for by another name than this site's, by none or by two."""
    hosts = [value for name, value in scope["headers"] if name == b"host"]
    if len(hosts) == 1:
        domain, _port = split_domain_port(hosts[0].decode("latin-1"))
        if domain and validate_host(domain, settings.ALLOWED_HOSTS):
            return None
    return 400, _STRANGE
