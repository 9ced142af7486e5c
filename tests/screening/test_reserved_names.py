"""The paper's own name and those of its offices are nobody else's, in all its languages and in what looks like them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from broadsheet.kit import Unfit
from broadsheet.people import Reader, Role, appoint
from broadsheet.screening.rules import refuse_reserved_name
from broadsheet.stories import site_settings

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name",
    [
        "Newsroom", "The Newsroom", "EDITOR", "Editor-in-chief", "Bo (moderator)", "moderator_1", "Mod3rator", "Еditоr",
        "ᎬDITOR", "e d i t o r", "Редакция", "РЕДАКТОР", "Главный редактор", "Модератор Бо", "Pедaктop", "Редакція",
        "Редакторка", "Модераторка", "Бас редактор", "Редакциясы", "هيئة التحرير", "المحرر", "مشرف", "رئيس التحرير",
    ],
)  # fmt: skip
def test_an_office_of_the_newsroom_is_no_readers_name(name: str, bo: Any, dee: Any) -> None:
    for person in (None, bo):
        with pytest.raises(Unfit, match="the newsroom's"):
            refuse_reserved_name(name, Reader(guest="b" * 32, person=person))
    refuse_reserved_name(name, Reader(person=dee))


@pytest.mark.parametrize(
    "name", ["Broadsheet", "BROADSHEET", "Вroadsheet", "Broad Sheet", "Br0adsheet", "paper.example"]
)
def test_nor_is_the_papers_own(name: str) -> None:
    with pytest.raises(Unfit, match="the newsroom's"):
        refuse_reserved_name(name, Reader(guest="b" * 32))


def test_the_paper_may_be_called_otherwise() -> None:
    ours = site_settings()
    ours.name = "Вечерний Листок"
    ours.save()
    with pytest.raises(Unfit):
        refuse_reserved_name("ВЕЧЕРНИЙ  ЛИСТОК", Reader(guest="b" * 32))
    refuse_reserved_name("Broadsheet", Reader(guest="b" * 32))


@pytest.mark.parametrize(
    "name", ["Edith", "Ed", "Moira", "Анна Редько", "Tahrir", "Сьюзен", "عمر", "Editha Modersohn", "News Reader"]
)
def test_other_names_are_free(name: str) -> None:
    refuse_reserved_name(name, Reader(guest="b" * 32))


@pytest.mark.parametrize("name", ["ㅤ", "⠀", "ᅟᅠ", "Bo⠀", "Bㅤo", "\u200d", "￼", "Bo\u2060", "𝅙"])
def test_what_cannot_be_seen_is_no_name(name: str, a_story: Any, client: Client) -> None:
    answer = client.post(f"/-/stories/{a_story().pk}/comments", {"name": name, "text": "Who am I?"})
    assert answer.status_code == 422


def test_nobody_renames_themself_to_an_office(bo: Any, dee: Any, client: Client) -> None:
    client.force_login(bo)
    for name in ("Moderator", "Broadsheet"):
        assert client.post("/-/you/describe", {"name": name, "about": "", "website": ""}).status_code == 422
    appoint(bo, Role.WRITER)
    assert client.post("/-/you/describe", {"name": "Editor Bo", "about": "", "website": ""}).status_code == 303
