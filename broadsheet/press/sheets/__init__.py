"""What stands on each printed page: stories with the first part of their discussion, fronts, feeds, the archive, people, figures,
style and scripts. It refuses to know who reads: every page is the same for everyone.
"""

from broadsheet.press.sheets.archive_pages import archive_addresses, archive_sheet
from broadsheet.press.sheets.compression import Care, compressed
from broadsheet.press.sheets.feeds import discussion_feed, feed_addresses, feed_sheet
from broadsheet.press.sheets.front_pages import addresses_of, every_front, find_front, front_sheet
from broadsheet.press.sheets.page_frame import Frame, frame, speaking, surroundings
from broadsheet.press.sheets.person_pages import (
    addresses_of_persons,
    every_persons_address,
    person_sheet,
    printed_persons_addresses,
)
from broadsheet.press.sheets.pictures import print_pictures, print_pictures_of, print_wanted
from broadsheet.press.sheets.print_addresses import file_of, paged
from broadsheet.press.sheets.scripts import print_scripts
from broadsheet.press.sheets.sitemaps import part_of, robots, sitemap_addresses, sitemap_sheet
from broadsheet.press.sheets.statistics_page import ADDRESSES, figures_sheet
from broadsheet.press.sheets.story_pages import Mine, further_sheet, story_sheet

__all__ = [
    "ADDRESSES",
    "Care",
    "Frame",
    "Mine",
    "addresses_of",
    "addresses_of_persons",
    "archive_addresses",
    "archive_sheet",
    "compressed",
    "discussion_feed",
    "every_front",
    "every_persons_address",
    "feed_addresses",
    "feed_sheet",
    "figures_sheet",
    "file_of",
    "find_front",
    "frame",
    "front_sheet",
    "further_sheet",
    "paged",
    "part_of",
    "person_sheet",
    "print_pictures",
    "print_pictures_of",
    "print_scripts",
    "print_wanted",
    "printed_persons_addresses",
    "robots",
    "sitemap_addresses",
    "sitemap_sheet",
    "speaking",
    "story_sheet",
    "surroundings",
]
