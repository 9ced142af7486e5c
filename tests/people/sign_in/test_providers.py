"""Coming in by another site: a certified OpenID Connect provider, and three services that answer as they document."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core import checks
from django.core.cache import cache
from django.test import Client

from broadsheet.people.models import Person
from broadsheet.people.sign_in import failing_ways, look_at_ways, open_ways
from broadsheet.people.sign_in.linked_accounts import person_from
from broadsheet.people.sign_in.oauth import identity
from tests.conftest import ROOT
from tests.people.sign_in.service import CLIENT, SECRET, Services
from tests.site import free_port, http
from tests.waiting import PATIENCE

pytestmark = pytest.mark.django_db
NODE = shutil.which("node")


@pytest.fixture(autouse=True)
def forgetful() -> None:
    cache.clear()


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """npm's oidc-provider, running: its address."""
    if NODE is None or not (ROOT / "node_modules" / "oidc-provider").is_dir():
        pytest.skip("no node, or no oidc-provider: npm ci")
    if (
        int(subprocess.run([NODE, "--version"], capture_output=True, text=True, check=True).stdout[1:].split(".")[0])
        < 20
    ):
        pytest.skip("oidc-provider needs node 20")
    port = free_port()
    back = "https://paper.example/-/sign-in/with/oidc-testissuer/back"
    call = [NODE, str(ROOT / "tests" / "people" / "sign_in" / "issuer.mjs"), str(port), back]
    process = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT)
    assert process.stdout
    while "ready" not in (line := process.stdout.readline()):
        assert line, "the issuer ended"
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(PATIENCE)


@pytest.fixture
def with_issuer(issuer: str, settings: Any) -> str:
    address = f"{issuer}/.well-known/openid-configuration"
    settings.SIGN_IN_WAYS = {"oidc": f"Test_Issuer {address} {CLIENT} {SECRET}"}
    return issuer


@pytest.fixture
def services(settings: Any) -> Iterator[Services]:
    made = Services()
    line = f"{CLIENT} {SECRET} {made.address}"
    settings.SIGN_IN_WAYS = {"facebook": line, "x": line, "wordpress": line}
    yield made
    made.close()


def _go(client: Client, way: str, **fields: str) -> str:
    """Press the button: the address at the provider to which the page leads."""
    page = client.post(f"/-/sign-in/with/{way}", fields).content.decode()
    found = re.search(r'content="0;url=([^"]+)"', page)
    assert found, page
    return html.unescape(found[1])


def _at_the_issuer(address: str, who: str = "ada") -> str:
    """Sign in and agree there, as a reader would; the address to which the issuer sends them back, as path and query."""
    with http() as browser:
        answer = browser.get(address)
        while answer.status_code in {200, 302, 303}:
            if answer.status_code != 200:
                to = urljoin(str(answer.url), answer.headers["location"])
                if to.startswith("https://paper.example/"):
                    return to.removeprefix("https://paper.example")
                answer = browser.get(to)
                continue
            prompt = re.search(r'name="prompt" value="(\w+)"', answer.text)
            action = re.search(r'<form[^>]* action="([^"]+)"', answer.text)
            assert prompt and action, answer.text
            answer = browser.post(
                urljoin(str(answer.url), action[1]), data={"prompt": prompt[1], "login": who, "password": "x"}
            )
    raise AssertionError(answer.text)


def test_an_issuer_lets_in_whoever_it_vouches_for(client: Client, with_issuer: str) -> None:
    away = _go(client, "oidc-testissuer", next="/-/read/7?write=1#write")
    answer = client.get(_at_the_issuer(away))
    assert (answer.status_code, answer["Location"]) == (303, "/-/read/7?write=1#write")
    account = SocialAccount.objects.get()
    assert account.uid == f"{with_issuer} ada"
    assert client.session["_auth_user_id"] == str(account.user_id)


def test_the_same_subject_is_the_same_person(client: Client, with_issuer: str) -> None:
    for _ in range(2):
        Client().get("/")
        one = Client()
        one.get(_at_the_issuer(_go(one, "oidc-testissuer")))
    assert Person.objects.count() == 1


