"""Persons: everybody known by an account."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models


class Role(models.TextChoices):
    READER = "reader"
    MODERATOR = "moderator"
    EDITOR = "editor"
    OWNER = "owner"


class PersonManager(BaseUserManager["Person"]):
    """Creates persons by e-mail address; there are no user names."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Person:
        return self.create_user(email, password, is_staff=True, is_superuser=True, role=Role.OWNER, **fields)


class Person(AbstractUser):
    """A reader, moderator, editor or owner who signs in with an e-mail address."""

    username = None  # type: ignore[assignment]
    email = models.EmailField("e-mail", unique=True)
    role = models.CharField(max_length=16, choices=Role.choices, default=Role.READER)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[PersonManager] = PersonManager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What readers see: the name given, never the address."""
        return self.get_full_name() or self.email.partition("@")[0]

    @property
    def moderates(self) -> bool:
        """May publish, hold and remove what readers wrote."""
        return self.is_active and (self.is_superuser or self.role in {Role.MODERATOR, Role.EDITOR, Role.OWNER})
