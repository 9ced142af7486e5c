"""Compression ahead of time: beside every text file lie `.br` and `.gz`."""

from __future__ import annotations

import gzip
from enum import IntEnum

import brotli

_SMALLEST_WINDOW, _LARGEST_WINDOW = 16, 22  # powers of two, bytes


class Care(IntEnum):
    """How much time a sheet's compression may take: brotli's quality.

    Of a story's sheet of 38 kB: 8,416 bytes in 1.5 ms, 7,805 in 29 ms, 7,646 in 75 ms.
    """

    QUICK = 9
    GOOD = 10
    BEST = 11


def compressed(content: bytes, care: Care = Care.QUICK) -> dict[str, bytes]:
    """The bytes of the files beside a text file, by their ending."""
    # A window no larger than the sheet needs: making the tables for a large one takes ten times as long as using them.
    window = min(max(len(content).bit_length(), _SMALLEST_WINDOW), _LARGEST_WINDOW)
    return {
        ".br": brotli.compress(content, mode=brotli.MODE_TEXT, quality=int(care), lgwin=window),
        ".gz": gzip.compress(content, compresslevel=9, mtime=0),
    }
