"""The list of reasons, at the desk."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from broadsheet.moderation import Reason, reasons
from tests.comments.test_cleaning_fields import ATTACKS

pytestmark = pytest.mark.django_db
LIST = "/-/desk/reasons"


def test_editors_change_the_list(client: Client, ada: Any) -> None:
    client.force_login(ada)
    first, second, *_ = reasons()
    assert first.name in client.get(LIST).content.decode()
    client.post(f"{LIST}/{second.pk}/up")
    assert reasons()[0] == second
    client.post(f"{LIST}/{second.pk}/down")
    client.post(f"{LIST}/{first.pk}/word", {"name": "Shouting", "sentence": "Quieter, please."})
    assert reasons()[0].sentence == "Quieter, please."
    client.post(f"{LIST}/{first.pk}/retire")
    assert first not in reasons() and first in reasons(retired=True)
    client.post(f"{LIST}/{first.pk}/restore")
    client.post(f"{LIST}/add", {"name": "Too long", "sentence": ""})
    assert reasons()[-1].name == "Too long"


def test_moderators_read_it(client: Client, dee: Any) -> None:
    client.force_login(dee)
    first = reasons()[0]
    assert f"/-/desk/reasons/{first.pk}/word" not in client.get(LIST).content.decode()
    assert client.post(f"{LIST}/{first.pk}/retire").status_code == 403
    assert first in reasons()


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"name": "", "sentence": "Kept here."}, 422),
        ({"name": "x" * 61, "sentence": "Kept here."}, 413),
        ({"name": "Kept here", "sentence": "x" * 301}, 413),
    ],
)
def test_what_does_not_fit_comes_back(client: Client, ada: Any, given: dict[str, str], status: int) -> None:
    client.force_login(ada)
    count = len(reasons())
    answer = client.post(f"{LIST}/add", given)
    assert answer.status_code == status
    assert [words for words in given.values() if words not in answer.content.decode()] == []
    assert len(reasons()) == count


def test_a_name_stands_once(client: Client, ada: Any) -> None:
    client.force_login(ada)
    first = reasons()[0]
    assert client.post(f"{LIST}/add", {"name": first.name}).status_code == 422


def test_an_untouched_reason_keeps_its_translations(client: Client, ada: Any) -> None:
    client.force_login(ada)
    first = reasons()[0]
    Reason.objects.filter(pk=first.pk).update(sentence="")
    client.post(
        f"{LIST}/{first.pk}/word", {"name": "Оскорбления или угрозы", "sentence": ""}, headers={"accept-language": "ru"}
    )
    assert Reason.objects.get(pk=first.pk).name == first.name


@pytest.mark.parametrize("attack", ATTACKS[:6])
def test_attacks_are_text(client: Client, ada: Any, attack: str) -> None:
    client.force_login(ada)
    client.post(f"{LIST}/add", {"name": attack[:60], "sentence": attack[:300]})
    page = client.get(LIST).content.decode()
    assert " ".join(page.split()).count(" ".join(escape(attack).split())) == 3, (
        "in both fields, and the name as the list has it"
    )
    assert "<script" not in page and "<svg" not in page and "<img" not in page
