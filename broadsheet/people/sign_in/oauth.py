"""Other sites that vouch for a reader: OAuth 2 and OpenID Connect by django-allauth, from our own configuration.

Nothing that another site tells is kept but who it says this is: an issuer and a subject there. No name, no e-mail
address, no token.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from hashlib import sha256
from hmac import compare_digest
from hmac import new as hmac
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.provider import OAuth2Provider
from allauth.socialaccount.providers.oauth2.views import OAuth2Adapter, OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from broadsheet.people.sign_in.providers import Way, every_way

ISSUED = "issuer"  # the one name under which identities are kept: who vouches is part of the identity itself
_LONGEST = 191  # letters of an identity that the table takes

Arrival = Callable[[HttpRequest, str, dict[str, Any]], HttpResponse]


def identity(issuer: str, subject: str) -> str:
    """(issuer, subject) as one word; neither part can run into the other, since an address holds no space."""
    whole = f"{issuer} {subject}"
    return whole if len(whole) <= _LONGEST else f"{issuer} sha256:{sha256(subject.encode()).hexdigest()}"


def send_away(request: HttpRequest, way: Way, to: str, *, joins: int = 0) -> str:
    """The address at the provider to which the reader goes. Raises OAuth2Error or requests.RequestException."""
    provider = _provider(request, way)
    answer = provider.redirect(request, "connect" if joins else "login", next_url=to, data={"joins": joins})
    if answer.status_code != 302:
        raise OAuth2Error("The provider cannot be addressed.")
    return str(answer.url)


def welcome_back(
    request: HttpRequest, way: Way, arrive: Arrival, sorry: Callable[[bool], HttpResponse]
) -> HttpResponse:
    """Check what the reader brings back and hand identity and state to `arrive`; `sorry(cancelled)` where it is no good."""
    request.allauth.arrive, request.allauth.sorry = arrive, sorry  # type: ignore[attr-defined]
    view = OAuth2CallbackView.adapter_view(_provider(request, way).get_oauth2_adapter(request))
    response: HttpResponse = view(request)
    return response


def _provider(request: HttpRequest, way: Way) -> Any:
    return (_Issuer if way.discovers else _Service)(request, app=_app(way))


def _app(way: Way) -> SocialApp:
    """allauth's record of a client, never stored."""
    return SocialApp(
        provider=way.name,
        provider_id=way.name,
        name=way.title,
        client_id=way.client,
        secret=way.secret,
        settings={"server_url": way.discovery},
    )


class Adapter(DefaultSocialAccountAdapter):
    """What allauth asks this site: nothing is looked up in tables of clients, and arrivals are ours to receive."""

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Any:
        return _provider(request, every_way()[provider])

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        where = request.allauth  # type: ignore[attr-defined]
        nonce = sociallogin.state.get("nonce")
        if nonce and not compare_digest(nonce, str(where.claims.get("nonce", ""))):
            raise ImmediateHttpResponse(where.sorry(False))
        raise ImmediateHttpResponse(where.arrive(request, sociallogin.account.uid, sociallogin.state))

    def on_authentication_error(self, request: HttpRequest, provider: Any, **what: Any) -> None:
        raise ImmediateHttpResponse(request.allauth.sorry(str(what.get("error")) == "cancelled"))  # type: ignore[attr-defined]


class _Ours:
    """What our providers have in common: an exact way back, and nothing kept."""

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return f"{settings.ADDRESS}/-/sign-in/with/{app.provider_id}/back"


