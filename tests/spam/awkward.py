"""Texts of 10 kB that no moderator has ever seen: every script of Unicode, what is not to be seen at all, and what never ends."""

from __future__ import annotations

import random
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable

BYTES = 10_000


def awkward() -> dict[str, str]:
    """By name; each at most 10 kB in UTF-8, where it can be written in UTF-8 at all."""
    chance = random.Random(1)
    found = {f"script {name}": _words(chance, letters) for name, letters in scripts().items()}
    every = [letter for letters in scripts().values() for letter in letters]
    found["all scripts"] = _words(chance, every)
    found["all scripts, no spaces"] = _cut("".join(chance.choices(every, k=BYTES)))
    for name, make in _ODD.items():
        found[name] = _cut(make(chance))
    return found


def scripts() -> dict[str, list[str]]:
    """Letters and marks by the first word of their name, which is their script's."""
    letters: dict[str, list[str]] = defaultdict(list)
    for code in range(sys.maxunicode + 1):
        letter = chr(code)
        if unicodedata.category(letter)[0] in "LMN" and (name := unicodedata.name(letter, "")):
            letters[name.partition(" ")[0].partition("-")[0]].append(letter)
    return dict(letters)


def _words(chance: random.Random, letters: list[str]) -> str:
    words = ("".join(chance.choices(letters, k=chance.randint(1, 9))) for _ in range(BYTES // 3))
    return _cut(" ".join(words))


def _cut(text: str) -> str:
    return text.encode("utf-8", "surrogatepass")[:BYTES].decode(
        "utf-8", "ignore" if _is_whole(text) else "surrogatepass"
    )


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _of(letters: str) -> Callable[[random.Random], str]:
    return lambda chance: "".join(chance.choices(letters, k=BYTES))


_ODD: dict[str, Callable[[random.Random], str]] = {
    "nothing": lambda _: "",
    "one letter": lambda _: "x",
    "one lone surrogate": lambda _: "\ud800",
    "lone surrogates": lambda chance: "".join(chr(chance.randint(0xD800, 0xDFFF)) for _ in range(BYTES // 3)),
    "one long word": _of("abcdefghijklmnopqrstuvwxyz"),
    "one letter, again and again": lambda _: "x" * BYTES,
    "one-letter words": lambda _: "a " * BYTES,
    "words of their own": lambda chance: " ".join(f"{chance.randrange(10**6):x}" for _ in range(BYTES // 5)),
    "spaces": lambda _: " " * BYTES,
    "lines": lambda _: "\n" * BYTES,
    "zero-width": _of("\u200b\u200c\u200d\u2060\ufeff\u00ad"),
    "zero-width between letters": lambda _: "a\u200b" * BYTES,
    "marks upon marks": lambda _: "a" + "\u0301" * BYTES,
    "right to left and back": _of("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2069ab"),
    "round brackets": lambda _: "(" * BYTES,
    "square brackets": lambda _: "[" * BYTES,
    "links in Markdown": lambda _: "[a](http://b.example/c) " * (BYTES // 20),
    "half links": lambda _: "](http://" * BYTES,
    "tags": lambda _: "<a href=x>" * BYTES,
    "hosts": lambda chance: " ".join(f"{chance.randrange(10**6):x}.com" for _ in range(BYTES // 9)),
    "one host": lambda _: "a." * BYTES + "com",
    "hyphens and dots": _of("-."),
    "addresses": lambda _: "a@b.c " * BYTES,
    "one address": lambda _: "a." * (BYTES // 2) + "@b",
    "at signs": lambda _: "@" * BYTES,
    "a word before an at sign": lambda _: "w" * (BYTES - 1) + "@",
    "numbers": _of("0123456789"),
    "telephones": lambda _: "+7 (999) 123-45-67 " * BYTES,
    "almost telephones": lambda _: "1 " * BYTES,
    "punctuation": _of("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
    "apostrophes": lambda _: "a'" * BYTES,
    "underlines": lambda _: "a_" * BYTES,
    "emoji": _of("\U0001f600\U0001f680\u2764\ufe0f\U0001f468\u200d\U0001f469\u200d\U0001f467"),
    "flags": _of("".join(chr(code) for code in range(0x1F1E6, 0x1F200))),
    "ligatures that unfold": lambda _: "\ufdfa" * BYTES,
    "letters that look alike": _of("аеорсхуіѕΑΒΕΖΗ𝐚𝐛𝐜ⓐⓑⓒ"),
    "capitals": _of("ABCDEFGHIJKLMNOPQRSTUVWXYZ "),
    "controls": _of("".join(map(chr, range(32)))),
    "private and unassigned": _of("\ue000\uf8ff\U0010ffff\ufffe\uffff\U000e0001\U000e0041"),
}  # fmt: skip
