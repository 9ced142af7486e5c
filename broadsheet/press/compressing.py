"""Compression ahead of time: beside every text file lie `.br` and `.gz`."""

from __future__ import annotations

import gzip
from enum import IntEnum

import brotli


class Care(IntEnum):
    """How much time a sheet's compression may take: brotli's quality."""

    QUICK = 5
    USUAL = 9
    BEST = 11


def compressed(content: bytes, care: Care = Care.USUAL) -> dict[str, bytes]:
    """The bytes of the files beside a text file, by their ending."""
    return {
        ".br": brotli.compress(content, mode=brotli.MODE_TEXT, quality=int(care)),
        ".gz": gzip.compress(content, compresslevel=6 if care is Care.QUICK else 9, mtime=0),
    }
