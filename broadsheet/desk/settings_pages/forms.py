"""The forms of the desk's settings: shifts and days off, reasons, the spam filter, rules and word lists."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from broadsheet import people, screening
from broadsheet.desk.base_form import CHOOSE, ChoiceField, DeskForm, LenientForm, TextField
from broadsheet.kit.forms import IdField, IsoDateField, IsoTimeField, NumberField
from broadsheet.people import Person
from broadsheet.screening import WordList, rules
from broadsheet.stories import LANGUAGES, Section, queries

_MOST_OF_A_NAME = 80  # letters of a word list's name
_MOST_HOSTS, _MOST_OF_A_HOST, _MOST_OF_AN_ADDRESS = 500, 253, 300  # lines; letters
_TIME = _("Please give the time as hours and minutes, like 09:30.")
_DAY = _("Please give a day to come, like 2026-12-24.")


class ModeratorField(IdField):
    """Somebody who moderates; None where nobody is chosen and nobody need be."""

    default_error_messages = dict.fromkeys(("required", "invalid"), _("Please choose who is on duty."))

    def clean(self, value: Any) -> Person | None:
        number = super().clean(value)
        found = next((one for one in people.moderators() if one.pk == number), None)
        if number and found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found


class SectionField(IdField):
    """A section; None for all of them."""

    default_error_messages = {"invalid": _("This section is not here any more. Please choose another.")}

    def clean(self, value: Any) -> Section | None:
        number = super().clean(value)
        found = next((one for one in queries.sections_among() if one.pk == number), None)
        if number and found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found


class ShiftForm(DeskForm):
    """Who looks after which section, on which day of the week, from when until when."""

    person = ModeratorField()
    section = SectionField(required=False)
    weekday = NumberField(least=0, most=6, error_messages={"invalid": _("Please choose a day of the week.")})
    begins = IsoTimeField(error_messages={"required": _TIME, "invalid": _TIME})
    ends = IsoTimeField(error_messages={"required": _TIME, "invalid": _TIME})
    zone = ChoiceField(
        choices=lambda: [(zone, zone) for zone in sorted(available_timezones())],
        error_messages={"invalid_choice": _("Please choose a time zone.")},
    )


class DayOffForm(DeskForm):
    """A day on which the week's shifts do not count: somebody's, or everybody's."""

    day = IsoDateField(error_messages={"required": _DAY, "invalid": _DAY})
    person = ModeratorField(required=False)

    def clean_day(self) -> date:
        """Not before today."""
        day: date = self.cleaned_data["day"]
        if day < timezone.localdate():
            raise ValidationError(_DAY, code="invalid")
        return day


class ReasonForm(DeskForm):
    """A reason for removing comments: its name on the tombstone, and the sentence to the writer."""

    name = TextField()
    sentence = TextField()


class PercentField(forms.Field):
    """A percentage, with a point or a comma, as a share above 0 and at most 1; None where nothing was typed."""

    def clean(self, value: Any) -> float | None:
        text = str(value or "").strip().replace(",", ".")
        if not text:
            return None
        try:
            share = float(text) / 100
        except ValueError:
            share = math.nan
        if not 0 < share <= 1:  # which no NaN is
            raise ValidationError(CHOOSE, code="invalid")
        return share


class BudgetForm(LenientForm):
    """How many good comments in a hundred may be mistaken for spam."""

    budget = PercentField(required=False)


class AkismetKeyForm(DeskForm):
    """The key that Akismet is asked with; empty to ask it no more."""

    key = TextField()


class DoubtForm(LenientForm):
    """Whether a doubted label is believed."""

    believe = ChoiceField(choices=[("yes", "yes"), ("no", "no")])


class SiteKeyForm(DeskForm):
    """The site that gets a key."""

    host = TextField()


class HostsField(TextField):
    """Host names, one a line; of whole addresses the host is taken."""

    def clean(self, value: Any) -> list[str]:
        lines = str(super().clean(value)).splitlines()
        hosts = [line.strip().lower().split("//")[-1].split("/")[0].removeprefix("www.") for line in lines]
        hosts = list(dict.fromkeys(filter(None, hosts)))
        if len(hosts) > _MOST_HOSTS or any(len(host) > _MOST_OF_A_HOST or " " in host for host in hosts):
            raise ValidationError(
                _("Please give one site a line, like paper.example, and 500 at most."), code="invalid"
            )
        return hosts


