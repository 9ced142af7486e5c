"""The printed figures of moderation."""

from __future__ import annotations

import csv
from typing import Any

from broadsheet import ledger
from broadsheet.comments import (
    State,
)
from broadsheet.ledger import Kind
from broadsheet.moderation import Reason, decide_comment
from broadsheet.press import reprinting, sheets
from broadsheet.stories import SiteSettings, site_settings
from tests.conftest import StoryMaker


def printed(address: str) -> str:
    while reprinting.run_once(at_once=True):
        pass
    return sheets.file_of(address).read_text()


def test_an_empty_site_says_so(db: None) -> None:
    site_settings()
    assert "Nothing has happened yet." in printed("/moderation/")
    assert printed("/moderation.csv").splitlines()[1] == "month,figure,reason,number,month is over"


def test_they_are_printed_once_a_day(a_story: StoryMaker, a_comment: Any, dee: Any) -> None:
    assert "Nothing has happened yet." in printed("/moderation/")
    comment = a_comment(a_story())
    decide_comment(comment, State.REMOVED, dee, reason=Reason.objects.create(name="=Rude & <b>loud"))
    assert "Nothing has happened yet." in printed("/moderation/"), "not for every comment"
    ledger.record(Kind.RETENTION_SWEPT)
    page = printed("/moderation/")
    assert "Comments received" in page and "=Rude &amp; &lt;b&gt;loud" in page and "So far." in page
    assert 'href="/moderation.csv"' in page


def test_the_table_is_csv(a_story: StoryMaker, a_comment: Any, dee: Any) -> None:
    decide_comment(a_comment(a_story()), State.REMOVED, dee, reason=Reason.objects.create(name='=Rude, "very"'))
    comment, *lines = printed("/moderation.csv").splitlines()
    assert comment.startswith("# edition: ")
    rows = list(csv.DictReader(lines))
    assert {row["number"] for row in rows if row["figure"] == "received"} == {"1"}
    assert [row["reason"] for row in rows if row["reason"]] == ['\'=Rude, "very"'], "no spreadsheet runs it"


def test_they_are_said_in_the_sites_language(a_story: StoryMaker, a_comment: Any) -> None:
    a_comment(a_story())
    SiteSettings.objects.update(language="ru")
    ledger.record(Kind.SITE_CHANGED)
    assert "Статистика модерации" in printed("/moderation/")
