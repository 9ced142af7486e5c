"""Where a request comes from, as a hash that means nothing elsewhere or next month."""

from __future__ import annotations

import ipaddress
from hashlib import blake2b

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone


def network(request: HttpRequest) -> str:
    """32 hex digits for the client's network: the address for IPv4, the /64 for IPv6; keyed, with a new key each month.

    Behind BROADSHEET_PROXIES proxies, the entry that the outermost of them wrote; what a client sends in front of it
    is not believed.
    """
    month = timezone.now().strftime("%Y-%m")
    key = blake2b(f"{settings.SECRET_KEY} network {month}".encode()).digest()
    return blake2b(_network_of(_client(request)).encode(), key=key[:64], digest_size=16).hexdigest()


def _client(request: HttpRequest) -> str:
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    if settings.PROXIES and len(hops) >= settings.PROXIES:
        return hops[-settings.PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))


def _network_of(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        mapped = parsed.ipv4_mapped
        return str(mapped) if mapped else str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
