from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from broadsheet.server.cross_site import refuse_cross_site

rf = RequestFactory()


def allowed(method: str = "post", **headers: str) -> bool:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("done")

    sent = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    return refuse_cross_site(view)(getattr(rf, method)("/-/x", **sent)).status_code == 200


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_the_browsers_word_is_taken(site: str) -> None:
    assert allowed(sec_fetch_site=site)


@pytest.mark.parametrize("site", ["cross-site", "same-site", "nonsense"])
def test_a_post_from_another_site_is_refused(site: str) -> None:
    assert not allowed(sec_fetch_site=site)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://paper.example.evil.example"])
def test_an_older_browsers_origin_counts(origin: str) -> None:
    assert not allowed(origin=origin)
    assert allowed(origin="https://paper.example")


def test_reading_is_always_allowed() -> None:
    assert allowed("get", sec_fetch_site="cross-site")


def test_a_client_that_is_no_browser_is_allowed() -> None:
    assert allowed()


def test_a_script_is_answered_in_its_own_terms() -> None:
    request = rf.post("/-/x", HTTP_SEC_FETCH_SITE="cross-site", HTTP_ACCEPT="application/json")
    answer = refuse_cross_site(lambda _: HttpResponse())(request)
    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/json"
