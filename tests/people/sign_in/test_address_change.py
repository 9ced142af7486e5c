"""An address counts only when its owner has proven it, by whichever way an account comes to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from broadsheet.comments import claimable
from broadsheet.kit import Unfit
from broadsheet.people import Person, Role, appoint, request_address, send_account_emails
from broadsheet.people.models import AccountEmail
from broadsheet.people.sign_in.linked_accounts import person_from
from broadsheet.people.sign_in.sessions import person_of
from broadsheet.rights.held_data import whose, whose_of
from tests.people.conftest import ENTER, Asker
from tests.post_office import PostOffice, code_in, links_in, said

pytestmark = pytest.mark.django_db
EVE = "eve@reader.example"
ADDRESS = "/-/sign-in/address"
ACCOUNT = "/-/newsroom/account/"
Change = Callable[[Any], None]


@pytest.fixture
def of_eve(a_story: Any, a_comment: Any) -> Any:
    """What a guest wrote under her address."""
    return a_comment(a_story(), "Eve's own words.", name="Eve", email=EVE)


def _signed_in(person: Any) -> Client:
    client = Client(headers={"sec-fetch-site": "same-origin", "host": "paper.example"})
    client.force_login(person)
    return client


def account_form(person: Any, **fields: str) -> dict[str, str]:
    """What a browser posts from the newsroom's account page."""
    names = {"name_email-first_name": person.first_name, "name_email-last_name": "Holt"}
    return {**names, "address-email": person.email or "", "locale-current_time_zone": "UTC", "theme-theme": "system",
            "theme-density": "default", "theme-contrast": "system", "theme-keyboard_shortcuts": "on", **fields}  # fmt: skip


def person_form(person: Any, **fields: str) -> dict[str, str]:
    """What a browser posts from the newsroom's form for a person."""
    return {"first_name": person.first_name, "last_name": "", "email": person.email or "", "role": person.role,
            "is_active": "on", "password_to_set": "", **fields}  # fmt: skip


def by_account_page(person: Any) -> None:
    answer = _signed_in(person).post(ACCOUNT, account_form(person, **{"address-email": EVE}))
    assert answer.status_code == 302, answer.content.decode()


def by_people_form(person: Any) -> None:
    """The owner's own account, or another's."""
    owner = Person.objects.filter(role=Role.OWNER).first() or Person.objects.create_user("owner@paper.example")
    appoint(owner, Role.OWNER)
    answer = _signed_in(owner).post(f"/-/newsroom/persons/edit/{person.pk}/", person_form(person, email=EVE))
    assert answer.status_code == 302, answer.content.decode()


@pytest.mark.parametrize("change", [by_account_page, by_people_form])
@pytest.mark.parametrize("role", [Role.WRITER, Role.MODERATOR, Role.EDITOR, Role.OWNER])
def test_an_address_typed_in_the_newsroom_takes_nothing(
    change: Change, role: Role, of_eve: Any, dee: Any, post_office: PostOffice
) -> None:
    appoint(dee, role)
    change(dee)
    dee.refresh_from_db()
    assert dee.email == "dee@paper.example" and dee.proven, "the old one stays"
    assert not claimable(dee).exists()
    assert whose_of(dee).email == "dee@paper.example"
    assert whose(EVE).person is None, "nor does Eve get hold of the account"


@pytest.mark.parametrize("change", [by_account_page, by_people_form])
def test_it_is_changed_by_the_link_sent_there_and_the_old_one_is_told(
    change: Change, of_eve: Any, dee: Any, post_office: PostOffice
) -> None:
    change(dee)
    send_account_emails()
    (asking,) = post_office.to(EVE)
    assert "Dee" in said(asking)
    (link,) = links_in(asking, ADDRESS)
    client = _signed_in(dee)
    assert EVE in client.get(link).content.decode()
    dee.refresh_from_db()
    assert dee.email == "dee@paper.example", "opening a link changes nothing"
    token = parse_qs(urlsplit(link).query)["t"][0]
    assert client.post(ADDRESS, {"t": token}).status_code == 303
    dee.refresh_from_db()
    assert (dee.email, dee.proven) == (EVE, True)
    send_account_emails()
    (told,) = post_office.to("dee@paper.example")
    assert "another e-mail address" in said(told) and EVE not in said(told)
    assert client.post(ADDRESS, {"t": token}).status_code == 410, "once"
    assert not AccountEmail.objects.exists()


def test_the_link_is_for_whoever_is_signed_in_to_the_account(dee: Any, bo: Any, post_office: PostOffice) -> None:
    """Whoever opens somebody else's e-mail by mistake gives nothing away."""
    by_account_page(dee)
    send_account_emails()
    (link,) = links_in(post_office.newest(), ADDRESS)
    token = parse_qs(urlsplit(link).query)["t"][0]
    stranger = Client(headers={"host": "paper.example"})
    assert stranger.get(link)["Location"].startswith("/-/sign-in/?next=%2F-%2Fsign-in%2Faddress")
    assert stranger.post(ADDRESS, {"t": token}).status_code == 303
    assert _signed_in(bo).post(ADDRESS, {"t": token}).status_code == 410
    dee.refresh_from_db()
    assert dee.email == "dee@paper.example"


