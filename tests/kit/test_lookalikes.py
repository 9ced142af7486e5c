"""Names that look alike have one skeleton, in every script that Unicode's confusables know; what shows nothing is found."""

from __future__ import annotations

import time
import unicodedata

import pytest

from broadsheet.kit.identity import PLAIN_OF, is_invisible, name_skeleton


def _skeletons(name: str) -> set[str]:
    return {name_skeleton(name), name_skeleton(name, as_written=True)}


@pytest.mark.parametrize(
    ("name", "likeness"),
    [
        ("Dee", "ᎠᎬᎬ"),  # Cherokee
        ("DEE", "ꓓꓰꓰ"),  # Lisu
        ("Ada", "Αԁа"),  # Greek, Cyrillic
        ("NINA", "ΝΙΝΑ"),
        ("Νίνα", "ΝΊΝΑ"),
        ("Νίνα", "νίνα"),
        ("Olga", "Օlga"),  # Armenian
        ("Bo", "Bଠ"),  # Oriya
        ("Bo", "ᏴՕ"),
        ("Bo", "B೦"),  # Kannada
        ("Bo", "B๐"),  # Thai
        ("Leo", "ᒪeo"),  # Canadian syllabics
        ("Vera", "Ⅴera"),
        ("Tom", "𐊗om"),  # Lycian
        ("Sam", "𐐠am"),  # Deseret
        ("Ada", "𝔸𝕕𝕒"),
        ("Ada", "ⒶⓓⒶ"),
        ("Dee", "Dㅤee"),
        ("Dee", "De⠀e"),
        ("Dee", "Dᅟee"),
        ("Dee", "D\u034fe\ufe0fe"),
        ("Дмитрий", "ДМИТРИЙ"),
        ("Мария", "Mapия"),
        ("علي", "عليـ"),
    ],
)
def test_names_that_look_alike_share_a_skeleton(name: str, likeness: str) -> None:
    assert (_skeletons(name) | _skeletons(name.upper())) & _skeletons(likeness)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ann", "Ahh"), ("Nina", "Vina"), ("Олег", "Ольга"), ("علي", "عمر"), ("Иван", "Инна"), ("李", "王")],
)
def test_names_of_others_do_not(one: str, other: str) -> None:
    assert not (_skeletons(one) | _skeletons(one.upper())) & _skeletons(other)


def test_every_letter_of_the_table_is_what_it_looks_like() -> None:
    for strange, plain in PLAIN_OF.items():
        if plain.isalpha():
            assert name_skeleton(f"x{strange}x") == name_skeleton(f"x{plain}x"), strange


def test_a_skeleton_is_its_own_skeleton() -> None:
    """Those that are stored are compared with fresh ones."""
    for number in range(0x21, 0x2FFFF):
        if unicodedata.category(chr(number))[0] in "LN":
            once = name_skeleton(f"a{chr(number)}z")
            assert name_skeleton(once) == once, hex(number)


def test_what_is_drawn_as_nothing_is_invisible() -> None:
    """By what Unicode calls it: every letter that fills, every blank but the signs that stand for one."""
    signs = {"␢", "␣"}
    for number in range(0x110000):
        letter = chr(number)
        called = unicodedata.name(letter, "")
        filler = "FILLER" in called and unicodedata.category(letter)[0] == "L"
        if (filler or "BLANK" in called.split() or "NULL NOTEHEAD" in called) and letter not in signs:
            assert is_invisible(letter), called
    assert not any(is_invisible(letter) for letter in "Aя李👍🏽\u200dع\u200c")


def test_a_skeleton_takes_time_by_length_alone() -> None:
    begun = time.process_time()
    name_skeleton("Ада́ᎠᎬΝ" * 100)
    assert time.process_time() - begun < 0.05
