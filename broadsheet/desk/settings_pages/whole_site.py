"""What the pages of rules and word lists share: who may set them, and how what was tried is known again."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from broadsheet.desk.base_page import refuse_some_sections
from broadsheet.people import Person

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Person, P], HttpResponse]


def for_all_sections(view: View[P]) -> View[P]:
    """Rules are for the whole site, so they are for those who work in all of it."""

    @wraps(view)
    def answer(request: HttpRequest, by: Person, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        refuse_some_sections(by, gettext("Rules work for every section: only who works in all of them sets them."))
        return view(request, by, *args, **kwargs)

    return answer


def digest_of_options(options: Any) -> str:
    """16 hex digits that change with any option: only what was tried is kept."""
    return blake2b(json.dumps(options, sort_keys=True, default=str).encode(), digest_size=8).hexdigest()