class WebAddressField(TextField):
    """An address of the web, or nothing."""

    def clean(self, value: Any) -> str:
        found = str(super().clean(value))
        fits = len(found) <= _MOST_OF_AN_ADDRESS and found.isprintable() and " " not in found
        if found and not (found.startswith(("http://", "https://")) and fits):
            raise ValidationError(_("An address begins with https:// or http:// and has no spaces."), code="invalid")
        return found


class RuleForm(DeskForm):
    """The options of one rule; `tried` is the digest of the options that were tried last.

    Where the rule has been set, the form begins with its settings.
    """

    tried = TextField()

    def __init__(self, rule: rules.Rule, given: Mapping[str, Any] | None = None) -> None:
        options, now = rules.chosen_options(rule), rules.setting_of(rule)
        super().__init__(given, initial={one.name: _as_typed(now[one.name]) for one in options})
        self.fields.update({one.name: _field_of(one) for one in options})

    def options(self) -> dict[str, Any]:
        """The options made fit. Raises the first error as a Refusal."""
        return {name: value for name, value in self.cleaned().items() if name != "tried"}


def _field_of(option: rules.Option) -> forms.Field:
    if option.kind == "number":
        return NumberField(least=option.least, most=option.most)
    if option.kind == "lines":
        return HostsField()
    if option.kind == "yes":
        return forms.BooleanField(required=False)
    if option.kind == "choice":
        return ChoiceField(choices=option.choices)
    return WebAddressField()


def _as_typed(value: Any) -> Any:
    return "\n".join(value) if isinstance(value, list) else value


class WordListForm(DeskForm):
    """A list of words, and what becomes of a comment that has one of them."""

    name = TextField()
    words = TextField(strip=False)
    part = forms.BooleanField(required=False)
    does = ChoiceField(choices=[(one, one) for one in rules.LIST_DOES])
    language = ChoiceField(choices=LANGUAGES.items(), required=False)
    tried = TextField()

    def __init__(self, kept: WordList | None, given: Mapping[str, Any] | None = None) -> None:
        names = ("name", "words", "part", "does", "language")
        super().__init__(given, initial={name: getattr(kept, name) for name in names} if kept else {"does": "held"})
        self.kept = kept

    def clean_name(self) -> str:
        """In one line, and no other list's."""
        name = " ".join(self.cleaned_data["name"].split())
        if not name or len(name) > _MOST_OF_A_NAME:
            raise ValidationError(_("Please give the list a name of at most 80 letters."), code="required")
        namesake = screening.find_word_list_by_name(name)
        if namesake is not None and (self.kept is None or namesake.pk != self.kept.pk):
            raise ValidationError(_("Another list has this name. Please choose another."), code="invalid")
        return name

    def clean_words(self) -> str:
        """One a line, each once."""
        words = rules.entries(self.cleaned_data["words"])
        if not words:
            raise ValidationError(_("Please give at least one word, one a line."), code="required")
        if len(words) > rules.MOST_WORDS:
            raise ValidationError(_("A list takes 2,000 words. Please make two of it."), code="max_length")
        if long := next((word for word in words if len(word) > rules.MOST_LETTERS), None):
            sentence = _("“%(word)s…” is longer than 80 letters. Please shorten it.")
            raise ValidationError(sentence, code="max_length", params={"word": long[:20]})
        return "\n".join(words)

    def word_list(self) -> WordList:
        """The list as it was typed, not kept yet and switched on. Raises the first error as a Refusal."""
        given = {name: value for name, value in self.cleaned().items() if name != "tried"}
        return WordList(pk=self.kept.pk if self.kept else None, on=True, **given)


class SwitchForm(LenientForm):
    """Whether a rule or a list is on from now on, or is dropped altogether."""

    on = ChoiceField(choices=[("yes", "yes"), ("no", "no")], required=False)
    drop = TextField()
