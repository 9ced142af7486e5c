"""Readers correct a story; its editors answer; the note is printed."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from broadsheet import ledger, press
from broadsheet.kit import Decided, NotYours
from broadsheet.moderation.reports import answer_correction_request, request_correction
from broadsheet.moderation.reports.models import CorrectionRequest
from broadsheet.people import Reader
from broadsheet.stories import Correction, Section
from tests.comments.test_cleaning_fields import ATTACKS
from tests.conftest import StoryMaker

READER = Reader(guest="a" * 32)


@pytest.fixture
def story(a_story: StoryMaker) -> Any:
    return a_story("Bridge reopens", section=Section.objects.create(name="Harbour", slug="harbour"))


@pytest.fixture
def offer(story: Any) -> CorrectionRequest:
    return request_correction(story, wrong="It opened in May.", right="In June.", source="I was there.", reader=READER)


def test_a_reader_tells_the_newsroom(client: Client, story: Any) -> None:
    address = f"/-/stories/{story.pk}/correction"
    press.reprint(story)
    assert f'href="{address}"' in press.file_of(story.address).read_text()
    assert "What is wrong?" in client.get(address).content.decode()
    given = {"wrong": "It opened in May.", "right": "In June.", "source": "The sign.", "email": "bo@reader.example"}
    answer = client.post(address, given)
    assert answer.status_code == 200 and "Thank you." in answer.content.decode()
    made = CorrectionRequest.objects.get()
    assert (made.wrong, made.right, made.source, made.email) == tuple(given.values())
    assert made.guest and "__Host-guest" in client.cookies


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"right": "Keep me."}, 422),
        ({"wrong": "x" * 2001, "right": "Keep me."}, 413),
        ({"wrong": "May", "source": "y" * 501, "right": "Keep me."}, 413),
        ({"wrong": "May", "email": "no address", "right": "Keep me."}, 422),
    ],
)
def test_what_does_not_fit_comes_back(client: Client, story: Any, given: dict[str, str], status: int) -> None:
    answer = client.post(f"/-/stories/{story.pk}/correction", given)
    page = answer.content.decode()
    assert answer.status_code == status
    assert [words for words in given.values() if words not in page] == []
    assert not CorrectionRequest.objects.exists()


def test_programs_are_thanked_and_not_kept(client: Client, story: Any) -> None:
    assert client.post(f"/-/stories/{story.pk}/correction", {"wrong": "Buy", "homepage": "x"}).status_code == 200
    assert not CorrectionRequest.objects.exists()


def test_there_is_none_for_a_story_that_is_not_there(client: Client, story: Any) -> None:
    assert client.get("/-/stories/99999/correction").status_code == 404
    type(story).objects.update(live=False)
    assert client.post(f"/-/stories/{story.pk}/correction", {"wrong": "May"}).status_code == 410


def test_a_note_is_printed_dated_and_in_structured_data_and_feeds(
    story: Any, offer: CorrectionRequest, ada: Any
) -> None:
    before = ledger.latest()
    answer_correction_request(offer, ada, note="The bridge opened in June,\nnot in <May>.")
    assert [one.kind for one in ledger.after(before)] == ["story revised", "correction answered"]
    note = Correction.objects.get()
    assert note.by == ada and CorrectionRequest.objects.get().correction == note
    while press.run_once(at_once=True):
        pass
    page = press.file_of(story.address).read_text()
    assert "<b>Correction</b>" in page and "not in &lt;May&gt;." in page
    assert page.index("carries carts again") < page.index("<b>Correction</b>") < page.index('id="discussion"')
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    article = json.loads(found[1])
    (correction,) = article["correction"]
    assert correction["@type"] == "CorrectionComment" and correction["text"] == note.text
    assert article["dateModified"] == correction["datePublished"] > article["datePublished"][:10]
    for feed in ("/atom.xml", "/feed.xml"):
        assert "not in &amp;lt;May&amp;gt;." in press.file_of(feed).read_text(), feed


def test_declining_prints_nothing(story: Any, offer: CorrectionRequest, ada: Any) -> None:
    before = ledger.latest()
    answer_correction_request(offer, ada, words="It was in May.")
    assert [one.kind for one in ledger.after(before)] == ["correction answered"]
    assert not Correction.objects.exists()
    with pytest.raises(Decided, match="Ada has answered"):
        answer_correction_request(offer, ada, note="Too late.")
    assert not Correction.objects.exists()


def test_only_editors_of_the_section_answer(offer: CorrectionRequest, ada: Any, dee: Any) -> None:
    with pytest.raises(NotYours):
        answer_correction_request(offer, dee, note="Dee moderates.")
    ada.sections.add(Section.objects.create(name="Sport", slug="sport"))
    with pytest.raises(NotYours):
        answer_correction_request(offer, ada, note="Ada edits elsewhere.")


def test_the_desk_answers(client: Client, offer: CorrectionRequest, ada: Any) -> None:
    client.force_login(ada)
    assert "It opened in May." in client.get("/-/desk/corrections").content.decode()
    empty = client.post(f"/-/desk/corrections/{offer.pk}/accept", {"note": " ", "words": "Keep me."})
    assert empty.status_code == 422 and "Please write the note" in empty.content.decode()
    client.post(f"/-/desk/corrections/{offer.pk}/accept", {"note": "It was in June."})
    page = client.get("/-/desk/corrections").content.decode()
    assert "No corrections waiting." in page and "corrected" in page
    again = client.post(f"/-/desk/corrections/{offer.pk}/decline")
    assert again.status_code == 409 and "Ada has corrected" in again.content.decode()


def test_moderators_are_sent_to_editors(client: Client, offer: CorrectionRequest, dee: Any) -> None:
    client.force_login(dee)
    assert client.get("/-/desk/corrections").status_code == 403
    assert client.post(f"/-/desk/corrections/{offer.pk}/decline").status_code == 403
    assert CorrectionRequest.objects.get().taken is None


def test_attacks_are_text_at_the_desk(client: Client, story: Any, ada: Any) -> None:
    for attack in ATTACKS:
        request_correction(story, wrong=attack[:2000] or "x", right=attack, source=attack[:500], reader=READER)
    client.force_login(ada)
    page = client.get("/-/desk/corrections").content.decode()
    assert [attack for attack in ATTACKS if escape(attack) not in page] == []
    assert "<script" not in page and "<svg" not in page and "<img" not in page
