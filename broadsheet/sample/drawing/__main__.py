"""Draw them all: `python -m broadsheet.sample.drawing FOLDER`."""

import sys
from pathlib import Path

from broadsheet.sample.drawing import country, shore, town

SCENES = (
    shore.clock, shore.lighthouse, shore.bridge, town.tram, town.library, town.market,
    country.orchard, country.geese, country.herring, country.boathouse, country.fog,
)  # fmt: skip


def main(folder: Path, only: list[str]) -> None:
    for scene in SCENES:
        if not only or scene.__name__ in only:
            scene().finish().save(folder / f"{scene.__name__}.webp", quality=72, method=6)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
