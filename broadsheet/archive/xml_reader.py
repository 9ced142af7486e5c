"""Reading XML that strangers send: a piece at a time, in bounded memory, fetching and expanding nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from lxml import etree

from broadsheet.archive.records import TakeInError

MOST_BYTES = 32_000_000  # of one record
MOST_ELEMENTS = 200_000  # of one record
_PROLOG = 262_144
_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_BEFORE_ROOT = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)


class Meter:
    """An open file that counts what is read of it, and stops at a record that would fill the memory."""

    def __init__(self, file: BinaryIO, progress: Callable[[int], None] | None) -> None:
        self._file = file
        self._progress = progress
        self.record = 0  # bytes since the last whole one
        self.at_end = False

    def read(self, size: int = -1) -> bytes:
        part = self._file.read(size)
        self.record += len(part)
        self.at_end = not part
        if self.record > MOST_BYTES:
            raise TakeInError(
                f"A single record of this file is larger than {MOST_BYTES // 1_000_000} MB. That is no export."
            )
        if self._progress and part:
            self._progress(len(part))
        return part


def elements(
    path: Path, named: Callable[[str], str], wanted: Mapping[str, str], progress: Callable[[int], None] | None = None
) -> Iterator[tuple[str, Any]]:
    """Each finished element whose name is wanted, in the order of the file; it is emptied once it was dealt with.

    `named` gives an element's plain name for its tag with namespace; `wanted` the name of the element that each wanted
    one stands in. Raises TakeInError for what is not XML, with line
    and column, and for files that only want to fill the memory.
    """
    check_opening(path)
    names: dict[str, str] = {}
    with path.open("rb") as file:
        meter = Meter(file, progress)
        parser = etree.iterparse(
            meter, events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        count = 0
        for element in _finished(parser, meter):
            count += 1
            if count > MOST_ELEMENTS:
                raise TakeInError(
                    f"A single record of this file has more than {MOST_ELEMENTS:,} parts. That is no export."
                )
            name = names.get(element.tag)
            if name is None:
                if len(names) > MOST_ELEMENTS:
                    raise TakeInError(
                        f"This file has more than {MOST_ELEMENTS:,} kinds of elements. That is no export."
                    )
                name = names[element.tag] = named(element.tag)
            if name in wanted and _stands_in(element, named) == wanted[name]:
                yield name, element
                _empty(element)
                count = meter.record = 0


def _finished(parser: Any, meter: Meter) -> Iterator[Any]:
    """Each element at its end. The parser also complains, at the very end, of namespaces whose names are no addresses:
    they do no harm, and what it calls fatal has made it stop before.
    """
    try:
        for _, element in parser:
            yield element
    except etree.XMLSyntaxError as error:
        fatal = next((one for one in parser.error_log if one.level == etree.ErrorLevels.FATAL), None)
        if fatal is None and meter.at_end:
            return
        line, column = (fatal.line, fatal.column) if fatal else error.position
        reason = ((fatal.message if fatal else error.msg) or "it ends too early").strip().rstrip(".,")
        raise TakeInError(
            f"The file is broken at line {line}, column {column}: {reason}. Nothing was taken in."
        ) from error


def check_opening(path: Path) -> None:
    """Refuse, with a sentence, whatever is no XML file, and XML that declares entities."""
    try:
        with path.open("rb") as file:
            head = file.read(_PROLOG)
    except OSError as error:
        raise TakeInError(f"{path} cannot be read: {error.strerror or error}.") from error
    if not head.strip():
        raise TakeInError(f"{path.name} is empty.")
    if head.startswith(b"\x1f\x8b"):
        raise TakeInError(f"{path.name} is compressed. Unpack it first: gunzip {path.name}")
    if head.startswith(b"PK\x03\x04"):
        raise TakeInError(f"{path.name} is a zip archive. Unpack it first and take in each file of it.")
    encoding = next((name for mark, name in _MARKS.items() if head.startswith(mark)), "latin-1")
    _check_prolog(path.name, head.decode(encoding, "replace").lstrip("\ufeff\xef\xbb\xbf"))


def _check_prolog(name: str, head: str) -> None:
    place = 0
    while found := _BEFORE_ROOT.match(head, place):
        place = found.end()
    rest = head[place : place + 9]
    if rest.upper().startswith("<!DOCTYPE"):
        raise TakeInError(
            f"{name} declares a document type, which may hide entities. No export has one; it is refused."
        )
    if not re.match(r"<[A-Za-z_]", rest):
        raise TakeInError(f"{name} is not an XML file.")


def text_of(element: Any) -> str:
    """All text inside, also where markup was written without CDATA around it."""
    return "".join(element.itertext()) if len(element) else element.text or ""


def _stands_in(element: Any, named: Callable[[str], str]) -> str:
    parent = element.getparent()
    return named(parent.tag) if parent is not None else ""


def _empty(element: Any) -> None:
    """Give back the memory: of the element, and of the emptied one of the same name before it."""
    element.clear(keep_tail=False)
    before = element.getprevious()
    if before is not None and before.tag == element.tag:
        before.getparent().remove(before)
