"""What a writer gave, made fit to be kept: each field's rules, and a sentence where one is not met."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from hashlib import blake2b

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext

from broadsheet import kit
from broadsheet.kit import Missing, TooLong, Unfit
from broadsheet.kit.identity import canonical_email, is_invisible

MOST_LETTERS_OF_A_NAME = 80
_LONGEST_RAW_NAME = 1000  # as typed, with spaces and marks that go
_MOST_MARKS = 4  # combining marks on one letter
_LONGEST_RAW_TEXT = 4 * kit.MOST_BYTES  # letters, with line ends, controls and marks that go
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # all but tabs and new lines
_is_website = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, slots=True)
class Words:
    """A text as written, its markup, and how many links it holds."""

    text: str
    html: str
    links: int


def fit_name(name: str) -> str:
    """One line of at most 80 letters without invisible ones."""
    if len(name) > _LONGEST_RAW_NAME:  # normalising takes time that grows with the square of combining marks
        raise TooLong(gettext("Please use a name of at most 80 letters."), "name")
    name = few_marks(" ".join(unicodedata.normalize("NFC", name).split()))
    if not any(unicodedata.category(letter)[0] in "LNSP" for letter in name):
        raise Missing(gettext("Please give a name. It need not be your real one."), "name")
    if any(map(is_invisible, name)):
        raise Unfit(gettext("There are invisible characters in this name. Please type it without them."), "name")
    if len(name) > MOST_LETTERS_OF_A_NAME:
        raise TooLong(gettext("Please use a name of at most 80 letters."), "name")
    return name


def fit_email(email: str) -> str:
    """In the one form in which addresses are kept and compared; empty where none is given."""
    if len(email.strip()) > 254:
        raise TooLong(gettext("This e-mail address is too long. Please correct it, or leave it empty."), "email")
    try:
        return canonical_email(email) if email.strip() else ""
    except ValueError:
        raise Unfit(gettext("This is no e-mail address. Please correct it, or leave it empty."), "email") from None


def fit_website(website: str) -> str:
    """An address with http or https; the scheme may be left out."""
    website = website.strip()
    if website and "://" not in website and not website.lower().startswith(("javascript:", "data:", "mailto:")):
        website = f"https://{website}"
    if len(website) > 300:
        raise TooLong(
            gettext("This address is longer than 300 characters. Please shorten it, or leave it empty."), "website"
        )
    try:
        if website:
            _is_website(website)
    except ValidationError:
        sentence = gettext("A website begins with http:// or https://. Please correct it, or leave it empty.")
        raise Unfit(sentence, "website") from None
    return website


def fit_words(text: str) -> Words:
    """The text and its markup, set once. Raises TooLong above 10,000 bytes, Unfit above 100 opening brackets."""
    if len(text) > _LONGEST_RAW_TEXT:
        raise _too_long(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = few_marks(_CONTROLS.sub("", text)).strip()
    if not text:
        raise Missing(gettext("Please write something."), "text")
    if len(text.encode()) > kit.MOST_BYTES:
        raise _too_long(text)
    try:
        html = kit.typeset(text)
    except kit.Unfit as reason:
        raise TooLong(reason.sentence, "text") from None
    if not html:
        raise Missing(gettext("Please write something that can be read."), "text")
    return Words(text, html, kit.count_links(html))


def _too_long(text: str) -> TooLong:
    sentence = gettext("This is %(size)s bytes long, and 10,000 fit. Please shorten it, or send it in two parts.")
    return TooLong(sentence % {"size": f"{len(text.encode(errors='replace')):,}"}, "text")


def few_marks(text: str) -> str:
    """At most four combining marks on one letter: more would cover the lines above and below."""
    if text.isascii():
        return text
    kept, marks = [], 0
    for letter in text:
        marks = marks + 1 if unicodedata.category(letter) in {"Mn", "Me"} else 0
        if marks <= _MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def digest_of(story_id: int, text: str) -> str:
    """32 hex digits for the same words under the same story, however spaced."""
    words = " ".join(text.split()).casefold()
    return blake2b(f"{story_id}\n{words}".encode(), digest_size=16).hexdigest()
