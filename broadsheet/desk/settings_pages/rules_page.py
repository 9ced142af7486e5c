"""Rules: how each is set, tried on the comments of the last month, and only then switched on."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from broadsheet import screening
from broadsheet.desk.base_page import at_desk, page
from broadsheet.desk.settings_pages.forms import RuleForm, SwitchForm
from broadsheet.desk.settings_pages.rule_words import differences_of, option_in_words, title_of
from broadsheet.desk.settings_pages.whole_site import digest_of_options, for_all_sections
from broadsheet.kit import Refusal
from broadsheet.people import Person
from broadsheet.screening import rules

_HERE = "/-/desk/rules"
_CHANGES = 100  # shown


@require_safe
@at_desk
@for_all_sections
def listing(request: HttpRequest, by: Person) -> HttpResponse:
    """All of them, in order."""
    lists = [(one, len(one.words.splitlines())) for one in screening.word_lists()]
    return page(request, "rules", {"rules": [_row(rule) for rule in rules.RULES], "lists": lists})


def _row(rule: rules.Rule) -> dict[str, Any]:
    """A rule in the list; `switch` is what its button does, if it has one: what can be tried is tried before it is on."""
    now, switch = rules.setting_of(rule), ""
    on = now["on"]
    chosen = [(str(one.label), option_in_words(one, now[one.name])) for one in rules.chosen_options(rule)]
    if not rule.fixed:
        switch = "off" if on else "on" if rule.replay is None and not chosen else ""
    state = gettext("always on") if rule.fixed else gettext("on") if on else gettext("off")
    return {"rule": rule, "on": on, "state": state, "chosen": chosen, "switch": switch}


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
@for_all_sections
def change(request: HttpRequest, by: Person, name: str) -> HttpResponse:
    """A rule's form; what can be tried is tried when it is first sent, and kept when it is sent once more unchanged."""
    rule = _rule(name)
    if request.method != "POST":
        return _shown(request, rule, RuleForm(rule))
    form = RuleForm(rule, request.POST)
    try:
        options = form.options()
    except Refusal as refusal:
        return _shown(request, rule, form.refused(refusal))
    tried = digest_of_options(options)
    if rule.replay is not None and form.cleaned_data["tried"] != tried:
        return _shown(request, rule, form, trial=rules.replay(rule.replay(options)), tried=tried)
    rules.change_rule(rule, by, on=True, options=options)
    return _back(rule)


def _shown(request: HttpRequest, rule: rules.Rule, form: RuleForm, **more: Any) -> HttpResponse:
    context = {
        "rule": rule,
        "options": [(one, form[one.name]) for one in rules.chosen_options(rule)],
        "on": rules.setting_of(rule)["on"],
        "tries": rule.replay is not None,
        **more,
    }
    return page(request, "rule", context, form.status)


def _rule(name: str) -> rules.Rule:
    rule = rules.BY_NAME.get(name)
    if rule is None or (not rules.chosen_options(rule) and rule.fixed):
        raise Http404
    return rule


def _back(rule: rules.Rule) -> HttpResponse:
    return HttpResponseRedirect(f"{_HERE}#{rule.name}", status=303)


@require_POST
@at_desk
@for_all_sections
def switch(request: HttpRequest, by: Person, name: str) -> HttpResponse:
    """Off at once; on again as it was, where that is not tried first."""
    rule = _rule(name)
    on = SwitchForm(request.POST).given().get("on") == "yes"
    if not on or rule.replay is None:
        rules.change_rule(rule, by, on=on, options=rules.setting_of(rule))
    return _back(rule)


@require_POST
@at_desk
@for_all_sections
def make_secret(request: HttpRequest, by: Person) -> HttpResponse:
    """The one page that shows it."""
    rule = rules.BY_NAME["outside"]
    return _shown(request, rule, RuleForm(rule), secret=rules.new_secret(rule, by))


@require_safe
@at_desk
@for_all_sections
def changes(request: HttpRequest, by: Person) -> HttpResponse:
    """Who changed what, the newest first."""
    found = screening.latest_rule_changes(_CHANGES)
    shown = [(one, title_of(one), differences_of(one)) for one in found]
    return page(request, "rule_changes", {"changes": shown})
