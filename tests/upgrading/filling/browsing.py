"""Readers and staff at their browsers: everything goes through the version's own addresses."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from filling import clock, outside

HOST = "paper.example"
_FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
_FORM = "application/x-www-form-urlencoded"
_JSON = {"HTTP_ACCEPT": "application/json"}
_networks = iter(range(1, 65_000))


class Browser:
    """One reader's browser, with its cookies and its network's address."""

    def __init__(self, name: str, network: str = "", agent: str = _FIREFOX) -> None:
        number = next(_networks)
        self.name, self.network = name, network or f"203.0.{113 + number // 250}.{1 + number % 250}"
        self.client = Client(SERVER_NAME=HOST, REMOTE_ADDR=self.network, HTTP_USER_AGENT=agent)

    def get(self, address: str, *, status: int = 200) -> str:
        answer = self.client.get(address)
        assert answer.status_code == status, f"GET {address}: {answer.status_code}\n{answer.content.decode()[:3000]}"
        return answer.content.decode()

    def post(
        self,
        at: str,
        /,
        *,
        status: tuple[int, ...] = (200, 201, 302, 303),
        json: bool = False,
        wait: float = 41,
        **fields: Any,
    ) -> Any:
        """The decoded JSON, or the page; it takes so many seconds."""
        answer = self.client.post(at, urlencode(fields, doseq=True), content_type=_FORM, **(_JSON if json else {}))
        text = answer.content.decode()
        assert answer.status_code in status, f"POST {at}: {answer.status_code}\n{words_of(text)[:3000]}"
        clock.go(wait)
        return answer.json() if json else text

    def write(self, story: int, text: str, *, name: str = "", parent: int | None = None, **more: Any) -> int:
        """A comment; gives its id."""
        fields = {"name": name or self.name, "text": text, "parent": str(parent or ""), **more}
        return int(self.post(f"/-/stories/{story}/comments", json=True, **fields)["id"])

    def like(self, what: str, number: int) -> None:
        self.post(f"/-/{what}/{number}/like", json=True)

    def flag(self, comment: int, reason: str = "", **more: str) -> None:
        self.post(f"/-/comments/{comment}/flag", reason=reason, **more)

    def sign_in_by_code(self, email: str) -> None:
        """As readers do: an address, an e-mail, six digits."""
        page = self.post("/-/sign-in/code", email=email)
        code = re.search(r"\b(\d{6})\b", outside.posted_to(email)[-1].text)
        self.post("/-/sign-in/enter", asked=field_of(page, "asked"), email=email, code=code[1])

    def sign_in_by_password(self, email: str, password: str) -> None:
        """As staff do, at the newsroom's own door."""
        answer = self.client.post("/-/newsroom/login/", {"username": email, "password": password})
        assert answer.status_code == 302, words_of(answer.content.decode())[:500]

    @property
    def cookies(self) -> dict[str, str]:
        return {name: morsel.value for name, morsel in self.client.cookies.items() if morsel.value}


def field_of(page: str, name: str) -> str:
    """The value of a form's hidden field."""
    found = re.search(rf'<input[^>]*name="?{name}"?[^>]*>', page)
    assert found, f"no field {name} in {words_of(page)[:500]}"
    value = re.search(r'value="([^"]*)"', found[0])
    return unescape(value[1]) if value else ""


def words_of(page: str) -> str:
    """What a page says, without its markup."""
    page = re.sub(r"(?is)<(script|style)\b.*?</\1>", " ", page)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


class Passkey:
    """A passkey in software (WebAuthn level 2, attestation "none", ES256). Its private key is in the folder's description,
    so that whoever upgrades the folder can sign in with it.
    """

    def __init__(self) -> None:
        from cryptography.hazmat.primitives.asymmetric import ec

        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = hashlib.sha256(b"a test's own passkey").digest()
        self.user = ""  # whose it is, as the site called them

    @property
    def private(self) -> str:
        """The private number, in hexadecimal digits."""
        return f"{self.key.private_numbers().private_value:x}"

    def register(self, browser: Browser) -> None:
        asked = browser.post("/-/sign-in/passkey/new", json=True)
        options = asked.get("publicKey", asked)
        self.user = options["user"]["id"]
        client = self._client_data("webauthn.create", options["challenge"])
        attestation = _cbor_attestation(self._data(b"\x45", self._credential()))
        credential = {
            "id": _b64(self.id),
            "rawId": _b64(self.id),
            "type": "public-key",
            "clientExtensionResults": {},
            "response": {"clientDataJSON": _b64(client), "attestationObject": _b64(attestation)},
        }
        browser.post("/-/sign-in/passkey/keep", json=True, credential=json.dumps(credential))

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": f"https://{HOST}"}).encode()

    def _data(self, flags: bytes, more: bytes = b"") -> bytes:
        return hashlib.sha256(HOST.encode()).digest() + flags + (0).to_bytes(4, "big") + more

    def _credential(self) -> bytes:
        from fido2 import cbor

        numbers = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        return bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor.encode(cose)


def _cbor_attestation(data: bytes) -> bytes:
    from fido2 import cbor

    return cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
