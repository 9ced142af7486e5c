"""Features: what a submission shows, as numbers below 2^18. Words, runs of three to five letters, what its shape tells,
and what is known around it. Binary: there or not.
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from broadsheet.spam.classifier.normalising import Folded, fold
from broadsheet.spam.classifier.segmenting import segments
from broadsheet.spam.classifier.submissions import Submission

SIZE = 1 << 18
VERSION = 2  # of this file's meaning: a snapshot of another is not believed
Ids = NDArray[np.int32]

MOST = 12_000  # letters looked at
_MASK = SIZE - 1
_TIMES = 4  # a fact has so many features, or hundreds of runs of letters would drown it
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ENDINGS = "com|net|org|ru|ua|info|biz|xyz|top|club|io|me|ltd|co|uk|de|cn|in|tk|ml|online|site|shop|live|app|link|pro|su|kz|by|eu|us"
_LINK = re.compile(
    rf"(?:https?://|www\.)[^\s<>\"')\]]{{1,300}}|\b[a-z0-9-]{{1,63}}\.(?:{_ENDINGS})\b(?:/[^\s<>\"')\]]{{0,300}})?",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]{1,60}")
_PHONE = re.compile(r"\+?\d[\d\s().-]{6,20}\d")
_MONEY = re.compile(r"[$£€₽₴¥₿]|\b(?:usd|eur|gbp|btc|usdt)\b", re.IGNORECASE)
_MARKUP = re.compile(r"<[a-z/!]|\[/?(?:url|b|i|img|link)|\]\(", re.IGNORECASE)
_REPEAT = re.compile(r"(.)\1{3,}")


@dataclass(frozen=True, slots=True)
class Features:
    """The features of a whole text and of its segments, one after the other: `starts` says where each begins."""

    ids: Ids
    starts: NDArray[np.intp]

    @property
    def whole(self) -> Ids:
        """The features of the whole alone: what is learnt."""
        return self.ids[: self.starts[1]] if len(self.starts) > 1 else self.ids


def extract_features(submission: Submission) -> Features:
    """Each part's ids ascend, and each is there once. The facts of the whole belong to every segment."""
    raw = submission.text[:MOST]
    folded = fold(raw)
    facts = _hashed(facts_of(raw, folded))
    shared = np.concatenate([facts, _times(facts), context_ids(submission)])
    words = list(_WORD.finditer(folded.text))
    hashed = _hashed([f"w {word[0]}" for word in words])
    begins = np.array([word.start() for word in words], dtype=np.intp)
    letters = runs(folded.text)
    parts = [[*letters, hashed, shared]]
    for start, end in segments(folded.text):
        cut = [of[start : max(end - length + 3, start)] for length, of in enumerate(letters, 3)]
        first, last = np.searchsorted(begins, (start, end))
        parts.append([*cut, hashed[first:last], shared])
    return _together(parts)


def _together(parts: list[list[NDArray[np.uint32]]]) -> Features:
    """Sorting all at once is faster than a sort a part, and than `np.unique`, which hashes first."""
    sizes = [sum(map(len, part)) for part in parts]
    numbers = np.repeat(np.arange(len(parts), dtype=np.int64) * SIZE, sizes)
    keys = numbers + np.concatenate([ids for part in parts for ids in part])
    keys.sort()
    first = np.ones(len(keys), dtype=bool)
    first[1:] = keys[1:] != keys[:-1]
    keys = keys[first]
    starts = np.searchsorted(keys, np.arange(len(parts)) * SIZE)
    return Features((keys & _MASK).astype(np.int32), starts)


def _hashed(names: list[str]) -> NDArray[np.uint32]:
    hashes = [zlib.crc32(name.encode("utf-8", "surrogatepass")) & _MASK for name in names]
    return np.array(hashes, dtype=np.uint32)


