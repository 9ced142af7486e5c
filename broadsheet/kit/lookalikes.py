"""Look-alike letters: the one table of them, and the skeleton of a name by which two names that look alike are equal."""

from __future__ import annotations

import unicodedata

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


def name_skeleton(name: str) -> str:
    """A name without case, accents, spaces and punctuation, look-alike letters made one; equal for names that look alike."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = (letter for letter in plain if unicodedata.category(letter)[0] in "LN" or letter == "|")
    return "".join(letters).translate(_TRANSLATION).replace("rn", "m").replace("vv", "w").replace("i", "l")
