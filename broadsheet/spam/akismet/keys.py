"""Keys of other sites: made, found, revoked, and what each was used for."""

from __future__ import annotations

import hmac
import secrets
from hashlib import blake2b

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from broadsheet.spam.akismet.sql import COUNT_USE
from broadsheet.spam.models import Filter, Key, Use

LENGTH = 12
_LETTERS = "0123456789abcdef"  # WordPress's plugin drops every other letter of a key


@transaction.atomic
def make_key(host: str, quota: int = 50_000) -> tuple[Key, str]:
    """A key for the site at `host`, with a model of its own. The key itself is given once and kept nowhere."""
    secret = "".join(secrets.choice(_LETTERS) for _ in range(LENGTH))
    learnt = Filter.objects.create(name=f"key {_digest(secret)[:32]}")
    return Key.objects.create(
        digest=_digest(secret), host=host.strip().lower()[:253], filter=learnt, quota=quota
    ), secret


def find_key(secret: str) -> Key | None:
    """The key that is not revoked. Looked up by a keyed digest, which tells nothing by its time, and compared in constant time."""
    digest = _digest(secret)
    key = Key.objects.select_related("filter").filter(digest=digest, revoked=None).first()
    return key if key is not None and hmac.compare_digest(key.digest, digest) else None


def revoke_key(key: Key) -> None:
    """It answers no more; what it learnt goes with it."""
    Key.objects.filter(pk=key.pk, revoked=None).update(revoked=timezone.now())


def keys_in_use() -> list[Key]:
    return list(Key.objects.select_related("filter").filter(revoked=None).order_by("host", "pk"))


def month_now() -> str:
    return timezone.now().strftime("%Y-%m")


def used(key: Key) -> int:
    """Checks of this month."""
    return Use.objects.filter(key=key, month=month_now()).values_list("checks", flat=True).first() or 0


def count(key: Key, *, checks: int = 0, spam: int = 0, missed: int = 0, mistaken: int = 0) -> int:
    """Add to this month's figures, in one statement; gives the checks so far."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT_USE, [key.pk, month_now(), checks, spam, missed, mistaken])
        return int(cursor.fetchone()[0])


def _digest(secret: str) -> str:
    raw = secret.encode("utf-8", "surrogatepass")
    return blake2b(raw, key=settings.SECRET_KEY.encode()[:64], digest_size=32).hexdigest()
