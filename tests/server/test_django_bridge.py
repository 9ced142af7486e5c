"""What Django is told of a request: five things that the usual WSGI adapters do otherwise (`docs/decisions/0020`)."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from broadsheet.server.django_bridge import _environ

Headers = list[tuple[bytes, bytes]]


def environ(headers: Headers | None = None, *, query: bytes = b"", body: bytes = b"", **scope: Any) -> dict[str, Any]:
    scope = {"method": "POST", "path": "/-/me", "query_string": query, "headers": headers or [], **scope}
    return _environ(scope, BytesIO(body))


def test_cookies_in_several_lines_are_all_kept() -> None:
    assert environ([(b"cookie", b"a=1"), (b"cookie", b"b=2")])["HTTP_COOKIE"] == "a=1; b=2"


def test_other_headers_in_several_lines_are_one_list() -> None:
    assert environ([(b"accept", b"text/html"), (b"accept", b"*/*")])["HTTP_ACCEPT"] == "text/html,*/*"


def test_a_header_with_an_underscore_stands_for_nothing() -> None:
    told = environ([(b"x_forwarded_for", b"10.0.0.1"), (b"x-forwarded-for", b"192.0.2.7")])
    assert told["HTTP_X_FORWARDED_FOR"] == "192.0.2.7"
    assert "HTTP_X_FORWARDED_FOR" not in environ([(b"x_forwarded_for", b"10.0.0.1")])


def test_the_length_is_that_of_the_body_and_not_what_was_said() -> None:
    assert environ([(b"content-length", b"5000")], body=b"text=hello")["CONTENT_LENGTH"] == "10"


@pytest.mark.parametrize("query", [b"q=\xd0\xbc\xd0\xbe\xd1\x81\xd1\x82", b"q=\xff"])
def test_a_query_that_is_not_ascii_is_passed_on_as_it_came(query: bytes) -> None:
    assert environ(query=query)["QUERY_STRING"].encode("latin-1") == query


def test_a_path_is_passed_on_as_its_bytes() -> None:
    assert environ(path="/мост/")["PATH_INFO"].encode("latin-1").decode() == "/мост/"


def test_a_content_type_without_end_is_none() -> None:
    assert "CONTENT_TYPE" not in environ([(b"content-type", b";" * 15_000)])
    assert environ([(b"content-type", b"text/plain")])["CONTENT_TYPE"] == "text/plain"
