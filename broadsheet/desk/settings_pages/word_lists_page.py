"""Word lists: a new one, a changed one; tried first like every rule."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from broadsheet import screening
from broadsheet.desk.base_page import at_desk, page
from broadsheet.desk.settings_pages.forms import SwitchForm, WordListForm
from broadsheet.desk.settings_pages.rule_words import WHAT_A_LIST_DOES
from broadsheet.desk.settings_pages.whole_site import digest_of_options, for_all_sections
from broadsheet.kit import Refusal
from broadsheet.people import Person
from broadsheet.screening import WordList, rules
from broadsheet.stories import LANGUAGES

_RULES = "/-/desk/rules#words"


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
@for_all_sections
def change_list(request: HttpRequest, by: Person, list_id: int = 0) -> HttpResponse:
    """A word list, a new one without an id."""
    kept = _found(list_id) if list_id else None
    if request.method != "POST":
        return _shown(request, kept, WordListForm(kept))
    form = WordListForm(kept, request.POST)
    try:
        one = form.word_list()
    except Refusal as refusal:
        return _shown(request, kept, form.refused(refusal))
    tried = digest_of_options([one.language, one.does, one.part, one.words])
    if form.cleaned_data["tried"] != tried:
        rule = rules.BY_NAME["words"]
        assert rule.replay is not None
        trial = rules.replay(rule.replay({"lists": (rules.ready(one),)}))
        return _shown(request, kept, form, trial=trial, tried=tried)
    rules.keep_list(one, by)
    return HttpResponseRedirect(_RULES, status=303)


def _found(list_id: int) -> WordList:
    found = screening.find_word_list(list_id)
    if found is None:
        raise Http404
    return found


def _shown(request: HttpRequest, kept: WordList | None, form: WordListForm, **more: Any) -> HttpResponse:
    context = {
        "kept": kept,
        "on": kept is not None and kept.on,
        "form": form,
        "languages": LANGUAGES.items(),
        "does": [(one, WHAT_A_LIST_DOES[one]()) for one in rules.LIST_DOES],
        **more,
    }
    return page(request, "word_list", context, form.status)


@require_POST
@at_desk
@for_all_sections
def switch_list(request: HttpRequest, by: Person, list_id: int) -> HttpResponse:
    """Off, on again, or deleted."""
    kept = _found(list_id)
    given = SwitchForm(request.POST).given()
    if given.get("drop"):
        rules.drop_list(kept, by)
    else:
        kept.on = given.get("on") == "yes"
        rules.keep_list(kept, by)
    return HttpResponseRedirect(_RULES, status=303)
