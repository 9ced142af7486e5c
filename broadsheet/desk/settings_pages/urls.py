"""The desk's settings, all under `/-/desk/`."""

from __future__ import annotations

from django.urls import URLPattern, path

import broadsheet.kit.forms  # noqa: F401 - registers `<id:…>`
from broadsheet.desk.settings_pages import filter_page, reasons_page, rota_page, rules_page, word_lists_page

urlpatterns: list[URLPattern] = [
    path("filter", filter_page.overview),
    path("filter/budget", filter_page.choose_budget),
    path("filter/akismet", filter_page.choose_akismet),
    path("filter/doubts/<id:doubt_id>", filter_page.settle_doubt),
    path("filter/keys", filter_page.make_key),
    path("filter/keys/<id:key_id>/revoke", filter_page.revoke_key),
    path("reasons", reasons_page.listing),
    path("reasons/add", reasons_page.add),
    path("reasons/<id:reason_id>/word", reasons_page.word),
    path("reasons/<id:reason_id>/up", reasons_page.move_up),
    path("reasons/<id:reason_id>/down", reasons_page.move_down),
    path("reasons/<id:reason_id>/retire", reasons_page.retire),
    path("reasons/<id:reason_id>/restore", reasons_page.restore),
    path("rota", rota_page.listing),
    path("rota/add", rota_page.add),
    path("rota/<id:shift_id>/end", rota_page.end),
    path("rota/days", rota_page.add_day_off),
    path("rota/days/<id:day_off_id>/end", rota_page.end_day_off),
    path("rules", rules_page.listing),
    path("rules/changes", rules_page.changes),
    path("rules/outside/secret", rules_page.make_secret),
    path("rules/words/new", word_lists_page.change_list),
    path("rules/words/<id:list_id>", word_lists_page.change_list),
    path("rules/words/<id:list_id>/switch", word_lists_page.switch_list),
    path("rules/<str:name>", rules_page.change),
    path("rules/<str:name>/switch", rules_page.switch),
]
