"""Where a request comes from, as a hash that means nothing elsewhere or next month."""

from __future__ import annotations

import ipaddress
from functools import lru_cache
from hashlib import blake2b

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone


def network(request: HttpRequest) -> str:
    """32 hex digits for the client's network: the address for IPv4, the /64 for IPv6; keyed, with a new key each month.

    Behind BROADSHEET_PROXIES proxies, the entry that the outermost of them wrote; what a client sends in front of it
    is not believed.
    """
    now = timezone.now()
    key = _key_of(settings.SECRET_KEY, now.year, now.month)
    return blake2b(_network_of(_client(request)).encode(), key=key, digest_size=16).hexdigest()


@lru_cache(maxsize=4)
def _key_of(secret: str, year: int, month: int) -> bytes:
    return blake2b(f"{secret} network {year}-{month:02}".encode()).digest()


def _client(request: HttpRequest) -> str:
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    if settings.PROXIES and len(hops) >= settings.PROXIES:
        return hops[-settings.PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))


def _network_of(hop: str) -> str:
    """Proxies write addresses with ports, with brackets (RFC 7239 §6), or say that they do not know: then all of these are one."""
    address = hop.strip('" ')
    if address.startswith("["):
        address = address[1:].partition("]")[0]
    elif address.count(":") == 1:
        address = address.partition(":")[0]
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        mapped = parsed.ipv4_mapped
        return str(mapped) if mapped else str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
