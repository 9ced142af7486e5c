"""Changing a rule or a word list: what it was before is kept with who changed it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from broadsheet import ledger
from broadsheet.ledger import Kind
from broadsheet.people import Person
from broadsheet.screening.models import RuleChange, RuleSetting, WordList
from broadsheet.screening.rules.context import Option, Options, Rule
from broadsheet.screening.rules.rule_settings import book_of
from broadsheet.stories import change_site_settings, site_settings, site_settings_now

Facts = dict[str, Any]


@transaction.atomic
def change_rule(rule: Rule, by: Person, *, on: bool, options: Options) -> None:
    """Set a rule from the next comment on. The options must have been validated by its form."""
    before = setting_of(rule)
    chosen = {one.name: options[one.name] for one in chosen_options(rule)}
    own = {one.name: chosen[one.name] for one in rule.options if one.name in chosen and not one.site_field}
    RuleSetting.objects.update_or_create(name=rule.name, defaults={"on": on or rule.fixed, "options": own})
    site_field = {one.site_field: chosen[one.name] for one in rule.options if one.site_field}
    differs = any(getattr(site_settings(), name) != value for name, value in site_field.items())
    if differs:
        change_site_settings(**site_field)
    _keep(rule.name, by, before, {"on": on or rule.fixed, **chosen})
    if differs:  # the form under every story says what happens to a comment
        ledger.record(Kind.SITE_CHANGED, person=by.pk)


def setting_of(rule: Rule) -> Facts:
    """How it is set now: whether it is on (`on`), and every option that the newsroom chooses."""
    ours = site_settings_now()
    book = book_of(ours)
    options = book.options(rule, ours)
    return {"on": book.is_on(rule), **{one.name: options[one.name] for one in chosen_options(rule)}}


def chosen_options(rule: Rule) -> list[Option]:
    """The options of a rule that are chosen in its form: all but word lists, which have forms of their own."""
    return [one for one in rule.options if one.kind != "lists"]


@transaction.atomic
def keep_list(one: WordList, by: Person) -> None:
    """A new word list, or one that was changed."""
    was = WordList.objects.filter(pk=one.pk).first() if one.pk else None
    one.save()
    _keep(f"words: {one.name}", by, _facts(was), _facts(one))


@transaction.atomic
def drop_list(one: WordList, by: Person) -> None:
    before = _facts(one)
    one.delete()
    _keep(f"words: {one.name}", by, before, {})


def _facts(one: WordList | None) -> Facts:
    names = ("name", "language", "does", "part", "on", "words")
    return {name: getattr(one, name) for name in names} if one is not None else {}


@transaction.atomic
def new_secret(rule: Rule, by: Person) -> str:
    """A new secret that questions to the webhook are signed with. It is shown once; the former no longer counts."""
    secret = secrets.token_hex(32)
    setting, _made = RuleSetting.objects.get_or_create(name=rule.name, defaults={"on": rule.on})
    RuleSetting.objects.filter(pk=setting.pk).update(secret=secret)
    _keep(rule.name, by, {"secret": "former"}, {"secret": "new"})
    return secret


def _keep(rule: str, by: Person, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    change_site_settings(rules=secrets.token_hex(8))  # so that every process reads the rules again
    RuleChange.objects.create(rule=rule[:100], by=by, before=dict(before), after=dict(after))
    ledger.record(Kind.RULES_CHANGED, person=by.pk)
