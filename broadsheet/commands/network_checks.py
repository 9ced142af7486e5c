"""What `broadsheet doctor` asks of other machines: clocks, and the certificates of the mail server and of ways to sign in."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection

from broadsheet.people import sign_in

_PATIENCE = 5.0  # seconds
_SOON = 14 * 24 * 3600  # seconds until a certificate ends
_APART = 30  # seconds between two clocks


def of_network() -> Iterator[str]:
    """Each is asked once, for a few seconds."""
    yield from _of_clock()
    for what, host, port in _encrypted_ends():
        if problem := certificate_problem(host, port):
            yield f"The certificate of {what} ({host}): {problem}"


def _of_clock() -> Iterator[str]:
    if connection.vendor != "postgresql":
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
            apart = float(cursor.fetchone()[0]) - time.time()
    except DatabaseError:
        return
    if abs(apart) > _APART:
        yield f"The clocks of the database and of this machine differ by {apart:.0f} s. Set both by NTP."


def _encrypted_ends() -> Iterator[tuple[str, str, int]]:
    mail = urlsplit(settings.MAIL_URL)
    if mail.scheme == "smtps" and mail.hostname:
        yield "the mail server", mail.hostname, mail.port or 465
    for way in sign_in.every_way().values():
        place = urlsplit(way.health)
        if place.scheme == "https" and place.hostname:
            yield way.title, place.hostname, place.port or 443


def certificate_problem(host: str, port: int, trusted: ssl.SSLContext | None = None) -> str:
    """What is wrong with it, or soon will be, in a sentence; empty where nothing is, or where nobody answers."""
    context = trusted or ssl.create_default_context()
    try:
        with (
            socket.create_connection((host, port), _PATIENCE) as plain,
            context.wrap_socket(plain, server_hostname=host) as safe,
        ):
            ends = ssl.cert_time_to_seconds(str((safe.getpeercert() or {})["notAfter"]))
    except ssl.SSLCertVerificationError as error:
        return f"{error.verify_message}. Have it renewed."
    except (OSError, KeyError, ValueError):
        return ""  # whether it answers is asked elsewhere, and shown
    left = ends - time.time()
    return f"it ends in {left / 86400:.0f} days. Have it renewed." if left < _SOON else ""
