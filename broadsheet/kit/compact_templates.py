"""A template loader that takes the layout out of our HTML templates when they are compiled, so that they can be written
in lines that fit a screen.

The rule is that of JSX. A line break, together with the spaces around it, disappears beside a tag of any kind (`<p>`,
`{% if %}`, `{{ name }}`) and at the ends of the file; between two words it is one space. Between the attributes of a tag
it is one space too, but none stands before the closing `>`, and before `{% if %}` it moves into the branches, so that
nothing is left where none of them is taken. Spaces within a line stay: one that is wanted at the end of a line is written
`{{ " " }}`.

Left alone: attribute values, what is in `<pre>`, `<textarea>`, `<script>` and `<style>`, HTML comments, and what is in
`{% blocktranslate %}`, `{% comment %}` and `{% verbatim %}`.
"""

from __future__ import annotations

import re

from django.template.base import Origin
from django.template.loaders.filesystem import Loader as FilesystemLoader

_TEMPLATE_TAG = re.compile(r"(\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\})")
_KEPT_BLOCK = re.compile(r"\{%\s*(blocktrans|blocktranslate|comment|verbatim)\b")
_BRANCH = re.compile(r"\{%\s*(if|elif|else|endif)\b")
_PIECE = re.compile(r"<!--.*?-->|</?[a-zA-Z][\w-]*|/?>|[\"']|[ \t\r\n]+|[^ \t\r\n\"'<>/]+|.", re.DOTALL)
_KEPT_ELEMENTS = {"pre", "textarea", "script", "style"}


class Loader(FilesystemLoader):
    """Templates of the folders in `DIRS`, those in HTML without their layout. An error names the line of the outcome."""

    def get_contents(self, origin: Origin) -> str:
        """The source of a template as it is compiled."""
        source: str = super().get_contents(origin)
        return compact(source) if origin.name.endswith(".html") else source


def compact(source: str) -> str:
    """The source of an HTML template without the line breaks and the indentation that only the layout needs."""
    reader = _Reader()
    for number, part in enumerate(_TEMPLATE_TAG.split(source)):
        if number % 2:
            reader.read_template_tag(part)
        else:
            reader.read_text(part)
    return reader.finish()


class _Reader:
    """Reads a template from its beginning to its end, and knows at every place what it stands in."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.layout = False  # a line break was read, and what it becomes depends on what follows
        self.after_word = False
        self.tag = ""  # the HTML tag that is open: its name, or "/" and its name
        self.quote = ""  # the mark that ends the attribute value that is open
        self.kept = ""  # the element or the block whose contents stay as they are
        self.spaced: list[bool] = []  # for every `{% if %}` inside a tag: whether its branches begin with a space

    def finish(self) -> str:
        """What is to be compiled; a line break at the end has gone."""
        return "".join(self.written)

    def read_template_tag(self, tag: str) -> None:
        """Take one `{% … %}`, `{{ … }}` or `{# … #}`."""
        if self.kept.startswith("{"):
            if re.match(r"\{%\s*end" + self.kept[1:] + r"\s*%\}", tag):
                self.kept = ""
            self.written.append(tag)
        elif self.tag and not self.quote:
            self._read_in_tag(tag)
        else:
            self.layout = self.after_word = False
            self.written.append(tag)
        if not self.kept and (begun := _KEPT_BLOCK.match(tag)):
            self.kept = "{" + begun[1]

    def read_text(self, text: str) -> None:
        """Take what stands between two template tags."""
        if self.kept.startswith("{"):
            self.written.append(text)
            return
        for piece in _PIECE.findall(text):
            self._read_piece(piece)

    def _read_piece(self, piece: str) -> None:
        if self.kept:
            self._read_kept(piece)
        elif self.quote:
            self.quote = "" if piece == self.quote else self.quote
            self.written.append(piece)
        elif not piece.strip(" \t\r\n"):
            self._read_space(piece)
        elif self.tag:
            self._read_attribute(piece)
        elif re.match(r"</?[a-zA-Z]", piece):
            self.layout = self.after_word = False
            self.tag = piece[1:].lower()
            self.written.append(piece)
        else:
            self._read_word(piece)

    def _read_kept(self, piece: str) -> None:
        self.written.append(piece)
        if piece.lower() == "</" + self.kept:
            self.kept, self.tag = "", "/" + self.kept

    def _read_space(self, space: str) -> None:
        if "\n" not in space:
            self.written.append(space)
            self.after_word = False if self.tag else self.after_word
        else:
            self.layout = True

    def _read_attribute(self, piece: str) -> None:
        ends = piece in (">", "/>")
        if self.layout and not ends:
            self.written.append(" ")
        self.layout = False
        self.written.append(piece)
        if piece in "\"'":
            self.quote = piece
        if ends:
            self.kept = self.tag if self.tag in _KEPT_ELEMENTS else ""
            self.tag, self.after_word = "", False

    def _read_word(self, piece: str) -> None:
        if self.layout and self.after_word:
            self.written.append(" ")
        self.layout, self.after_word = False, True
        self.written.append(piece)

    def _read_in_tag(self, tag: str) -> None:
        """Between attributes a line break before a condition is written at the beginning of its branches."""
        branch = _BRANCH.match(tag)
        word = branch[1] if branch else ""
        if word == "if":
            self.spaced.append(self.layout)
            self.written.append(tag + " " * self.layout)
        elif word in ("elif", "else"):
            self.written.append(tag + " " * (self.spaced or [False])[-1])
        elif word == "endif":
            self.spaced = self.spaced[:-1]
            self.written.append(tag)
        else:
            self.written.append(" " * self.layout + tag)
        self.layout = False
