"""A folder is upgraded and looked at by today's code: `python -m tests.upgrading.looking VERSION OUT`.

In a process of its own, because its settings are the folder's. It is the moment at which the folder was left, so that nothing is
over that was not over then. First `broadsheet reprint` upgrades the folder, as an operator's next command does. What is found
then is written into the file OUT; `test_upgrades.py` says what that must be.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from freezegun import freeze_time

from tests.upgrading.folders import Fixture

Page = dict[str, Any]
_FORM = "application/x-www-form-urlencoded"
_MOST_REDIRECTS = 5
PASSWORD = "harbour lights at dawn"  # of everybody who works there, see `filling/newspaper.py`


def main() -> None:
    fixture = Fixture(sys.argv[1])
    moment = datetime.fromisoformat(fixture.expected["now"]) + timedelta(seconds=20)
    with freeze_time(moment):
        from broadsheet.commands.cli import main as broadsheet

        refused = broadsheet(["reprint"])
        found = look(fixture) if not refused else {}
    Path(sys.argv[2]).write_text(json.dumps(found, ensure_ascii=False, default=str))


def look(fixture: Fixture) -> dict[str, Any]:
    """First without touching anything, then as readers, staff and the worker go on."""
    from tests.upgrading import reading

    site = UpgradedSite(fixture)
    found: dict[str, Any] = {
        "migrations_left": migrations_left(),
        "tables": reading.everything(),
        "changed_again": changed_by_another_migrate(),
    }
    found["still_signed_in"] = site.still_signed_in()
    found["pages"] = [line for page in fixture.expected["pages"] for line in site.wrong_with(page)]
    found["printed"] = [line for address in fixture.expected["printed"] for line in site.gone_from(address)]
    found["linked"] = [
        line for mail in fixture.expected["sent"] for link in mail["links"] for line in site.gone_from(link)
    ]
    found["stories"] = site.stories_in_print()
    found["worker"] = site.let_worker_go_on()
    found["forms"] = site.send_old_forms()
    found["staff"] = site.decide_what_waits()
    found["stopped"] = site.stop_emails()
    if "passkey" in fixture.expected["secrets"]:
        found["signed_in"] = site.sign_in()
        found["filter"] = site.ask_filter()
    return found


def migrations_left() -> list[str]:
    """Those that the command did not apply."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return [str(migration) for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def changed_by_another_migrate() -> list[str]:
    """The tables that hold something else after a second upgrade."""
    from django.core.management import call_command

    from broadsheet.commands.prepare import prepare

    before = contents()
    call_command("migrate", interactive=False, verbosity=0)
    prepare()
    after = contents()
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def contents() -> dict[str, str]:
    """A digest of each table."""
    from django.db import connection

    found = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{name}"')
            rows = sorted(repr(row) for row in cursor.fetchall())
            found[name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


class UpgradedSite:
    """The upgraded site, with the browsers that were open when its folder was left."""

    def __init__(self, fixture: Fixture) -> None:
        from django.conf import settings

        self.fixture = fixture
        self.expected = fixture.expected
        self.printed = Path(settings.PRINTED)
        self.names = self.expected["names"]

    def browser(self, name: str = "") -> Any:
        """With the cookies it had, and from where it was. What 0.1.0 wrote into sessions was of no use to 0.2.0 any more."""
        from django.test import Client

        kept = self.expected["browsers"].get(name, {"cookies": {}, "network": "198.51.100.77"})
        client = Client(SERVER_NAME="paper.example", REMOTE_ADDR=kept["network"])
        for cookie, value in kept["cookies"].items():
            client.cookies[cookie] = value
        if name in self.names["people"] and self.expected["version"] == "0.1.0":
            client.post("/-/newsroom/login/", {"username": f"{name.lower()}@paper.example", "password": PASSWORD})
        return client

    def still_signed_in(self) -> bool:
        """By the session that a moderator had, and nothing else."""
        from django.test import Client

        client = Client(SERVER_NAME="paper.example")
        client.cookies["sessionid"] = self.expected["browsers"]["Dee"]["cookies"]["sessionid"]
        return bool(client.get("/-/desk/").status_code == 200)

    def answer_to(self, address: str, who: str = "") -> tuple[int, str]:
        """From the printed file where there is one, as the door does; else by the program, redirects followed."""
        client = self.browser(who)
        for _ in range(_MOST_REDIRECTS):
            file = self.file_at(address)
            if file is not None:
                return 200, file.read_text(errors="replace")
            answer = client.get(address)
            if answer.status_code not in {301, 302, 303, 307, 308}:
                return answer.status_code, answer.content.decode(errors="replace")
            address = re.sub(r"#.*|^https://paper\.example", "", answer["Location"])
        return 310, "redirected too often"

    def file_at(self, address: str) -> Path | None:
        path, _, query = address.partition("?")
        name = path.lstrip("/") + ("index.html" if path.endswith("/") else "")
        file = self.printed / name
        return file if not path.startswith("/-/") and not query and file.is_file() else None

    def wrong_with(self, page: Page) -> list[str]:
        status, text = self.answer_to(page["address"], page.get("who", ""))
        called = f"{page['address']} for {page.get('who') or 'anybody'}"
        said = " ".join(f"{words_of(text)} {unescape(text)}".split())
        found = [f"{called}: {status} instead of {page['status']}"] if status != page["status"] else []
        found += [f"{called} lacks {one!r}: {words_of(text)[:600]}" for one in page.get("holds", []) if one not in said]
        return found + [f"{called} holds {one!r}" for one in page.get("lacks", []) if one in said]

    def gone_from(self, address: str) -> list[str]:
        """Links that were over already when the folder was left say so; whatever else was sent or printed must answer."""
        status, _text = self.answer_to(address)
        return [] if status == 200 else [f"{address}: {status}"]

    def stories_in_print(self) -> dict[str, str]:
        """What the printed pages of each story say, all of them together."""
        from tests.upgrading import reading

        found = {}
        for story in reading.stories():
            below = self.printed / story["address"].strip("/")
            if story["live"]:
                found[str(story["id"])] = " ".join(
                    words_of(path.read_text()) for path in sorted(below.rglob("index.html"))
                )
        return found

    def let_worker_go_on(self) -> dict[str, Any]:
        """Whatever was in the middle when the folder was left is done: prints, the desk, bulk jobs, e-mails."""
        from django.core import mail
        from django.test.utils import setup_test_environment

        from broadsheet import desk, mailroom, press

        setup_test_environment()  # e-mails are kept here instead of being sent
        while desk.run_once(at_once=True):
            pass
        while mailroom.run_once(seconds=60, at_once=True):
            pass
        while press.run_once(at_once=True):
            pass
        from tests.upgrading import reading

        links = {
            link for one in mail.outbox for link in re.findall(r"https://paper\.example(/-/[^\s<>\"]*)", str(one.body))
        }
        return {
            "emails": [{"to": one.to[0], "text": str(one.body)} for one in mail.outbox],
            "links": [line for link in sorted(links) for line in self.gone_from(link.rstrip(".)"))],
            "waiting": [one["id"] for one in reading.emails() if one["state"] in {"waiting", "sending"}],
            "bulk_jobs": reading.bulk_jobs(),
            "fillings": reading.desk_fillings(),
            "newest": self.answer_to(f"/-/comments/{self.names['comments']['last']}")[1],
        }

    def send_old_forms(self) -> list[dict[str, Any]]:
        """What readers send from pages that they had open."""
        from tests.upgrading import reading

        found = []
        for form in self.expected["forms"]:
            before = reading.comments(), reading.likes()
            client = self.browser(form["who"])
            answer = client.post(form["action"], urlencode(form["fields"]), content_type=_FORM)
            after = reading.comments(), reading.likes()
            text = form["fields"].get("text")
            found.append({
                "does": form["does"], "action": form["action"], "status": answer.status_code,
                "likes": len(after[1]) - len(before[1]), "comments": len(after[0]) - len(before[0]),
                "kept": [one["state"] for one in after[0] if one["text"] == text],
            })  # fmt: skip
        return found

    def decide_what_waits(self) -> dict[str, Any]:
        """A moderator whose session is from before publishes what waited, and takes it back."""
        from tests.upgrading import reading

        dee, number = self.browser("Dee"), self.names["comments"]["held-story"]

        def state() -> str:
            return str(next(one["state"] for one in reading.comments() if one["id"] == number))

        before = state()
        published = dee.post(f"/-/desk/comments/{number}/publish", {"seen": before})
        decided = max((one["id"] for one in reading.decisions()), default=0)
        became = state()
        undone = dee.post(f"/-/desk/decisions/{decided}/undo")
        return {"statuses": [published.status_code, undone.status_code], "states": [before, became, state()]}

    def stop_emails(self) -> list[dict[str, Any]]:
        """The last unsubscribe link of every address that has one."""
        from tests.upgrading import reading

        stops = {one["to"]: link for one in self.expected["sent"] for link in one["links"] if "/stop/" in link}
        found = []
        for email, link in sorted(stops.items()):
            answer = self.browser().post(link, {"all": "1"})
            kept = next((one for one in reading.email_addresses() if one["email"] == email), None)
            found.append({"email": email, "status": answer.status_code, "stopped": bool(kept and kept["stopped"])})
        return found

    def sign_in(self) -> dict[str, Any]:
        """By the code that was sent, by the passkey, by the password."""
        secrets = self.expected["secrets"]
        zoe, fay, dee = self.browser("Zoe"), self.browser(), self.browser()
        by_code = zoe.post("/-/sign-in/enter", {"asked": secrets["code_form"], "code": secrets["code"]})
        asked = fay.post("/-/sign-in/passkey").json()
        credential = signed(secrets, asked.get("publicKey", asked)["challenge"])
        by_passkey = fay.post("/-/sign-in/passkey/enter", {"credential": json.dumps(credential)})
        by_password = dee.post("/-/newsroom/login/", {"username": "dee@paper.example", "password": PASSWORD})
        return {
            "statuses": [by_code.status_code, by_passkey.status_code, by_password.status_code],
            "code": unescape(zoe.get("/-/you/").content.decode()),
            "passkey": unescape(fay.get("/-/you/").content.decode()),
            "password": dee.get("/-/desk/").status_code,
        }

    def ask_filter(self) -> dict[str, Any]:
        """Another site's key, and what was learnt."""
        from broadsheet import spam

        client, key = self.browser(), self.expected["secrets"]["filter_key"]
        form = {
            "blog": "https://blog.example",
            "user_ip": "198.51.100.8",
            "api_key": key,
            "comment_content": "Good morning",
        }
        answer = client.post("/-/akismet/1.1/comment-check", urlencode(form), content_type=_FORM)
        known, anew, labels = spam.rebuild()
        return {"answer": answer.content.decode(), "rebuilt": known == anew, "labels": labels}


def words_of(page: str) -> str:
    """What a page says, without its markup."""
    page = re.sub(r"(?is)<(script|style)\b.*?</\1>", " ", page)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def signed(secrets: dict[str, str], challenge: str) -> dict[str, Any]:
    """What a browser answers with a passkey (WebAuthn level 2 §7.2), for the software passkey of `filling/browsing.py`."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec

    number = bytes.fromhex(secrets["passkey_id"])
    key = ec.derive_private_key(int(secrets["passkey"], 16), ec.SECP256R1())
    origin = {"type": "webauthn.get", "challenge": challenge, "origin": "https://paper.example"}
    client = json.dumps(origin).encode()
    data = hashlib.sha256(b"paper.example").digest() + b"\x05" + (1).to_bytes(4, "big")
    signature = key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
    parts = {"clientDataJSON": client, "authenticatorData": data, "signature": signature}
    return {
        "id": _b64(number),
        "rawId": _b64(number),
        "type": "public-key",
        "clientExtensionResults": {},
        "response": {**{name: _b64(part) for name, part in parts.items()}, "userHandle": secrets["passkey_user"]},
    }


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


if __name__ == "__main__":
    main()
