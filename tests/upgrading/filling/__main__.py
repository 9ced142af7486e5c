"""`python -m filling VERSION GIVEN OUT`: fill BROADSHEET_DATA by the `broadsheet` that is beside, and write into the folder OUT
what must be readable afterwards.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from filling import clock

BEGINS = {"0.1.0": "2026-05-04 07:00", "0.2.0": "2026-07-06 07:00", "0.3.0": "2026-09-07 07:00"}


def main() -> None:
    version, given, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    os.environ["DJANGO_SETTINGS_MODULE"] = "broadsheet.settings"
    look_beside_only()
    clock.begin(BEGINS[version])
    import django

    django.setup()
    from django.conf import settings

    import broadsheet

    assert broadsheet.__version__ == version, f"{broadsheet.__version__} is beside, not {version}"
    settings.EMAIL_BACKEND = "filling.outside.Office"
    major, minor, patch = map(int, version.split("."))
    from filling.world import World

    world = World((major, minor, patch), given)
    fill(world)
    folder = Path(settings.PRINTED)
    printed = addresses_of(folder)
    finish(world, folder)
    check_pages(world, folder)
    write(world, version, out, Path(settings.DATA), folder, printed)


def look_beside_only() -> None:
    """An environment into which a checkout is installed would add today's modules to the version's own."""
    sys.meta_path[:] = [
        finder for finder in sys.meta_path if "editable" not in str(getattr(finder, "__module__", finder))
    ]


def fill(world: World) -> None:  # noqa: F821 - imported when Django is set up
    from broadsheet.preparing import prepare
    from filling import discussing, newspaper

    prepare()
    newspaper.set_house()
    newspaper.hire_staff(world)
    filed = newspaper.file_stories_under(world)
    with tempfile.TemporaryDirectory() as folder:
        photos = newspaper.take_pictures(world, Path(folder))
    newspaper.write_stories(world, filed, photos)
    discussing.talk(world)
    newspaper.take_exports_in(world)
    newspaper.change_stories(world, filed)
    world.rounds()
    if world.since(0, 2):
        from filling import accounts, filtering, letters

        accounts.come_in(world)
        letters.follow(world)
        filtering.learn(world)
        world.rounds()
    if world.since(0, 3):
        from filling import desk

        desk.work(world)
        world.rounds()


def finish(world: World, printed: Path) -> None:  # noqa: F821
    """What happens after the last round of the worker: an upgrade finds the site amid its work."""
    world.write("last", "Anna", "bridge", "A last word before the machine was stopped.")
    world.guest("Ben").like("comments", world.comments["last"])
    if world.since(0, 2):
        from filling import accounts, filtering, letters

        letters.leave_unsent(world)
        filtering.leave_asking(world)
        accounts.leave_typed(world)
    if world.since(0, 3):
        from filling import desk

        desk.leave_work_undone(world)
    from filling import looking

    looking.note_printed_page(world, (printed / "2026/city/old-bridge/index.html").read_text())
    looking.note_pages(world)


def addresses_of(printed: Path) -> list[str]:
    """Everything that readers may have kept an address of. Assets are named for their content, and pages name them."""
    files = [path.relative_to(printed).as_posix() for path in printed.rglob("*") if path.is_file()]
    kept = [name for name in files if not re.search(r"(\.gz|\.br|\.gone)$|(^|/)\.|^(assets|images)/", name)]
    return sorted(f"/{name.removesuffix('index.html')}" for name in kept)


def check_pages(world: World, printed: Path) -> None:  # noqa: F821
    """What is expected after an upgrade is so before it."""
    from filling import looking

    wrong = [line for page in world.pages for line in looking.wrong_with(world, page, printed)]
    assert not wrong, "\n".join(wrong)


def write(world: World, version: str, out: Path, data: Path, folder: Path, printed: list[str]) -> None:  # noqa: F821
    from django.conf import settings
    from filling import describing, looking, outside

    used = {page.get("who") for page in (*world.pages, *world.forms)} | {*world.people}
    browsers = {
        name: {"cookies": one.cookies, "network": one.network} for name, one in world.browsers.items() if name in used
    }
    expected: dict[str, Any] = {
        "version": version,
        "commit": os.environ["COMMIT"],
        "now": clock.now().isoformat(),
        "address": settings.ADDRESS,
        "secret_key": settings.SECRET_KEY,
        "names": {"stories": world.stories, "comments": world.comments, "people": world.people},
        "secrets": world.secrets,
        "browsers": browsers,
        "printed": printed,
        "pages": world.pages,
        "forms": world.forms,
        "sent": newest_of_each_kind(
            list(map(outside.Mail.of, outside.Office.sent)),
            lambda link: looking.answer_to(world, {"address": link}, folder)[0] == 200,
        ),
    }
    tables = describing.describe(world, data)
    out.mkdir(parents=True, exist_ok=True)
    (out / "expected.json").write_text(as_text(expected, tables))


def newest_of_each_kind(sent: list[Any], is_good: Callable[[str], bool]) -> list[dict[str, Any]]:
    """Of what was sent to an address, the last e-mail with such links; of many such links in one e-mail one, if it is still good."""
    found = {}
    for mail in sent:
        kinds = {re.sub(r"\d+|[^/]{30,}", "N", link): link for link in mail.links}
        facts = {
            "to": mail.to,
            "subject": mail.subject,
            "identity": mail.identity,
            "links": [link for link in kinds.values() if is_good(link)],
        }
        found[mail.to, *sorted(kinds)] = facts
    return [facts for facts in found.values() if facts["links"]]


def as_text(expected: dict[str, Any], tables: dict[str, list[dict[str, Any]]]) -> str:
    """JSON in which a person finds their way: a line for every page, address and row; rows as lists of values."""
    lines = [f" {_json(name)}: {_listed(value)}" for name, value in expected.items()]
    lines.append(
        ' "tables": {\n' + ",\n".join(f"  {_json(name)}: {_table(some)}" for name, some in tables.items()) + "\n }"
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _listed(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f"  {_json(one)}" for one in value) + "\n ]"
    if isinstance(value, dict) and value:
        return "{\n" + ",\n".join(f"  {_json(name)}: {_json(one)}" for name, one in value.items()) + "\n }"
    return _json(value)


def _table(some: list[dict[str, Any]]) -> str:
    listed = ",\n".join(f"    {_json(list(row.values()))}" for row in some)
    return f'{{"fields": {_json(list(some[0]))}, "rows": [\n{listed}\n   ]}}'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    main()
