from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from broadsheet.people.models import Person, Role
from broadsheet.people.networks import network
from broadsheet.people.readers import Reader, known, remember_guest
from broadsheet.people.roles import appoint

rf = RequestFactory()


def test_a_stranger_is_nobody() -> None:
    assert known(rf.get("/")) == Reader()


def test_a_guest_is_known_again_by_a_signed_cookie() -> None:
    guest = known(rf.get("/"), admit=True)
    response = HttpResponse()
    remember_guest(response, guest)
    request = rf.get("/")
    request.COOKIES["__Host-guest"] = response.cookies["__Host-guest"].value
    assert known(request).guest == guest.guest


def test_the_guests_cookie_is_closed_to_scripts_and_to_other_sites() -> None:
    response = HttpResponse()
    remember_guest(response, known(rf.get("/"), admit=True))
    cookie = response.cookies["__Host-guest"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["secure"]


def test_a_forged_cookie_is_a_stranger() -> None:
    request = rf.get("/")
    request.COOKIES["__Host-guest"] = "0" * 32 + ":forged"
    assert known(request).guest == ""


def test_without_a_session_cookie_nobody_is_looked_up(django_assert_num_queries: Any, db: None) -> None:
    request = rf.get("/")
    request.user = AnonymousUser()
    with django_assert_num_queries(0):
        assert known(request).person is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff", True),
        ("2001:db8::1", "2001:db8:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
    ],
)
def test_a_network_is_an_address_or_a_64(one: str, other: str, same: bool) -> None:
    first, second = (network(rf.get("/", REMOTE_ADDR=address)) for address in (one, other))
    assert (first == second) is same
    assert one not in first


def test_a_forwarded_address_is_believed_only_from_our_proxy(settings: Any) -> None:
    plain = network(rf.get("/", REMOTE_ADDR="127.0.0.1"))
    sent = rf.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 192.0.2.9")
    assert network(sent) == plain
    settings.PROXIES = 1
    assert network(sent) == network(rf.get("/", REMOTE_ADDR="192.0.2.9"))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1.2.3.4:5678", "1.2.3.4"),
        (" 1.2.3.4 ", "1.2.3.4"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ('"[2001:db8::1]:443"', "2001:db8::1"),
        ("2001:DB8:0:0::9", "2001:db8::1"),
        ("[::ffff:1.2.3.4]:80", "1.2.3.4"),
        ("fe80::1%eth0", "fe80::1"),
    ],
)
def test_a_forwarded_address_is_read_with_port_and_brackets(written: str, meant: str, settings: Any) -> None:
    settings.PROXIES = 1
    sent = rf.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=f"6.6.6.6, {written}")
    assert network(sent) == network(rf.get("/", REMOTE_ADDR=meant))


def test_what_is_no_address_is_one_network(settings: Any) -> None:
    """Else whoever makes a proxy write nonsense has a new network with every request."""
    settings.PROXIES = 1
    nonsense = ["unknown", "_hidden", "1.2.3.4.5", "1.2.3.4:5:6x", "[2001:db8::1", "x" * 500, "001.2.3.4"]
    networks = {network(rf.get("/", HTTP_X_FORWARDED_FOR=one)) for one in [*nonsense[:4], *nonsense[5:]]}
    assert len(networks) == 1


def test_a_role_brings_its_group(bo: Person) -> None:
    appoint(bo, Role.EDITOR)
    assert list(bo.groups.values_list("name", flat=True)) == ["Editors"]
    assert bo.moderates
    appoint(bo, Role.READER)
    assert not bo.groups.exists()
    assert not bo.moderates


def test_a_person_shows_a_name_and_never_an_address(db: None) -> None:
    name = Person.objects.create_user("someone@example.org").name
    assert "someone" not in name
    assert name.startswith("Reader ")
