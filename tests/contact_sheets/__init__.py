"""Contact sheets: screenshots of every page, nine to a sheet, for whoever looks after the design. `make look` makes them.

`pages.py` lists the pages, `prepare.py` fills a site with what they are about, `site.py` runs it and signs in,
`browser.py` takes the screenshots and notes what is wrong, `sheets.py` puts them on sheets. Two tests stand on the list:
`tests/house/test_every_page_is_looked_at.py` keeps it complete, `tests/look/test_pages.py` visits every page on it.
"""