def _times(ids: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The further features of each fact."""
    more = [(ids * np.uint32(2654435761) + np.uint32(k * 40503)) & np.uint32(_MASK) for k in range(1, _TIMES)]
    return np.concatenate(more)


def word_id(word: str) -> int:
    """The one feature of a word."""
    return int(_hashed([f"w {word}"])[0])


def spans(folded: str) -> list[tuple[int, int]]:
    """Where each word begins and ends."""
    return [word.span() for word in _WORD.finditer(folded)]


def named_facts(submission: Submission) -> list[tuple[str, list[int]]]:
    """Every fact by its name, with all its features."""
    raw = submission.text[:MOST]
    names = [*facts_of(raw, fold(raw)), *(f"c {name}={value}" for name, value in around(submission))]
    found = []
    for name in dict.fromkeys(names):
        ids = _hashed([name])
        found.append((name[2:], [int(ids[0]), *map(int, _times(ids))]))
    return found


def runs(text: str) -> list[NDArray[np.uint32]]:
    """The ids of all runs of three, of four and of five letters, in the order of where they begin.

    FNV-1a over the letters, a space before and after, with a stir after each letter and a last one.
    """
    codes = np.frombuffer(f" {text} ".encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint32)
    hashes = np.full(len(codes), 2166136261, dtype=np.uint32)
    found = []
    for step in range(5):
        count = max(len(codes) - step, 0)
        hashes = (hashes[:count] ^ codes[step:]) * np.uint32(16777619)
        hashes ^= hashes >> np.uint32(15)
        if step >= 2:
            found.append(_stirred(hashes + np.uint32(step)))
    return found


def _stirred(hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    hashes ^= hashes >> np.uint32(13)
    hashes *= np.uint32(0x85EBCA6B)
    hashes ^= hashes >> np.uint32(16)
    return hashes & np.uint32(_MASK)


def facts_of(raw: str, folded: Folded) -> list[str]:
    """What the shape of the text tells, each as `m name=value`."""
    return [f"m {name}={value}" for name, value in _shape(raw, folded)]


def _shape(raw: str, folded: Folded) -> Iterator[tuple[str, object]]:
    links = _LINK.findall(raw) if "." in raw else []
    yield "links", _step(len(links))
    for link in links[:20]:
        host = host_of(link)
        yield "host", host
        yield "tld", host.rpartition(".")[2]
    digits = sum(map(str.isdigit, raw))
    yield "mails", min(len(_MAIL.findall(raw)), 3) if "@" in raw else 0
    yield "phones", min(len(_PHONE.findall(raw)), 3) if digits > 7 else 0
    yield "money", min(len(_MONEY.findall(raw)), 3)
    yield "markup", min(len(_MARKUP.findall(raw)), 3) if "<" in raw or "[" in raw else 0
    yield "repeats", min(len(_REPEAT.findall(raw)), 3)
    yield "hidden", min(folded.hidden, 3)
    yield "strange", min(folded.strange, 3)
    yield from _sizes(raw, folded, digits)
    yield from _marks(raw)


def _sizes(raw: str, folded: Folded, digits: int) -> Iterator[tuple[str, object]]:
    letters = sum(map(str.isalpha, raw))
    yield "length", int(math.log2(len(raw) or 1) * 1.5)
    yield "words", int(math.log2(len(folded.text.split()) or 1) * 1.5)
    yield "capitals", int(10 * sum(map(str.isupper, raw)) / (letters or 1))
    yield "digits", int(20 * digits / (len(raw) or 1))
    yield "numbers", _step(digits)
    yield "shouting", _step(sum(1 for word in raw.split() if len(word) > 2 and word.isupper()))
    yield "lines", min(raw.count("\n"), 5)


def _marks(raw: str) -> Iterator[tuple[str, object]]:
    yield "exclaims", min(raw.count("!"), 4)
    yield "asks", min(raw.count("?"), 4)
    yield "begins", "U" if raw[:1].isupper() else "l" if raw[:1].islower() else "o"
    yield "ends", "a" if raw[-1:].isalnum() else raw[-1:]
    if raw.isascii():
        yield "scripts", "la"
        return
    yield "emoji", _step(len(_EMOJI.findall(raw)))
    yield "scripts", "+".join(name for name, letters in _SCRIPTS if letters.search(raw))


_EMOJI = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")
_SCRIPTS = [
    (name, re.compile(f"[{letters}]"))
    for name, letters in (
        ("la", "A-Za-z\u00c0-\u024f"),
        ("el", "\u0370-\u03ff"),
        ("cy", "\u0400-\u052f"),
        ("he", "\u0590-\u05ff"),
        ("ar", "\u0600-\u077f"),
        ("in", "\u0900-\u0dff"),
        ("th", "\u0e00-\u0e7f"),
        ("cj", "\u3040-\ud7af"),
    )
]


def context_ids(submission: Submission) -> NDArray[np.uint32]:
    """What is known around the text, the same for every stretch of it."""
    ids = _hashed([f"c {name}={value}" for name, value in around(submission)])
    return np.concatenate([ids, _times(ids)])


def around(submission: Submission) -> Iterator[tuple[str, object]]:
    """What is known besides the text, as names and values."""
    yield "always", 1
    if submission.author:
        yield from _of_author(submission.author[:200])
    if submission.email:
        name, _, domain = submission.email[:254].lower().rpartition("@")
        yield "mailbox", f"{name}@{domain}"
        yield "mail domain", domain
    if submission.url:
        host = host_of(submission.url[:500])
        yield "site", host
        yield "site tld", host.rpartition(".")[2]
        yield from (("site word", word) for word in _WORD.findall(submission.url[:500].lower())[:20])
    if submission.title:
        yield from _of_title(submission)
    yield from _of_behaviour(submission)


def _of_author(author: str) -> Iterator[tuple[str, object]]:
    folded = fold(author)
    yield "author", folded.text
    yield from (("author word", word) for word in _WORD.findall(folded.text)[:10])
    yield "author strange", min(folded.strange + folded.hidden, 2)
    yield "author digits", min(sum(map(str.isdigit, author)), 4)
    yield "author link", bool(_LINK.search(author))
    yield "author words", min(len(folded.text.split()), 5)


def _of_title(submission: Submission) -> Iterator[tuple[str, object]]:
    title = {word for word in _WORD.findall(fold(submission.title[:300]).text) if len(word) > 3}
    said = set(_WORD.findall(fold(submission.text[:2000]).text))
    yield "shared with title", min(len(title & said), 3)


def _of_behaviour(submission: Submission) -> Iterator[tuple[str, object]]:
    if submission.seconds is not None and math.isfinite(submission.seconds):
        yield "seconds", _step(max(int(min(submission.seconds, 1e6)), 0))
    if submission.trap:
        yield "trap", 1
    if submission.network:
        yield "network", submission.network
    if submission.agent:
        yield "agent", submission.agent[:40]
    if submission.age is not None and math.isfinite(submission.age):
        yield "age", _step(max(int(min(submission.age, 1e5)), 0))
    if submission.approved is not None:
        yield "approved", min(submission.approved, 3)
    if submission.page is not None and math.isfinite(submission.page):
        yield "page", "never" if submission.page < 0 else _step(int(min(submission.page, 1e6)))
    if submission.language:
        yield "language", submission.language[:8]


def host_of(link: str) -> str:
    """The host of a link as written, without `www.`"""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", link.lower()).split("/", 1)[0].split(":", 1)[0][:120]


def _step(count: int) -> int:
    """Small counts as they are, larger ones by doubling."""
    return count if count < 4 else 4 + int(math.log2(count / 4))
