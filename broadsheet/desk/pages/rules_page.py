"""Rules at the desk: how each is set, tried on what came before, and only then switched on."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import wraps
from hashlib import blake2b
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from broadsheet.desk.pages.base_page import at_desk, page
from broadsheet.kit import Refusal
from broadsheet.people import Person
from broadsheet.screening import RuleChange, WordList, rules
from broadsheet.stories import LANGUAGES

P = ParamSpec("P")
_HERE = "/-/desk/rules"
_CHANGES = 100  # shown
View = Callable[Concatenate[HttpRequest, Person, P], HttpResponse]


def for_all_sections(view: View[P]) -> View[P]:
    """Rules are for the whole house, so they are for those who work in all of it."""

    @wraps(view)
    def answer(request: HttpRequest, by: Person, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if by.remit is not None:
            raise PermissionDenied
        return view(request, by, *args, **kwargs)

    return answer


@require_safe
@at_desk
@for_all_sections
def listing(request: HttpRequest, by: Person) -> HttpResponse:
    """All of them, in order."""
    lists = [(one, len(one.words.splitlines())) for one in WordList.objects.all()]
    return page(request, "rules", {"rules": [_row(rule) for rule in rules.RULES], "lists": lists})


def _row(rule: rules.Rule) -> dict[str, Any]:
    """A rule in the list; `switch` is what its button does, if it has one: what can be tried is tried before it is on."""
    on, chosen, switch = rules.setting_of(rule)["on"], _chosen(rule), ""
    if not rule.fixed:
        switch = "off" if on else "on" if rule.replay is None and not chosen else ""
    state = gettext("always on") if rule.fixed else gettext("on") if on else gettext("off")
    return {"rule": rule, "on": on, "state": state, "chosen": chosen, "switch": switch}


def _chosen(rule: rules.Rule) -> list[tuple[str, str]]:
    now = rules.setting_of(rule)
    return [(str(one.label), _in_words(one, now[one.name])) for one in rule.options if one.kind != "lists"]


def _in_words(option: rules.Option, value: Any) -> str:
    if option.kind == "choice":
        return next((str(title) for one, title in option.choices if str(one) == str(value)), str(value))
    if option.kind == "yes":
        return gettext("yes") if value else gettext("no")
    return ", ".join(value) or gettext("none") if option.kind == "lines" else str(value) or gettext("none")


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
@for_all_sections
def change(request: HttpRequest, by: Person, name: str) -> HttpResponse:
    """A rule's form; what can be tried is tried when it is first sent, and kept when it is sent once more unchanged."""
    rule = _rule(name)
    if request.method != "POST":
        return _form(request, rule, _typed(rule))
    given = request.POST.dict()
    try:
        options = rules.fit_options(rule, given)
    except Refusal as refusal:
        return _form(request, rule, given, refusal=refusal)
    tried = _mark(options)
    if rule.replay is not None and given.get("tried") != tried:
        return _form(request, rule, given, trial=rules.replay(rule.replay(options)), tried=tried)
    rules.change_rule(rule, by, on=True, options=options)
    return HttpResponseRedirect(f"{_HERE}#{rule.name}", status=303)


def _form(request: HttpRequest, rule: rules.Rule, given: Mapping[str, str], **more: Any) -> HttpResponse:
    refusal = more.get("refusal")
    options = [(one, given.get(one.name, "")) for one in rule.options if one.kind != "lists"]
    on = rules.setting_of(rule)["on"]
    context = {"rule": rule, "options": options, "on": on, "tries": rule.replay is not None, **more}
    context["field"] = refusal.field if refusal else ""
    return page(request, "rule", context, refusal.status if refusal else 200)


def _rule(name: str) -> rules.Rule:
    rule = rules.BY_NAME.get(name)
    if rule is None or (not [one for one in rule.options if one.kind != "lists"] and rule.fixed):
        raise Http404
    return rule


def _typed(rule: rules.Rule) -> dict[str, str]:
    """The options as a form gives them back."""
    found = {}
    for name, value in rules.setting_of(rule).items():
        found[name] = "\n".join(value) if isinstance(value, list) else "" if value is False else str(value)
    return found


def _mark(of: Any) -> str:
    """What was tried is what is kept."""
    return blake2b(json.dumps(of, sort_keys=True, default=str).encode(), digest_size=8).hexdigest()


@require_POST
@at_desk
@for_all_sections
def switch(request: HttpRequest, by: Person, name: str) -> HttpResponse:
    """Off at once; on again as it was, where that is not tried first."""
    rule = _rule(name)
    on = request.POST.get("on") == "yes"
    if not on or rule.replay is None:
        rules.change_rule(rule, by, on=on, options=rules.setting_of(rule))
    return HttpResponseRedirect(f"{_HERE}#{rule.name}", status=303)


