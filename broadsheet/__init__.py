"""Broadsheet: a news site a newsroom runs itself, whose printed pages carry the readers' discussion."""

__version__ = "0.3.0"
