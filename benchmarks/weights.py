"""What goes over the wire: the sample's lead story with its discussion, and every script together. Bytes, brotli, no headers."""

from __future__ import annotations

from pathlib import Path

import brotli

from benchmarks.measuring import Row, new_site

MOST_FOR_A_STORY, MOST_FOR_SCRIPTS = 11_000, 10_000


def rows() -> list[Row]:
    with new_site() as site:
        assert site.command("sample").returncode == 0
        assert site.command("reprint").returncode == 0
        address = site.python(
            "from broadsheet.stories import Story\n"
            "print(Story.objects.filter(discussion__comments__range=(18, 24), language='en').order_by('-published_at')[0].address)"
        ).strip()
        story = (site.printed / address.strip("/") / "index.html.br").stat().st_size
        scripts = sum(len(brotli.compress(path.read_bytes())) for path in _scripts(site.printed))
    return [
        Row(
            "a 600-word sample story, 20 comments, form, styles",
            "≤ 11,000 bytes",
            f"{story:,}",
            story <= MOST_FOR_A_STORY,
        ),
        Row("all JavaScript", "≤ 10,000 bytes", f"{scripts:,}", scripts <= MOST_FOR_SCRIPTS),
    ]


def _scripts(printed: Path) -> list[Path]:
    """Those that readers load; the desk has scripts of its own."""
    return sorted(one for one in (printed / "assets").rglob("*.js") if not one.name.startswith("desk"))
