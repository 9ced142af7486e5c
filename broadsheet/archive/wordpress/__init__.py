"""WordPress exports (WXR 1.0 to 1.2): two passes over the file, Gutenberg blocks and shortcodes to ours, comments, old
addresses. It refuses to fetch anything from the old site.
"""

from broadsheet.archive.wordpress.wxr import WordPressExport

__all__ = ["WordPressExport"]