def test_what_an_issuer_says_of_names_and_addresses_is_not_believed(client: Client, with_issuer: str, ada: Any) -> None:
    """It claims to vouch for Ada's address and calls its reader Ada: a new person comes in, without either."""
    client.get(_at_the_issuer(_go(client, "oidc-testissuer"), "mallory"))
    came = Person.objects.get(pk=client.session["_auth_user_id"])
    assert came != ada
    assert (came.email, came.chosen, came.role) == (None, "", "reader")
    account = SocialAccount.objects.get()
    assert account.extra_data == {}
    assert not SocialToken.objects.exists()


def test_the_question_to_an_issuer_is_guarded_on_every_side(client: Client, with_issuer: str) -> None:
    asked = {name: values[0] for name, values in parse_qs(urlsplit(_go(client, "oidc-testissuer")).query).items()}
    assert asked["redirect_uri"] == "https://paper.example/-/sign-in/with/oidc-testissuer/back"
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["nonce"]) > 20
    assert len(asked["state"]) > 10
    assert asked["scope"] == "openid"


def test_an_answer_without_our_question_is_refused(client: Client, with_issuer: str) -> None:
    back = _at_the_issuer(_go(Client(), "oidc-testissuer"))
    answer = client.get(back)
    assert answer.status_code == 422
    assert "_auth_user_id" not in client.session
    assert not Person.objects.exists()


def test_an_answer_counts_once(client: Client, with_issuer: str) -> None:
    back = _at_the_issuer(_go(client, "oidc-testissuer"))
    assert client.get(back).status_code == 303
    assert client.get(back).status_code == 422


def test_an_answer_for_another_nonce_is_refused(client: Client, with_issuer: str) -> None:
    away = _go(client, "oidc-testissuer")
    session = client.session
    states = session["socialaccount_states"]
    next(iter(states.values()))[0]["nonce"] = "of another browser"
    session["socialaccount_states"] = states
    session.save()
    assert client.get(_at_the_issuer(away)).status_code == 422
    assert not Person.objects.exists()


def test_a_reader_who_thinks_better_of_it_is_told_so(client: Client, with_issuer: str) -> None:
    state = parse_qs(urlsplit(_go(client, "oidc-testissuer")).query)["state"][0]
    answer = client.get(f"/-/sign-in/with/oidc-testissuer/back?error=access_denied&state={state}")
    assert "You have not signed in" in answer.content.decode()


def test_a_person_links_a_second_way_alone(client: Client, with_issuer: str, bo: Any) -> None:
    client.force_login(bo)
    answer = client.get(_at_the_issuer(_go(client, "oidc-testissuer", joins="1", next="/-/you/")))
    assert (answer.status_code, answer["Location"]) == (303, "/-/you/")
    assert SocialAccount.objects.get().user_id == bo.pk
    other = Client()
    other.get(_at_the_issuer(_go(other, "oidc-testissuer")))
    assert other.session["_auth_user_id"] == str(bo.pk)


def test_a_way_in_of_somebody_else_is_not_taken_over(client: Client, with_issuer: str, bo: Any) -> None:
    owner = person_from(f"{with_issuer} ada")
    client.force_login(bo)
    answer = client.get(_at_the_issuer(_go(client, "oidc-testissuer", joins="1")))
    assert answer.status_code == 422
    assert SocialAccount.objects.get().user_id == owner.pk


def test_without_being_asked_nothing_is_linked(client: Client, with_issuer: str, bo: Any) -> None:
    client.force_login(bo)
    client.get(_at_the_issuer(_go(client, "oidc-testissuer")))
    assert SocialAccount.objects.get().user_id != bo.pk


@pytest.mark.parametrize(
    ("way", "uid"),
    [
        ("facebook", "https://www.facebook.com 10158"),
        ("x", "https://x.com 2244994945"),
        ("wordpress", "https://public-api.wordpress.com 78972699"),
    ],
)
def test_a_service_lets_in_whoever_it_vouches_for(client: Client, services: Services, way: str, uid: str) -> None:
    away = _go(client, way, next="/")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(away).query).items()}
    back = services.authorize(asked)
    assert asked["redirect_uri"] == f"https://paper.example/-/sign-in/with/{way}/back"
    answer = client.get(back.removeprefix("https://paper.example"))
    assert (answer.status_code, answer["Location"]) == (303, "/")
    account = SocialAccount.objects.get()
    assert (account.uid, account.extra_data) == (uid, {})
    assert Person.objects.get().email is None


