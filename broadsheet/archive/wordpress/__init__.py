"""WordPress exports (WXR): two passes over the file, Gutenberg blocks and shortcodes to ours, comments, old addresses. It refuses
to fetch anything from the old site.
"""

from broadsheet.archive.wordpress.autop import depth_of, paragraphs
from broadsheet.archive.wordpress.staging_db import Aside, Attachment, path_of
from broadsheet.archive.wordpress.wxr import take_in_wordpress

__all__ = [
    "Aside",
    "Attachment",
    "depth_of",
    "paragraphs",
    "path_of",
    "take_in_wordpress",
]
