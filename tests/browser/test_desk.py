"""The desk in a real browser: by keyboard, by two people at once, and with everything strangers type."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import Talk, until
from tests.waiting import wait_until

Open = Callable[..., Any]

_WAITING = """
from django.utils import timezone
from broadsheet.discussion import Comment, Reason, State, take_in_comments, Contribution
from broadsheet.people import Person, Role, appoint
from broadsheet import desk, ledger
from broadsheet.desk.queue import update_items
for name in ("Eva", "Finn"):
    if not Person.objects.filter(email=name.lower() + "@paper.example").exists():
        appoint(Person.objects.create_user(name.lower() + "@paper.example", "a long enough password", first_name=name), Role.MODERATOR)
Reason.objects.get_or_create(name="Insults a person", defaults={"sentence": "Please do not."})
rows = [Contribution(str(n), f"Writer {n}", f"Waiting {n}", f"<p>Waiting {n}</p>", timezone.now(), state="held") for n in range(MANY)]
keys = take_in_comments(story, rows)
update_items(keys.values())
print(*keys.values())
"""


def waiting(talk: Talk, many: int) -> list[int]:
    """So many held comments under the story, known at the desk."""
    return [int(word) for word in talk.staff(_WAITING.replace("MANY", str(many))).split()]


def sign_in(page: Any, talk: Talk, address: str, name: str = "eva") -> None:
    page.goto(f"{talk.site.address}/-/newsroom/login/?next={address}")
    page.fill("[name=username]", f"{name}@paper.example")
    page.fill("[name=password]", "a long enough password")
    page.locator("form button[type=submit]").click()
    page.locator("main.desk").wait_for()


def states(talk: Talk, ids: list[int]) -> list[str]:
    return talk.staff(
        f"print(*Comment.objects.filter(pk__in={ids}).order_by('pk').values_list('state', flat=True))"
    ).split()


def become(talk: Talk, ids: list[int], expected: list[str]) -> None:
    """Wait until the comments are in these states."""
    wait_until(lambda: states(talk, ids) == expected, lambda: f"{expected}, which are {states(talk, ids)}")


def queue_of(talk: Talk) -> str:
    return f"/-/desk/%3Fsort%3Doldest%26story%3D{talk.story}"


def test_twenty_comments_are_judged_with_25_keys_at_most(talk: Talk, reader: Open) -> None:
    ids = waiting(talk, 20)
    page = reader()
    sign_in(page, talk, queue_of(talk))
    keys = [*"ppppshpp", "r", "1", *"pppsppppp", "r", "1", "p"]
    assert len(keys) <= 25
    until(page, "document.activeElement.matches('.queue-item')")
    for key in keys:
        page.keyboard.press(key)
    expected = ["published"] * 20
    for place, state in ((4, "spam"), (5, "held"), (8, "removed"), (12, "spam"), (18, "removed")):
        expected[place] = state
    become(talk, ids, expected)


def test_a_decision_is_undone_where_it_was_made(talk: Talk, reader: Open) -> None:
    ids = waiting(talk, 3)
    page = reader()
    sign_in(page, talk, queue_of(talk))
    until(page, "document.activeElement.matches('.queue-item')")
    page.keyboard.press("p")
    page.locator("#done button").wait_for()
    until(page, f"document.activeElement.dataset.id === '{ids[1]}'")
    page.keyboard.press("z")
    become(talk, ids, ["held"] * 3)
    page.locator(f"#item-{ids[0]}:not(.done)").wait_for()


def test_keys_say_what_they_do_and_leave_fields_alone(talk: Talk, reader: Open) -> None:
    ids = waiting(talk, 2)
    page = reader()
    sign_in(page, talk, queue_of(talk))
    until(page, "document.activeElement.matches('.queue-item')")
    page.keyboard.press("?")
    page.locator("dialog#keys[open]").wait_for()
    page.keyboard.press("p")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("jkphrsuz")
    expect(page.locator("#words")).to_have_value("jkphrsuz")
    page.locator("#words").blur()
    page.keyboard.press("r")
    page.locator("dialog#why[open]").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("x")
    page.keyboard.press("k")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator(".tick input:checked")).to_have_count(2)
    expect(page.locator(".ticked")).to_have_text("2 selected")
    become(talk, ids, ["held", "held"])


def test_two_moderators_see_each_other_and_never_fight(talk: Talk, reader: Open) -> None:
    ids = waiting(talk, 3)
    eva, finn = reader(), reader()
    sign_in(eva, talk, queue_of(talk))
    until(eva, f"document.activeElement.dataset.id === '{ids[0]}'")
    wait_until(
        lambda: talk.staff("from broadsheet.desk.models import Presence; print(Presence.objects.count())") != "0\n",
        "the first to be known to look",
    )
    sign_in(finn, talk, queue_of(talk), "finn")
    until(finn, f"document.querySelector('#item-{ids[0]} .presence').textContent.includes('Eva is looking at this')")
    eva.keyboard.press("s")
    become(talk, ids, ["spam", "held", "held"])
    finn.locator(f"#item-{ids[0]}").focus()
    finn.keyboard.press("p")
    until(finn, f"/Eva|Spam/.test(document.querySelector('#item-{ids[0]} .stand').textContent)")
    until(finn, f"document.activeElement.dataset.id === '{ids[1]}'")
    become(talk, ids, ["spam", "held", "held"])
    until(finn, f"document.querySelector('#item-{ids[0]}').matches('.done')")


def test_the_whole_desk_works_without_script(talk: Talk, reader: Open) -> None:
    ids = waiting(talk, 6)
    page = reader(java_script_enabled=False)
    sign_in(page, talk, queue_of(talk))
    page.locator(f"#item-{ids[0]} [data-does=publish]").click()
    page.locator("#done .undo button").click()
    page.locator(f"#item-{ids[0]} summary").click()
    page.locator(f"#item-{ids[0]} select").select_option(index=1)
    page.fill(f"#item-{ids[0]} textarea", "Please do not.")
    page.locator(f"#item-{ids[0]} [data-does=remove]").click()
    expect(page.locator("#done")).to_contain_text("Removed.")
    for pk in ids[1:3]:
        page.check(f"#item-{pk} .tick input")
    page.locator("#ticked button", has_text="Spam").click()
    become(talk, ids, ["removed", "spam", "spam", "held", "held", "held"])
    page.locator(".undo", has_text="2 of 2").locator("button").click()
    become(talk, ids[1:3], ["held", "held"])
    page.click("text=All of this list")
    expect(page.locator("h1")).to_have_text("5 comments")
    page.check("[value=removed]")
    page.locator(".all-of-it button").click()
    become(talk, ids, ["removed"] * 6)
    page.click("text=Undo all of it")
    become(talk, ids, ["removed", *["held"] * 5])


def test_a_comment_stands_in_its_thread_beside_the_story_as_it_was(talk: Talk, reader: Open) -> None:
    first = talk.post("Above all.")
    second = talk.post("In the middle.", parent=first)
    third = talk.post("At the end.", parent=second)
    waiting(talk, 1)
    talk.staff(
        "from broadsheet.stories import publish\n"
        "story.body = [{'type': 'paragraph', 'value': '<p>Quite another paragraph.</p>'}]\n"
        "publish(story)\n"
    )
    page = reader()
    sign_in(page, talk, f"/-/desk/comments/{second}")
    shown = [
        json.loads(one) for one in page.locator(".queue-item").evaluate_all("all => all.map(one => one.dataset.id)")
    ]
    assert shown == [first, second, third]
    page.locator(f"#item-{third}").focus()
    page.keyboard.press("h")
    become(talk, [third], ["held"])
    page.goto(f"{talk.site.address}/-/desk/comments/{second}")
    page.click("text=what its readers saw then")
    expect(page.locator("del", has_text="Paragraph 3 of the story.")).to_have_count(1)
    expect(page.locator("ins")).to_have_text(["Quite another paragraph."])