@require_POST
@at_desk
@for_all_sections
def make_secret(request: HttpRequest, by: Person) -> HttpResponse:
    """The one page that shows it."""
    rule = rules.BY_NAME["outside"]
    return _form(request, rule, _typed(rule), secret=rules.new_secret(rule, by))


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
@for_all_sections
def change_list(request: HttpRequest, by: Person, number: int = 0) -> HttpResponse:
    """A word list, a new one without a number; tried first like every rule."""
    kept = get_object_or_404(WordList, pk=number) if number else None
    if request.method != "POST":
        return _list_form(request, kept, _typed_list(kept))
    given = request.POST.dict()
    try:
        one = rules.fit_list(given, kept)
    except Refusal as refusal:
        return _list_form(request, kept, given, refusal=refusal)
    tried = _mark([one.language, one.does, one.part, one.words])
    if given.get("tried") != tried:
        rule = rules.BY_NAME["words"]
        assert rule.replay is not None
        trial = rules.replay(rule.replay({"lists": (rules.ready(one),)}))
        return _list_form(request, kept, given, trial=trial, tried=tried)
    rules.keep_list(one, by)
    return HttpResponseRedirect(f"{_HERE}#words", status=303)


def _list_form(request: HttpRequest, kept: WordList | None, given: Mapping[str, str], **more: Any) -> HttpResponse:
    refusal = more.get("refusal")
    context = {
        "kept": kept,
        "on": kept is not None and kept.on,
        "given": given,
        "languages": LANGUAGES.items(),
        "does": [(one, _DOES[one]()) for one in rules.LIST_DOES],
        "field": refusal.field if refusal else "",
        **more,
    }
    return page(request, "word_list", context, refusal.status if refusal else 200)


_DOES: dict[str, Callable[[], str]] = {
    "held": lambda: gettext("Hold the comment"),
    "spam": lambda: gettext("Call it spam"),
    "removed": lambda: gettext("Refuse it, and name the words"),
}


def _typed_list(kept: WordList | None) -> dict[str, str]:
    if kept is None:
        return {"does": "held"}
    part = "1" if kept.part else ""
    return {"name": kept.name, "language": kept.language, "does": kept.does, "part": part, "words": kept.words}


@require_POST
@at_desk
@for_all_sections
def switch_list(request: HttpRequest, by: Person, number: int) -> HttpResponse:
    """Off, or forgotten."""
    kept = get_object_or_404(WordList, pk=number)
    if request.POST.get("drop"):
        rules.drop_list(kept, by)
    else:
        kept.on = request.POST.get("on") == "yes"
        rules.keep_list(kept, by)
    return HttpResponseRedirect(f"{_HERE}#words", status=303)


@require_safe
@at_desk
@for_all_sections
def changes(request: HttpRequest, by: Person) -> HttpResponse:
    """Who changed what, the newest first."""
    found = RuleChange.objects.select_related("by").order_by("-pk")[:_CHANGES]
    shown = [(one, _title(one.rule), _differences(one)) for one in found]
    return page(request, "rule_changes", {"changes": shown})


def _title(name: str) -> str:
    if name in rules.BY_NAME:
        return str(rules.BY_NAME[name].title)
    return f"{rules.BY_NAME['words'].title}: {name.removeprefix('words: ')}"


def _differences(one: RuleChange) -> list[tuple[str, str, str]]:
    """Name, before and after of whatever differs, in words."""
    rule = rules.BY_NAME.get(one.rule)
    labels = {option.name: str(option.label) for option in rule.options} if rule else _labels_of_list()
    labels["on"] = gettext("switched on")
    names = dict.fromkeys([*one.before, *one.after])
    told = [
        (labels.get(name, name), *(_value(rule, name, facts.get(name)) for facts in (one.before, one.after)))
        for name in names
    ]
    return [(label, before, after) for label, before, after in told if before != after]


def _labels_of_list() -> dict[str, str]:
    return {
        "name": gettext("Name of the list"),
        "words": gettext("Words"),
        "part": gettext("Also within longer words"),
        "does": gettext("What it does"),
        "language": gettext("For stories in"),
    }


def _value(rule: rules.Rule | None, name: str, value: Any) -> str:
    """Empty for what is not there."""
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if rule is None and name == "does" and value in _DOES:
        return _DOES[value]()
    if rule is None and name == "language":
        return str(LANGUAGES.get(value, value))
    option = next((one for one in rule.options if one.name == name), None) if rule else None
    if option is not None:
        return _in_words(option, value)[:300]
    return ", ".join(str(value).splitlines())[:300]
