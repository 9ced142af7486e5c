"""Persons: everybody known by an account."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy

from broadsheet.kit.identity import same_email


class Role(models.TextChoices):
    READER = "reader"
    WRITER = "writer"
    MODERATOR = "moderator"
    EDITOR = "editor"
    OWNER = "owner"


class PersonManager(BaseUserManager["Person"]):
    """Creates persons by e-mail address; there are no user names."""

    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=same_email(email) if email else None, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Person:
        return self.create_user(email, password, is_staff=True, is_superuser=True, role=Role.OWNER, **fields)


def new_seed() -> str:
    """What nobody can guess and what says nothing: 32 hex digits."""
    return secrets.token_hex(16)


class Person(AbstractUser):
    """A reader, moderator, editor or owner.

    `email` is missing where somebody came by a provider that vouches for none. It counts for nothing but signing in
    until it is `proven`: a code or a link sent there came back. `confirmed` is the newsroom's word that this person is who the name says. The picture is drawn from
    `seed`. `seal` is part of every session: a new one ends them all.
    """

    username = None  # type: ignore[assignment]
    email = models.EmailField("e-mail", unique=True, null=True, blank=True)  # type: ignore[assignment]
    role = models.CharField(max_length=16, choices=Role.choices, default=Role.READER)
    website = models.URLField(max_length=300, blank=True)
    about = models.CharField("about oneself, in a line", max_length=160, blank=True)
    proven = models.BooleanField("the address is proven", default=False)
    confirmed = models.BooleanField("identity confirmed", default=False)
    sections = models.ManyToManyField(
        "broadsheet.Section", blank=True, related_name="staff", help_text="Where they work; none of them means all"
    )
    seed = models.CharField(max_length=32, default=new_seed, editable=False)
    seal = models.CharField(max_length=32, default=new_seed, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[PersonManager] = PersonManager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.name

    @property
    def chosen(self) -> str:
        """The name this person chose; empty while they have chosen none."""
        return self.get_full_name()

    @property
    def name(self) -> str:
        """What readers see: the name chosen; of the newsroom also what stands before the @, of readers never."""
        before_the_at = (self.email or "").partition("@")[0] if self.role != Role.READER else ""
        return self.chosen or before_the_at or gettext("Reader %(number)s") % {"number": self.seed[:4]}

    @property
    def address(self) -> str:
        """The printed page of what this person wrote here."""
        return f"/person/{self.pk}/"

    @property
    def moderates(self) -> bool:
        """May publish, hold and remove what readers wrote."""
        return self.is_active and (self.is_superuser or self.role in {Role.MODERATOR, Role.EDITOR, Role.OWNER})

    @property
    def edits(self) -> bool:
        """May publish and correct stories."""
        return self.is_active and (self.is_superuser or self.role in {Role.EDITOR, Role.OWNER})

    @cached_property
    def remit(self) -> frozenset[int] | None:
        """The ids of the sections they work in; None where that is all of them, and what stands in none."""
        if self.is_superuser or self.role == Role.OWNER:
            return None
        return frozenset(self.sections.values_list("pk", flat=True)) or None

    def works_in(self, section: int | None) -> bool:
        """Whether this section (by its id; None for what stands in none) is theirs to work in."""
        return self.remit is None or section in self.remit

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Django compares it with the session's at every request, so that a new password or a new seal ends them."""
        return salted_hmac(
            "broadsheet.session", f"{self.password} {self.seal}", secret=secret, algorithm="sha256"
        ).hexdigest()


class Code(models.Model):
    """A code that waits to be typed. Address and code are keyed hashes; what was asked for is in the reader's form."""

    number = models.CharField(primary_key=True, max_length=32)
    address = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    until = models.DateTimeField(db_index=True)


class AccountEmailKind(models.TextChoices):
    """What an e-mail about an account is for."""

    CONFIRM = "confirm"  # to a new address: is it yours, and this account, too?
    CHANGED = "changed"  # to the old one: it is no longer this account's
    RESET = "reset"  # a new password; written for whatever address was typed


class AccountEmail(models.Model):
    """An e-mail about an account that waits for the worker. Deleted once it is sent, or after a day.

    `person` is whose account it is about; of a `reset` it is looked up when the e-mail is sent.
    """

    kind = models.CharField(max_length=8, choices=AccountEmailKind.choices)
    address = models.CharField(max_length=254)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    language = models.CharField(max_length=8, default="en")
    made = models.DateTimeField(default=timezone.now)
    due = models.DateTimeField(default=timezone.now, db_index=True)


class Provider(models.Model):
    """How a configured way in answered when it was last looked at; `failing` since when, null while it is well."""

    name = models.CharField(primary_key=True, max_length=64)
    failing = models.DateTimeField(null=True)
    said = models.CharField(max_length=300, blank=True)
    looked = models.DateTimeField(default=timezone.now)


class RestrictionType(models.TextChoices):
    """What a restriction does, from the mildest to the hardest."""

    NOTE = "note", gettext_lazy("note")
    WARN = "warn", gettext_lazy("warning")
    SLOW = "slow", gettext_lazy("slowed down")
    HOLD = "hold", gettext_lazy("held")
    SUSPEND = "suspend", gettext_lazy("suspended")
    BLOCK = "block", gettext_lazy("blocked")


class RestrictionTarget(models.TextChoices):
    """What a restriction applies to."""

    PERSON = "person", gettext_lazy("account")
    GUEST = "guest", gettext_lazy("browser")
    EMAIL = "email", gettext_lazy("e-mail address")
    NETWORK = "network", gettext_lazy("network")
    NAME = "name", gettext_lazy("name")
    DOMAIN = "domain", gettext_lazy("mail domain")


class Restriction(models.Model):
    """A decision of moderators about a writer: a note, a warning, a delay, a hold, a suspension or a block.

    `target_hash` identifies the target: a person's id, a keyed hash of a guest's cookie or of an e-mail address, the hash
    of a network, a skeleton of a name with `*` as a wildcard, or a mail domain; `target_label` is what staff read of it.
    Without `ends` it does not expire. For suspensions and blocks, `name_skeleton`, `networks` and `guests` (hashes,
    separated by spaces) recognise the same writer under another account; they are deleted at `traces_until`. `reason` is
    for staff, `message` for the writer; `acknowledged_at` is when the writer read a warning.
    """

    type = models.CharField(max_length=8, choices=RestrictionType.choices)
    target = models.CharField(max_length=8, choices=RestrictionTarget.choices)
    target_hash = models.CharField(max_length=254)
    target_label = models.CharField(max_length=254, blank=True)
    name_skeleton = models.CharField(max_length=200, blank=True)
    networks = models.CharField(max_length=400, blank=True)
    guests = models.CharField(max_length=400, blank=True)
    traces_until = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    message = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    begins = models.DateTimeField(default=timezone.now)
    ends = models.DateTimeField(null=True, blank=True)
    lifted = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    changed = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        indexes = (models.Index(fields=("target", "target_hash"), name="restriction_of"),)

    def __str__(self) -> str:
        return f"{self.type} {self.target} {self.target_label}"

    @property
    def is_in_force(self) -> bool:
        return self.lifted is None and (self.ends is None or self.ends > timezone.now())