def test_the_link_expires_and_dies_with_the_next_change(dee: Any, post_office: PostOffice) -> None:
    by_account_page(dee)
    send_account_emails()
    (link,) = links_in(post_office.newest(), ADDRESS)
    token = parse_qs(urlsplit(link).query)["t"][0]
    with freeze_time(timezone.now() + timedelta(days=8)):
        assert _signed_in(dee).post(ADDRESS, {"t": token}).status_code == 410
    Person.objects.filter(pk=dee.pk).update(email="third@paper.example")
    assert _signed_in(dee).post(ADDRESS, {"t": token}).status_code == 410
    dee.refresh_from_db()
    assert dee.email == "third@paper.example"


def test_what_is_no_address_is_said_at_its_field_and_nothing_is_sent(dee: Any, post_office: PostOffice) -> None:
    answer = _signed_in(dee).post(ACCOUNT, account_form(dee, **{"address-email": "eve at home"}))
    assert "This is no e-mail address." in answer.content.decode()
    assert not AccountEmail.objects.exists()


def test_the_account_page_changes_everything_else_as_before(dee: Any) -> None:
    assert _signed_in(dee).post(ACCOUNT, account_form(dee, **{"name_email-last_name": "Meyer"})).status_code == 302
    dee.refresh_from_db()
    assert (dee.last_name, dee.email, dee.proven) == ("Meyer", "dee@paper.example", True)
    assert not AccountEmail.objects.exists()


def test_asking_for_addresses_is_paced(dee: Any) -> None:
    for _ in range(4):
        request_address(dee, EVE, "a network")
    answer = _signed_in(dee)
    pages = [answer.post(ACCOUNT, account_form(dee, **{"address-email": EVE})) for _ in range(5)]
    assert "Several codes were asked for just now." in pages[-1].content.decode()


def test_an_account_made_by_the_newsroom_owns_no_address_until_it_is_proven(
    of_eve: Any, client: Client, ask: Asker, post_office: PostOffice
) -> None:
    owner = Person.objects.create_user("owner@paper.example")
    appoint(owner, Role.OWNER)
    form = person_form(Person(first_name="Eve", role=Role.READER), email=EVE, password_to_set="known to the owner")
    assert _signed_in(owner).post("/-/newsroom/persons/new/", form).status_code == 302
    person = Person.objects.get(email=EVE)
    assert not person.proven and not claimable(person).exists() and whose(EVE).person is None
    send_account_emails()
    assert links_in(post_office.newest(), ADDRESS), "it is asked"
    ask_form = ask(EVE)
    client.post(ENTER, ask_form | {"code": code_in(post_office.newest(2))})
    person.refresh_from_db()
    assert person.proven and claimable(person).exists()
    assert not person.has_usable_password(), "nobody else comes in with what they chose before"


def test_an_import_makes_no_account_and_proves_no_address(tmp_path: Any, dee: Any, a_story: Any) -> None:
    from broadsheet.comments import Contribution, take_in_comments
    from broadsheet.mailroom.models import Address

    Person.objects.filter(pk=dee.pk).update(email=EVE, proven=False)
    written = Contribution(
        key="1", name="Eve", text="x", html="<p>x</p>", email="EVE@Reader.example", created=timezone.now()
    )
    take_in_comments(a_story(), [written])
    dee.refresh_from_db()
    assert Person.objects.count() == 1 and not Address.objects.exists()
    assert not claimable(dee).exists()
    Person.objects.filter(pk=dee.pk).update(proven=True)
    dee.refresh_from_db()
    assert claimable(dee).count() == 1, "however it was written"


def test_another_site_vouches_for_no_address(of_eve: Any) -> None:
    person = person_from("https://accounts.example eve")
    assert person.email is None and not person.proven and not claimable(person).exists()


def test_an_address_is_one_accounts(dee: Any, bo: Any, post_office: PostOffice) -> None:
    by_account_page(dee)
    send_account_emails()
    (link,) = links_in(post_office.newest(), ADDRESS)
    eve = person_of(EVE)
    answer = _signed_in(dee).post(ADDRESS, {"t": parse_qs(urlsplit(link).query)["t"][0]})
    assert answer.status_code == 422 and "another account" in answer.content.decode()
    dee.refresh_from_db()
    assert dee.email == "dee@paper.example" and eve.proven


def test_a_moderator_whose_address_is_not_proven_is_asked_first(
    post_office: PostOffice, dee: Any, a_story: Any, a_comment: Any
) -> None:
    from broadsheet import mailroom
    from broadsheet.stories import site_settings

    Person.objects.filter(pk=dee.pk).update(proven=False)
    ours = site_settings()
    ours.tell_staff_of = 1
    ours.save()
    a_comment(a_story(), "One that waits.", state="held")
    while mailroom.run_once(seconds=60, at_once=True):
        pass
    (letter,) = post_office.to("dee@paper.example")
    assert links_in(letter, "/email/confirm/") and "One that waits." not in said(letter)


@pytest.mark.parametrize(
    "given", ["bo@müller.example", "BO@MÜLLER.example", " Bo@xn--mller-kva.example ", "bo@XN--MLLER-KVA.EXAMPLE"]
)
def test_one_mailbox_is_one_person(given: str) -> None:
    first = person_of("bo@xn--mller-kva.example")
    assert Person.objects.create_user(None).pk and request_address(first, given) is False
    with pytest.raises(Unfit):
        request_address(first, "@".join(["bo", ""]))