@pytest.mark.parametrize("fault", ["down", "no json"])
@pytest.mark.parametrize("way", ["facebook", "x", "wordpress"])
def test_a_service_in_trouble_lets_nobody_in(client: Client, services: Services, way: str, fault: str) -> None:
    asked = {name: values[0] for name, values in parse_qs(urlsplit(_go(client, way)).query).items()}
    back = services.authorize(asked)
    services.fault = fault
    answer = client.get(back.removeprefix("https://paper.example"))
    assert answer.status_code == 422
    assert "did not confirm who you are" in answer.content.decode()
    assert not Person.objects.exists()


def test_an_answer_to_one_service_is_none_to_another(client: Client, services: Services) -> None:
    asked = {name: values[0] for name, values in parse_qs(urlsplit(_go(client, "facebook")).query).items()}
    back = services.authorize(asked).removeprefix("https://paper.example")
    assert client.get(back.replace("/facebook/", "/wordpress/")).status_code == 422


def test_only_configured_ways_are_shown(client: Client, services: Services, settings: Any) -> None:
    assert [way.title for way in open_ways()] == ["Facebook", "X", "WordPress.com"]
    settings.SIGN_IN_WAYS = {"facebook": "", "x": f"{CLIENT} {SECRET}"}
    page = client.get("/-/sign-in/").content.decode()
    assert "Continue with X" in page
    assert "Facebook" not in page
    assert client.post("/-/sign-in/with/facebook").status_code == 404


def test_a_way_that_does_not_answer_hides_itself_and_says_so(
    client: Client, services: Services, settings: Any, ada: Any
) -> None:
    services.fault = "down"
    settings.SIGN_IN_WAYS |= {"oidc": "Silent http://127.0.0.1:1 client secret"}
    look_at_ways()
    assert open_ways() == []
    assert "does not answer" in next(one.said for way, one in failing_ways() if way.title == "Silent")
    client.force_login(ada)
    assert "WordPress.com" in client.get("/-/newsroom/").content.decode()
    services.fault = ""
    look_at_ways()
    assert [way.title for way in open_ways()] == ["Facebook", "X", "WordPress.com"]


def test_a_discovery_document_of_another_issuer_is_not_well(with_issuer: str, settings: Any) -> None:
    look_at_ways()
    assert len(open_ways()) == 1
    other = with_issuer.replace("127.0.0.1", "localhost")
    settings.SIGN_IN_WAYS = {"oidc": f"Other {other} {CLIENT} {SECRET}"}
    look_at_ways()
    assert open_ways() == []


@pytest.mark.parametrize("wrong", [{"x": "client"}, {"oidc": "Title id.example client secret"}, {"oidc": "Title"}])
def test_a_setting_that_cannot_be_read_is_said_and_shows_nothing(settings: Any, wrong: dict[str, str]) -> None:
    settings.SIGN_IN_WAYS = {"google": f"{CLIENT} {SECRET}", **wrong}
    assert [message.id for message in checks.run_checks()] == ["broadsheet.E001"]
    assert [way.name for way in open_ways()] == ["google"]


@pytest.mark.parametrize(
    ("address", "said"),
    [("https://192.0.2.1", ["broadsheet.W001"]), ("https://paper.example", []), ("http://127.0.0.1:8000", [])],
)
def test_an_ip_address_makes_no_passkeys_and_the_operator_hears_of_it(
    settings: Any, address: str, said: list[str]
) -> None:
    settings.ADDRESS = address
    assert [message.id for message in checks.run_checks()] == said


def test_a_session_begun_to_ask_another_site_lasts_an_hour_until_its_reader_comes_in(
    client: Client, services: Services
) -> None:
    asked = {name: values[0] for name, values in parse_qs(urlsplit(_go(client, "x")).query).items()}
    assert client.session.get_expiry_age() == 3600
    client.get(services.authorize(asked).removeprefix("https://paper.example"))
    assert client.session.get_expiry_age() > 50 * 24 * 3600


def test_a_long_subject_keeps_its_issuer() -> None:
    assert identity("https://id.example", "a" * 250).startswith("https://id.example sha256:")
    assert identity("https://id.example", "a") == "https://id.example a"


def test_the_only_way_in_stays(client: Client) -> None:
    person = person_from("https://id.example ada")
    client.force_login(person)
    account = SocialAccount.objects.get()
    answer = client.post("/-/you/unlink", {"kind": "account", "number": account.pk})
    assert answer.status_code == 422
    assert SocialAccount.objects.exists()
