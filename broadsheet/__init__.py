"""Broadsheet: news publishing with built-in comments, served as static pages."""

__version__ = "0.4.0"
