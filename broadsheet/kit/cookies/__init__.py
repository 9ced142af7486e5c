"""The names of this site's own cookies, which no neighbour under the same domain can set. It refuses to know what they hold."""

from broadsheet.kit.cookies.guarded_cookies import cookie_name, cookie_sent

__all__ = [
    "cookie_name",
    "cookie_sent",
]