class _ServiceAdapter(_Ours, OAuth2Adapter):
    """WordPress.com, Facebook and X: OAuth 2, and a page that says who it is."""

    def __init__(self, request: HttpRequest, way: Way) -> None:
        super().__init__(request)
        self.way, self.provider_id = way, way.name
        self.authorize_url, self.access_token_url, self.profile_url = way.authorize, way.token, way.profile
        self.basic_auth = way.name == "x"
        self.access_token_method = "GET" if way.name == "facebook" else "POST"

    def get_provider(self) -> Any:
        return _provider(self.request, self.way)

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **named: Any) -> Any:
        asked: dict[str, str] = {}
        if self.way.name == "facebook":
            proof = hmac(app.secret.encode(), token.token.encode(), "sha256").hexdigest()
            asked = {"fields": "id", "appsecret_proof": proof}
        with get_adapter().get_requests_session() as session:
            answer = session.get(
                self.profile_url,
                params=asked,
                headers={"Authorization": f"Bearer {token.token}"},
                allow_redirects=False,
            )
            answer.raise_for_status()
            said = answer.json()
        said = said.get("data", said)
        subject = str(said.get("id") or said.get("ID") or "")
        if not subject:
            raise OAuth2Error("The provider does not say who this is.")
        request.allauth.claims = {}  # type: ignore[attr-defined]
        return self.get_provider().sociallogin_from_response(request, {"uid": identity(self.way.issuer, subject)})


class _Service(OAuth2Provider):
    """One of the services that speak OAuth 2 alone."""

    def __init__(self, request: HttpRequest, app: SocialApp) -> None:
        super().__init__(request, app=app)
        self.id, self.name = app.provider_id, app.name

    def get_oauth2_adapter(self, request: HttpRequest) -> Any:
        return _ServiceAdapter(request, every_way()[self.id])

    def get_pkce_params(self) -> dict[str, str]:
        """X demands it; the other two document no PKCE for this flow."""
        from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge

        return dict(generate_code_challenge()) if self.id == "x" else {}

    def get_scope(self) -> list[str]:
        return {"wordpress": ["auth"], "facebook": ["public_profile"], "x": ["users.read", "tweet.read"]}[self.id]

    def extract_uid(self, data: dict[str, Any]) -> str:
        return str(data["uid"])

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}


class _IssuerAdapter(_Ours, OpenIDConnectOAuth2Adapter):
    """An OpenID Connect issuer: the ID token says who it is, and its signature, audience, issuer and nonce are checked."""

    def __init__(self, request: HttpRequest, way: Way) -> None:
        self.way = way
        super().__init__(request, way.name)

    def get_provider(self) -> Any:
        return _provider(self.request, self.way)

    @property
    def openid_config(self) -> dict[str, Any]:
        """OpenID Connect Discovery 1.0 §4.3: what is found must be the issuer that was asked for."""
        found: dict[str, Any] = super().openid_config
        if str(found.get("issuer", "")).rstrip("/") != self.way.issuer.rstrip("/"):
            raise OAuth2Error("The discovery address speaks for another issuer.")
        return found

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **named: Any) -> Any:
        try:
            claims = jwtkit.verify_and_decode(
                credential=named["response"].get("id_token", ""),
                keys_url=self.openid_config["jwks_uri"],
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
            uid = identity(str(claims["iss"]), str(claims["sub"]))
        except (KeyError, TypeError, ValueError) as error:  # a token or a key that is not as it should be
            raise OAuth2Error("The issuer's token cannot be read.") from error
        request.allauth.claims = claims  # type: ignore[attr-defined]
        return self.get_provider().sociallogin_from_response(request, {"uid": uid})


class _Issuer(OpenIDConnectProvider):
    """Any OpenID Connect issuer."""

    pkce_enabled_default = True

    def get_oauth2_adapter(self, request: HttpRequest) -> Any:
        return _IssuerAdapter(request, every_way()[self.app.provider_id])

    def get_default_scope(self) -> list[str]:
        return ["openid"]

    def redirect(self, request: HttpRequest, process: str, **named: Any) -> Any:
        nonce = secrets.token_urlsafe(24)
        return super().redirect(
            request, process, nonce=nonce, auth_params={**self.get_auth_params(), "nonce": nonce}, **named
        )

    def extract_uid(self, data: dict[str, Any]) -> str:
        return str(data["uid"])

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        return []

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}
