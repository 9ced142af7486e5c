"""Look-alike letters: the one table of them, and the skeleton of a name by which two names that look alike are equal."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path

# What looks like a Latin letter, most of it from other scripts, by the letter it looks like (Unicode Technical Standard 39
# speaks of skeletons). Compatibility decomposition (NFKD) comes first: it undoes full-width, mathematical, circled and
# accented letters. A changed row changes the features of the spam filter: raise `VERSION` in spam/classifier/features.py.
LOOKALIKES = {
    "a": "аɑαᴀ∂ａ",
    "b": "ьʙβвᏏƅƀ",
    "c": "сϲᴄⅽ¢",
    "d": "ԁɗᴅժđ",
    "e": "еєҽεᴇ℮ɛⲉ",
    "f": "ƒғꜰϝ",
    "g": "ɡցɢԍ",
    "h": "һнʜհħ",
    "i": "іıιɪӏɩⅰǀ",
    "j": "ϳјᴊ",
    "k": "кκᴋԟ",
    "l": "ⅼʟɫłן",
    "m": "мᴍⅿ",
    "n": "ɴոηпռ",
    "o": "оοᴏσօøө०๐",
    "p": "рρᴘþ",
    "q": "ԛզ",
    "r": "гʀɾᴦ",
    "s": "ѕꜱƽʂ",
    "t": "тτᴛŧ",
    "u": "υᴜʋսц",
    "v": "ѵνᴠⅴ",
    "w": "ѡԝωᴡш",
    "x": "хχҳⅹ",
    "y": "уүγʏყ",
    "z": "ᴢʐƶ",
    "'": "ʼ’‘`´ʹ",
    '"': "“”«»„",
    "-": "–—‐‑−⁃",
    ".": "․。ꓸ",
    "/": "⁄∕",
}
PLAIN_OF = {strange: plain for plain, many in LOOKALIKES.items() for strange in many}
_IN_NAMES = {**PLAIN_OF, "0": "o", "1": "i", "3": "e", "5": "s", "|": "l"}  # digits mean something outside names
_TRANSLATION = str.maketrans(_IN_NAMES)
_BEFORE = str.maketrans({"ſ": "f", "ϲ": "c", "Ϲ": "C"})  # what NFKD makes another letter than it looks like
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0\ufffc\U0001d159")  # letters and symbols that are drawn as nothing
_NOTHING = _BLANK | {"\u0640"}  # and what only makes an Arabic word longer
_JOINERS = "\u200c\u200d"  # Persian and Indic spelling needs them


def _prototypes() -> Mapping[str, str]:
    """By character: the letters and digits, in small letters without marks, that it looks like; our own table comes first."""
    lines = Path(__file__).with_name("confusables.txt").read_text("utf-8").split("\n")
    rows = [line.rpartition("\t") for line in lines if line and not line.startswith("#")]
    found = {strange: plain for prototype, _, many in rows if (plain := _letters(prototype)) for strange in many}
    own = {strange: plain for strange, plain in PLAIN_OF.items() if plain.isalnum()}
    ours = {found[strange]: plain for strange, plain in own.items() if len(found.get(strange, "")) == 1}
    once = {strange: plain if plain.isascii() else ours.get(plain, plain) for strange, plain in found.items()} | own
    return {strange: "".join(once.get(letter, letter) for letter in plain) for strange, plain in once.items()}


def _letters(text: str) -> str:
    """Letters and digits that can be seen, without marks, in small letters; look-alikes of our own table made one."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    small = unicodedata.normalize("NFKD", plain.casefold()).translate(_TRANSLATION)
    return "".join(one for one in small if one not in _NOTHING and unicodedata.category(one)[0] in "LN")


_PROTOTYPES = _prototypes()


def is_invisible(letter: str) -> bool:
    """Whether a character shows nothing, or means nothing. Joiners and marks do not count: some scripts are written with them."""
    unseen = unicodedata.category(letter) in {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
    return letter in _BLANK or (unseen and letter not in _JOINERS)


def name_skeleton(name: str, *, as_written: bool = False) -> str:
    """A name without case, accents, spaces and punctuation, look-alike letters made one; equal for names that look alike.

    Small and capital letters may look like different ones (Ν like N, ν like v). The skeleton is that of the small ones, so
    that case makes no difference; `as_written` it is that of what is seen, for comparing with both.
    """
    plain = unicodedata.normalize("NFKD", name.translate(_BEFORE))
    seen = "".join(map(_as_written if as_written else _in_small, plain))
    return _letters(seen).replace("rn", "m").replace("vv", "w").replace("i", "l")


def _as_written(letter: str) -> str:
    return _PROTOTYPES.get(letter, letter)


def _in_small(letter: str) -> str:
    """What a letter looks like may be a capital that looks like another, so it is asked twice."""
    return "".join(map(_small_prototype, _small_prototype(letter)))


def _small_prototype(letter: str) -> str:
    small = letter.casefold()
    return _PROTOTYPES.get(small) or _PROTOTYPES.get(letter) or _PROTOTYPES.get(small.upper()) or small
