"""Open pages: the live stream, followed as a browser does."""

from tests.live.an_open_page import follow_streams

__all__ = ["follow_streams"]
