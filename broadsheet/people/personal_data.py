"""What this room holds under an address, and forgetting it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from broadsheet.kit import DataSubject
from broadsheet.people.account_closing import forget
from broadsheet.people.models import Aim, Does, Measure, Person, Role
from broadsheet.people.profile_names import describe
from broadsheet.people.restrictions import KEEPING_OUT, hashed, marks_of
from broadsheet.people.sign_in import linked


def held_under(whose: DataSubject) -> dict[str, list[dict[str, Any]]]:
    """The account, its ways in, when it last signed in, and what moderators decided about whoever it is."""
    found = Person.objects.filter(pk=whose.person or 0)
    return {
        "account": [
            {
                "name": person.name,
                "email": person.email,
                "website": person.website,
                "about": person.about,
                "ways_in": [one.title for one in linked(person)],
                "role": person.role,
                "since": person.date_joined,
                "last_sign_in": person.last_login,
            }
            for person in found
        ],
        "measures": [
            {
                "does": str(one.get_does_display()),
                "by": str(one.get_aim_display()),
                "since": one.begins,
                "until": one.ends,
                "lifted": one.lifted,
                "told": one.told,
                "why": one.why,
            }
            for one in _measures(whose)
        ],
    }


def _measures(whose: DataSubject) -> QuerySet[Measure]:
    """On the person, the address, or the browsers known as theirs."""
    which = Q(pk=None)
    for guest in whose.guests or {""}:
        for aim, mark in marks_of(whose.person, guest, whose.email):
            which |= Q(aim=aim, mark=mark)
    found = Measure.objects.filter(which).order_by("pk")
    return found.filter(begins__lte=whose.until) if whose.until else found


def correct_name(whose: DataSubject, name: str) -> None:
    """Another name on the account, where there is one."""
    for person in Person.objects.filter(pk=whose.person or 0):
        describe(person, name=name, website=person.website, about=person.about)


def erase_under(whose: DataSubject, *, words: bool) -> None:
    """The account of a reader with every way to sign in; sessions end with it. Staff are the newsroom's to dismiss."""
    _forget_measures(whose)
    for person in Person.objects.filter(pk=whose.person or 0, role=Role.READER, is_superuser=False):
        forget(person)


def _forget_measures(whose: DataSubject) -> None:
    """What keeps somebody out stays, without words, under a mark of the address that nobody can read; all else goes."""
    for one in _measures(whose):
        nameless = one.aim == Aim.PERSON and not whose.email
        if nameless or not one.is_in_force or one.does not in {Does.HOLD, *KEEPING_OUT}:
            one.delete()
            continue
        aim, mark = (Aim.EMAIL, hashed("email", whose.email)) if whose.email else (one.aim, one.mark)
        kept = {"aim": aim, "mark": mark, "shown": "", "look": "", "why": "", "told": "", "changed": timezone.now()}
        Measure.objects.filter(pk=one.pk).update(**kept)
