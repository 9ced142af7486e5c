"""What a reader sees alike is alike."""

from __future__ import annotations

import pytest

from broadsheet.spam.classifier import as_read
from broadsheet.spam.classifier.normalising import fold


@pytest.mark.parametrize(
    "disguised",
    [
        "VIAGRA",
        "ＶＩＡＧＲＡ",
        "𝐯𝐢𝐚𝐠𝐫𝐚",
        "v\u200bi\u200da\u2060g\u00adr\ufeffa",
        "vіаgrа",
        "v\u0301i\u0300agra",
        "ⓥⓘⓐⓖⓡⓐ",
        "νιаgга",
    ],
)
def test_disguises_come_off(disguised: str) -> None:
    assert fold(disguised).text == "viagra"


def test_what_was_hidden_is_counted() -> None:
    assert fold("plain words").hidden == fold("plain words").strange == 0
    assert fold("pl\u200ba\u200bin").hidden == 2
    assert fold("plаin wоrds").strange == 2
    assert fold("привет, мир").strange == 0


@pytest.mark.parametrize(
    "text",
    [
        "Plain  words\n`here`",
        "раypal ＰＡＹ",
        "Жёлтый йод",
        "p\u200bay\u00adpal",
        "a\x00b\tc",
        "ﷺ İı ß",
        "字 \U0001d4d0 x\u3000y",
    ],
)
def test_what_is_read_is_the_same_without_counting(text: str) -> None:
    assert as_read(text) == fold(text).text
