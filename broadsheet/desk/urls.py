"""Where moderators work, all under `/-/desk/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from broadsheet.desk import measuring, ruling

urlpatterns: list[URLPattern] = [
    path("people", measuring.listing),
    path("people/measure", measuring.measure_anything),
    path("people/of/<int:comment_id>", measuring.of_comment),
    path("people/measures/<int:number>/lift", measuring.lift_measure),
    path("people/<str:key>", measuring.writer),
    path("rules", ruling.listing),
    path("rules/changes", ruling.changes),
    path("rules/outside/secret", ruling.make_secret),
    path("rules/words/new", ruling.change_list),
    path("rules/words/<int:number>", ruling.change_list),
    path("rules/words/<int:number>/switch", ruling.switch_list),
    path("rules/<str:name>", ruling.change),
    path("rules/<str:name>/switch", ruling.switch),
]
