"""What strangers type into every field, judged in a real browser without the page's own policy: nothing of it runs, and
no element or attribute comes out that the markup of comments does not have.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from playwright.sync_api import expect

from tests.archive import exports
from tests.browser.conftest import Talk
from tests.site import http

Open = Callable[..., Any]
FIELDS = ("text", "name", "website", "email")
FRAMES = 100
OUR_OWN = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '"><script>alert(1)</script>',
    "' autofocus onfocus='alert(1)",
    '" autofocus onfocus="alert(1)',
    "javascript:alert(1)",
    "[click](javascript:alert(1))",
    "[click](java&#x0a;script:alert(1))",
    '[click](https://a.example/"onmouseover="alert(1))',
    "<https://a.example/'onclick='alert(1)>",
    "![x](https://a.example/x.png)",
    "> <blockquote cite='\nonfocus=alert(1) autofocus'>",
    "<style>@import 'javascript:alert(1)'</style>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "`<script>alert(1)</script>`",
    "{{constructor.constructor('alert(1)')()}}",
    "https://a.example/%22onload=alert(1)",
    "\u202e<script>alert(1)</script>",
]
# What the markup of a comment, of the form and of the scripts' additions may hold.
ALLOWED = {
    "": {"id", "class", "dir", "lang", "hidden", "tabindex"},
    "a": {"href", "rel"},
    "time": {"datetime"},
    "button": {"form", "formaction", "aria-pressed", "type"},
    "code": {"class"},
    "ol": {"start"},
}
_TRAP = """
window.ran = [];
for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = (what) => { window.ran.push(`${name} ${what}`); };
"""
_FOREIGN = """(allowed) => [...document.querySelectorAll('article.comment, article.comment *')].flatMap((one) => {
    const name = one.localName;
    const known = ['article', 'header', 'footer', 'b', 'bdi', 'a', 'time', 'div', 'p', 'em', 'strong', 'code', 'pre',
        'blockquote', 'ul', 'ol', 'li', 'br', 'button', 'span', 'hr', 'del', 's'].includes(name);
    const may = new Set([...allowed[''], ...(allowed[name] ?? [])]);
    const foreign = [...one.attributes].filter((attribute) => !may.has(attribute.name)
        || (attribute.name === 'href' && !/^(https?:|mailto:|\\/|#)/.test(attribute.value)));
    return known && !foreign.length ? [] : [one.outerHTML.slice(0, 300)];
})"""

_FRAMES = """async (pages) => {
    const frames = pages.map((html) => Object.assign(document.createElement('iframe'), { srcdoc: html }));
    const loaded = frames.map((frame) => new Promise((done) => { frame.onload = done; }));
    document.body.replaceChildren(...frames);
    await Promise.all(loaded);
    return frames.flatMap(({ contentWindow, contentDocument }) => [
        ...contentWindow.ran,
        ...[...contentDocument.querySelectorAll('*')].filter((one) =>
            [...one.attributes].some(({ name, value }) => /^on|^srcdoc$/.test(name)
                || (name !== 'value' && /^\\s*javascript:/i.test(value)))
            || (one.localName === 'script' && !one.src.startsWith(location.origin))
            || ['iframe', 'object', 'embed', 'math', 'base'].includes(one.localName)).map((one) => one.outerHTML),
    ]);
}"""


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """Our own lines, and the public ones where they lie beside the project."""
    from tests.conftest import CORPORA

    found = list(OUR_OWN)
    for name in ("h5sc.json", "blns.json"):
        path = CORPORA / "xss" / name
        found += _lines_of(path) if path.exists() else []
    return found


def _lines_of(path: Path) -> Iterator[str]:
    for line in json.loads(path.read_text()):
        text = line["d"] if isinstance(line, dict) else line
        if not re.search(r"[<>\"'`]|script:|\]\(", text):
            continue
        text = re.sub(r"%js_uri_\w+%", "javascript:alert(1)", text)
        yield re.sub(r"%\w*js\w*%|%\w+_js_\w+%", "alert(1)", text)


def _fields(field: str, line: str, number: int) -> dict[str, str]:
    given = {"name": "Mal", "email": "", "website": "", "text": f"Number {number} in {field}."}
    return given | {field: f"{line}\n\n{number}" if field == "text" else line}


def _post_all(talk: Talk, lines: list[str]) -> tuple[int, list[str]]:
    """Every line through every field; how many were taken, and the pages that the others were answered with."""

    def post(case: tuple[int, str, str]) -> httpx.Response:
        number, field, line = case
        address = f"{talk.site.address}/-/stories/{talk.story}/comments"
        return client.post(address, data=_fields(field, line, number), headers={"Accept": "text/html"})

    cases = [(number, field, line) for number, line in enumerate(lines) for field in FIELDS]
    with http() as client, ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(post, cases))
    assert {answer.status_code // 100 for answer in answers} <= {3, 4}
    return sum(answer.status_code == 303 for answer in answers), [one.text for one in answers if one.status_code != 303]


def test_nothing_that_strangers_type_runs_or_leaves_a_mark(talk: Talk, reader: Open, lines: list[str]) -> None:
    taken, refused = _post_all(talk, lines)
    assert taken > len(lines)
    talk.printed("</html>", f"comments/oldest/{-(-taken // 25)}/")
    page = reader(bypass_csp=True)
    page.add_init_script(_TRAP)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message) or dialog.dismiss())  # type: ignore[func-returns-value]
    _judge_prints(page, talk, taken)
    _judge_refusals(page, talk, refused)
    _judge_edits(page, talk, lines)
    _judge_staff_list(page, talk, lines)
    assert not dialogs


def _judge_prints(page: Any, talk: Talk, taken: int) -> None:
    seen = 0
    for number in range(1, -(-taken // 25) + 1):
        page.goto(f"{talk.url}comments/oldest/{number}/")
        seen += page.locator("article.comment").count()
        _judge(page)
    assert seen == taken
    page.goto(f"{talk.site.address}/-/read/{talk.story}")
    _judge(page)


def _judge(page: Any) -> None:
    assert page.evaluate("window.ran") == []
    assert page.evaluate(_FOREIGN, {name: sorted(names) for name, names in ALLOWED.items()}) == []


def _judge_refusals(page: Any, talk: Talk, refused: list[str]) -> None:
    """The forms that came back filled, many frames to a page: nothing ran, no handler, no script but ours."""
    page.goto(f"{talk.site.address}/-/comments/0")
    for start in range(0, len(refused), FRAMES):
        assert page.evaluate(_FRAMES, refused[start : start + FRAMES]) == []


def _judge_edits(page: Any, talk: Talk, lines: list[str]) -> None:
    """The same lines through editing, and what comes back by script and by the live stream."""
    with http() as guest:
        comment = talk.post("To be edited.", guest=guest)
        page.goto(f"{talk.site.address}/-/read/{talk.story}?comment={comment}")
        page.locator(f"#comment-{comment}").wait_for()
        headers = {"Accept": "application/json"}
        address = f"{talk.site.address}/-/comments/{comment}/edit"
        for line in lines[: len(OUR_OWN)]:
            guest.post(address, data={"text": f"{line}\n\nedited"}, headers=headers)
            page.evaluate(
                """async ([address, id]) => {
                    const thread = await import(document.querySelector('script[type=module]').src.replace('page', 'thread'));
                    const asked = await fetch(address);
                    const sheet = new DOMParser().parseFromString(await asked.text(), 'text/html');
                    const item = document.createElement('li');
                    item.append(sheet.querySelector(`#comment-${id}`));
                    thread.insert(thread.build(item.outerHTML));
                }""",
                [f"{talk.site.address}/-/read/{talk.story}?comment={comment}", comment],
            )
            _judge(page)


def _judge_staff_list(page: Any, talk: Talk, lines: list[str]) -> None:
    """Where moderators see all of it, e-mail addresses, the reasons of flags, and what rules found too: in every view."""
    flagged = talk.staff("print(*Comment.objects.filter(story=story).values_list('pk', flat=True)[:30])").split()
    for comment, line in zip(flagged, OUR_OWN, strict=False):
        talk.send(f"/-/comments/{comment}/flag", {"reason": line})
    talk.staff(_MODERATOR.replace("LINES", repr(OUR_OWN)))
    page.goto(f"{talk.site.address}/-/newsroom/login/?next=/-/desk/%3Fqueue%3Dflagged")
    page.fill("[name=username]", "dee@paper.example")
    page.fill("[name=password]", "a long enough password")
    page.locator("form button[type=submit]").click()
    page.locator("article.queue-item").first.wait_for()
    assert page.locator(".report").count() > 10
    _judge_desk(page)
    numbers = talk.staff(
        "print(*Comment.objects.filter(story=story).order_by('-pk').values_list('pk', flat=True)[:30])"
    )
    for pk in [*flagged[:20], *numbers.split()]:
        for view in ("", "/tools"):
            page.goto(f"{talk.site.address}/-/desk/comments/{pk}{view}")
            _judge_desk(page)
    for line in OUR_OWN:
        page.goto(
            f"{talk.site.address}/-/desk/?{urlencode({'queue': 'all', 'words': line, 'rule': line, 'language': line})}"
        )
        _judge_desk(page)
    for view in ("stories", "floods", "history", "many?queue=all", f"comments/{flagged[0]}/version"):
        page.goto(f"{talk.site.address}/-/desk/{view}")
        _judge_desk(page)
    page.goto(f"{talk.site.address}/-/desk/?queue=all&sort=newest&story={talk.story}")
    seen = 0
    while True:
        seen += page.locator("article.queue-item").count()
        _judge_desk(page)
        older = page.locator(".further a[rel=next]")
        if not older.count():
            break
        older.click()
        page.wait_for_load_state()
    assert seen > len(lines)


def _judge_desk(page: Any) -> None:
    """Nothing ran, no handler, no address but of the web, and inside the words only what comments may hold."""
    assert page.evaluate("window.ran") == []
    assert page.evaluate(_LEFT) == []
    assert (
        page.evaluate(_FOREIGN.replace("article.comment, article.comment *", ".queue-item .e-content *"), _ALLOWED)
        == []
    )


_ALLOWED = {name: sorted(names) for name, names in ALLOWED.items()}


_MODERATOR = """
from broadsheet.people import Person, Role, appoint
appoint(Person.objects.create_user("dee@paper.example", "a long enough password", first_name="Dee"), Role.MODERATOR)
from broadsheet import desk
from broadsheet.comments import Finding
from broadsheet.moderation import Reason
for line, comment in zip(LINES, Comment.objects.filter(story=story).order_by("pk")):
    Finding.objects.create(comment=comment, rule=line[:32], does="held", words=line[:300], subject=line[:120])
    Comment.objects.filter(pk=comment.pk).update(email=line[:200], website=line[:200])
    Reason.objects.get_or_create(name=line[:60], sentence=line)
ledger_ = __import__("broadsheet.ledger", fromlist=["x"])
for comment in Comment.objects.filter(story=story).order_by("pk")[:len(LINES)]:
    ledger_.record(ledger_.Kind.COMMENT_LIKED, story=story.pk, comment=comment.pk)
while desk.run_once(at_once=True):
    pass
from broadsheet.desk.queue import update_items
update_items(Comment.objects.filter(story=story).order_by("pk").values_list("pk", flat=True)[:len(LINES)])
"""


_LEFT = """() => [...window.ran, ...[...document.querySelectorAll('*')].filter((one) =>
    [...one.attributes].some(({ name, value }) => /^on|^srcdoc$|^style$/.test(name)
        || (/href|src|action|cite|data$/.test(name) && /^\\s*(javascript|data|vbscript):/i.test(value)))
    || (one.localName === 'script' && one.type !== 'application/ld+json' && !one.src.startsWith(location.origin))
    || ['iframe', 'object', 'embed', 'math', 'base'].includes(one.localName)).map((one) => one.outerHTML.slice(0, 300))]"""


def test_nothing_in_an_export_runs_or_leaves_a_mark(talk: Talk, reader: Open, lines: list[str], tmp_path: Path) -> None:
    """The same through taking in: titles, bodies, summaries, filing, and every field of a comment."""
    used = [_fit_for_xml(line) for line in [*OUR_OWN, *lines[len(OUR_OWN) :: 20]]]
    items = [
        exports.item(
            number,
            exports.category(line[:100] or "none", f"part-{number}"),
            exports.comment(number, line, author=line[:70] or "Mal", author_url=line, author_email=line),
            title=line or "Nothing",
            content=f"{line}\n\n<p>{line}</p>",
            excerpt=line,
            link=f"{exports.BASE}/strange/{number}/",
        )
        for number, line in enumerate(used, 1)
    ]
    (tmp_path / "export.xml").write_text(exports.export(*items))
    done = talk.site.command("take-in", "wordpress", str(tmp_path / "export.xml"))
    assert done.returncode == 0, done.stderr
    page = reader(bypass_csp=True)
    page.add_init_script(_TRAP)
    for number in range(1, len(used) + 1):
        page.goto(f"{talk.site.address}/strange/{number}/")
        expect(page.locator("article.comment")).to_have_count(1)
        assert page.evaluate(_LEFT) == []
        _judge(page)


def _fit_for_xml(line: str) -> str:
    """Without what no XML file can hold."""
    return "".join(
        letter for letter in line if letter in "\n\t" or " " <= letter <= "\ud7ff" or "\ue000" <= letter <= "\ufffd"
    )
