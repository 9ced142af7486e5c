"""axe-core at WCAG 2.2 AA on a page of every kind, on paper and by lamplight."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import ROOT
from tests.look.conftest import PLAIN, Paper

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
EVERYTHING = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
LIVING = ["own comment, held", "reply", "flag", "edit", "withdraw", "thread"]
LIVING += ["follow", "asking for mine", "mine", "stop letters", "confirm", "decide by letter"]
LIVING += ["sign in", "own page"]
LIVING += ["spam filter, for staff", "why the filter said so, for staff"]
LIVING += ["rules, for staff", "a rule, for staff", "a word list, for staff", "changes of rules, for staff"]
LIVING += ["persons, for staff", "a writer, for staff"]
LIVING += ["queue, for staff", "flagged and all, for staff", "stories, for staff"]
LIVING += ["floods, for staff", "history, for staff", "a comment at the desk, for staff", "story as it was, for staff"]
LIVING += ["correction", "appeal", "appeal made", "appeals, for staff", "flags, for staff", "corrections, for staff"]
LIVING += ["reasons, for staff", "rota, for staff"]
LIVING += ["many, for staff", "many decided, for staff", "a comment in hand, for staff"]

pytestmark = pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: npm ci")


@pytest.mark.parametrize("kind", [*PLAIN, *LIVING])
def test_axe_finds_nothing(paper: Paper, chromium: Any, kind: str) -> None:
    context = chromium.new_context(color_scheme="light", viewport={"width": 1280, "height": 900})
    context.add_cookies(paper.cookies(kind))
    page = context.new_page()
    paper.open(page, kind)
    assert _faults(page) == []
    page.emulate_media(color_scheme="dark")
    assert _faults(page, {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}) == []
    context.close()


def test_axe_finds_nothing_in_a_form_with_an_error(paper: Paper, chromium: Any) -> None:
    page = chromium.new_page()
    paper.open(page, "reply")
    page.evaluate("document.querySelector('form#write').noValidate = true")
    page.fill("textarea", "Words without a name")
    page.click("form#write button")
    page.wait_for_selector("#error-name")
    assert _faults(page) == []
    page.close()


def test_axe_finds_nothing_where_a_code_is_typed_wrong(paper: Paper, chromium: Any) -> None:
    page = chromium.new_page()
    paper.open(page, "sign in")
    page.fill("#email", "nia@reader.example")
    page.click("text=Send me a code")
    page.fill("#code", "000000")
    assert _faults(page) == []
    page.click("main form button >> nth=0")
    page.wait_for_selector("#error-code")
    assert _faults(page) == []
    page.close()


def test_axe_finds_nothing_on_a_persons_page(paper: Paper, chromium: Any) -> None:
    program = """
from broadsheet.discussion import post_comment, publish_comment
from broadsheet.people import Person, Reader, describe
from broadsheet.stories import Story
person = Person.objects.create_user("ines@reader.example", confirmed=True)
describe(person, name="Ines", website="https://ines.example", about="Keeps bees")
story = Story.objects.filter(live=True, page=False).first()
publish_comment(post_comment(story, name="", text="The bees say so.", reader=Reader(person=person)))
print(person.pk)
"""
    number = paper.site.python(program).strip()
    paper.site.wait_for_print(f"/person/{number}/")
    page = chromium.new_page()
    page.goto(f"{paper.site.address}/person/{number}/")
    assert _faults(page) == []
    page.emulate_media(color_scheme="dark")
    assert _faults(page, {"type": "rule", "values": ["color-contrast"]}) == []
    page.close()


def test_axe_finds_nothing_where_a_rule_is_tried(paper: Paper, chromium: Any) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 800})
    context.add_cookies(paper.cookies("for staff"))
    page = context.new_page()
    page.goto(f"{paper.site.address}/-/desk/rules/words/new")
    page.fill("#list-name", "Bridge")
    page.fill("#list-words", "bridge\ntoll")
    page.click("main form button")
    page.wait_for_selector(".trial")
    assert _faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def _faults(page: Any, what: dict[str, Any] = EVERYTHING) -> list[str]:
    page.evaluate(AXE.read_text())
    found = page.evaluate("what => axe.run(document, {runOnly: what})", what)
    return [
        f"{fault['id']} ({fault['help']}): {node['html'][:200]} {node['failureSummary'][:300]}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]
