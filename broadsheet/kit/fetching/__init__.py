"""Fetching from other sites: by public addresses alone, within a time and a size. It refuses to follow where it has not looked
again.
"""

from broadsheet.kit.fetching.guarded_fetch import Unfetched, fetch

__all__ = [
    "Unfetched",
    "fetch",
]
