"""Take screenshots of every page and put them on contact sheets; says what is wrong with each page.

`make look` sets up what is needed and runs this.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.chromium import a_browser
from tests.contact_sheets.browser import Visit, Visitor
from tests.contact_sheets.cast import LANGUAGES
from tests.contact_sheets.pages import GROUPS, PAGES, Page
from tests.contact_sheets.sheets import put_on_sheets
from tests.contact_sheets.site import newspaper

SCHEMES, WIDTHS = ["light", "dark"], ["1280", "375"]


def main() -> int:
    """The exit status: 1 where a page has a problem."""
    given = _parser().parse_args()
    pages = _chosen(given)
    given.out.mkdir(parents=True, exist_ok=True)
    for old in given.out.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory(prefix="broadsheet-look-") as folder:
        visits = list(_visits(given, pages, Path(folder)))
    problems = [f"{visit.title}: {problem}" for visit in visits for problem in visit.problems]
    (given.out / "problems.txt").write_text("".join(f"{line}\n" for line in problems))
    sheets = put_on_sheets(visits, given.out)
    sys.stdout.write(f"{len(visits)} screenshots on {len(sheets)} sheets in {given.out}, {len(problems)} problems\n")
    return 1 if problems else 0


def _parser() -> argparse.ArgumentParser:
    def several(text: str) -> list[str]:
        return [one for one in text.split(",") if one]

    parser = argparse.ArgumentParser(prog="contact_sheets", description=__doc__)
    parser.add_argument("out", type=Path, help="folder for screenshots and sheets")
    parser.add_argument("--only", type=several, default=GROUPS, metavar=",".join(GROUPS))
    parser.add_argument("--languages", type=several, default=LANGUAGES, metavar=",".join(LANGUAGES))
    parser.add_argument("--schemes", type=several, default=SCHEMES, metavar=",".join(SCHEMES))
    parser.add_argument("--widths", type=several, default=WIDTHS, metavar=",".join(WIDTHS), help="in pixels")
    parser.add_argument("--pages", type=several, default=[], metavar="/ADDRESS/", help="only what begins with it")
    return parser


def _chosen(given: argparse.Namespace) -> list[Page]:
    found = [page for page in PAGES if page.group in given.only]
    if given.pages:
        found = [page for page in found if any(page.pattern.startswith(address) for address in given.pages)]
    if not found:
        raise SystemExit("Page not found. They are listed in tests/contact_sheets/pages.py.")
    return found


def _visits(given: argparse.Namespace, pages: list[Page], folder: Path) -> Iterator[Visit]:
    with newspaper(folder, given.languages) as paper, a_browser() as browser:
        for language in given.languages:
            paper.speak(language)
            visitor = Visitor(browser, paper, language, given.out)
            for page in pages:
                for visit in visitor.visit(page, given.schemes, [int(width) for width in given.widths]):
                    for problem in visit.problems:
                        sys.stdout.write(f"{visit.title}: {problem}\n")
                        sys.stdout.flush()
                    yield visit
            visitor.close()


if __name__ == "__main__":
    sys.exit(main())
