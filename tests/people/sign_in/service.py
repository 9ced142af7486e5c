"""WordPress.com, Facebook and X on loopback, each answering as its documentation says, and refusing what it would refuse."""

from __future__ import annotations

import base64
import json
import threading
from hashlib import sha256
from hmac import new as hmac
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

CLIENT, SECRET = "paper", "only-for-tests"
_SUBJECTS = {"facebook": "10158", "x": "2244994945", "wordpress": "78972699"}


class Services:
    """All three at one address. `fault` makes them misbehave; `asked` is every request's path and fields."""

    def __init__(self) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.granted: dict[str, dict[str, str]] = {}
        self.fault = ""
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def authorize(self, fields: dict[str, str]) -> str:
        """The reader agrees: the address to which they are sent back."""
        assert fields["response_type"] == "code"
        assert fields["client_id"] == CLIENT
        code = f"code{len(self.granted)}"
        self.granted[code] = fields
        return f"{fields['redirect_uri']}?{urlencode({'code': code, 'state': fields['state']})}"

    def token(self, fields: dict[str, str], basic: str) -> tuple[int, dict[str, Any]]:
        """RFC 6749 §4.1.3: the code once, with the same address to come back to; RFC 7636 where a challenge was given."""
        asked = self.granted.pop(fields.get("code", ""), None)
        known = basic == f"{CLIENT}:{SECRET}" or (fields.get("client_id"), fields.get("client_secret")) == (
            CLIENT,
            SECRET,
        )
        if asked is None or not known or asked["redirect_uri"] != fields.get("redirect_uri"):
            return 400, {"error": "invalid_grant"}
        if challenge := asked.get("code_challenge"):
            digest = sha256(fields.get("code_verifier", "").encode()).digest()
            if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != challenge:
                return 400, {"error": "invalid_request"}
        return 200, {"access_token": "token", "token_type": "bearer", "expires_in": 7200}

    def profile(self, path: str, fields: dict[str, str], bearer: str) -> tuple[int, dict[str, Any]]:
        if bearer != "token":
            return 401, {"error": "invalid_token"}
        if path == "/v23.0/me":
            proof = hmac(SECRET.encode(), b"token", "sha256").hexdigest()
            return (200, {"id": _SUBJECTS["facebook"]}) if fields.get("appsecret_proof") == proof else (400, {})
        if path == "/2/users/me":
            return 200, {"data": {"id": _SUBJECTS["x"], "name": "Ada", "username": "ada"}}
        me = {
            "ID": int(_SUBJECTS["wordpress"]),
            "display_name": "Ada",
            "email": "ada@paper.example",
            "email_verified": True,
        }
        return (200, me) if path == "/rest/v1.1/me" else (404, {})


def _handler_of(services: Services) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(parse_qs(urlsplit(self.path).query))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
            self._answer(parse_qs(body))

        def _answer(self, given: dict[str, list[str]]) -> None:
            path, fields = urlsplit(self.path).path, {name: values[0] for name, values in given.items()}
            services.asked.append((path, fields))
            basic = self.headers.get("Authorization", "")
            decoded = base64.b64decode(basic[6:]).decode() if basic.startswith("Basic ") else ""
            if services.fault == "down":
                return self._say(503, {})
            if services.fault == "no json":
                return self._say(200, None)
            if path.endswith(("/oauth2/token", "/oauth/access_token")):
                return self._say(*services.token(fields, decoded))
            if "authorize" in path or "dialog" in path:
                return self._say(200, {})
            return self._say(*services.profile(path, fields, basic.removeprefix("Bearer ")))

        def _say(self, status: int, facts: dict[str, Any] | None) -> None:
            body = b"<html>" if facts is None else json.dumps(facts).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: Any) -> None:
            pass

    return Handler
