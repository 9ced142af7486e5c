"""What readers see is said in Russian, Ukrainian, Kazakh and Arabic, and the compiled words are the written ones."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils.translation.template import templatize

LANGUAGES = ["ru", "uk", "kk", "ar"]
_TRANSLATED = re.compile(r'n?gettext\(\s*u?("(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\')')


def _written(language: str) -> polib.POFile:
    return polib.pofile(str(settings.PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated(language: str) -> None:
    written = _written(language)
    forms = int(re.search(r"nplurals=(\d)", written.metadata["Plural-Forms"])[1])  # type: ignore[index]
    assert [entry.msgid for entry in written.untranslated_entries() + written.fuzzy_entries()] == []
    assert {len(entry.msgstr_plural) for entry in written if entry.msgid_plural} == {forms}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_words_are_the_written_ones(language: str) -> None:
    written = _written(language)
    compiled = polib.mofile(str(settings.PACKAGE / "locale" / language / "LC_MESSAGES" / "django.mo"))
    assert len(compiled) > 500
    assert {entry.msgid: entry.msgstr or entry.msgstr_plural for entry in compiled} == {
        entry.msgid: entry.msgstr or entry.msgstr_plural for entry in written
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_readers_templates_is_known(language: str) -> None:
    known = {entry.msgid for entry in _written(language)}
    rooms = [settings.PACKAGE / "templates" / room for room in ("press", "discussion", "people", "mailroom", "rights")]
    templates: list[Path] = [path for room in rooms for path in (*room.glob("*.html"), *room.glob("*.txt"))]
    said = {words for path in templates for words in _said(path)}
    assert len(said) > 200
    assert said - known == set()


def _said(template: Path) -> set[str]:
    """Every message of a template, as `makemessages` would find it: `{% translate %}` and `{% blocktranslate %}` alike."""
    return {ast.literal_eval(words) for words in _TRANSLATED.findall(templatize(template.read_text()))}
