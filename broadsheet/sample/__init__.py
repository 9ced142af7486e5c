"""The sample newspaper: an invented harbour town, printed on a site's first day so that its owner sees what a front, a
story and a discussion look like. It stands in the shell and goes through the rooms' front doors; the words lie in
`stories/` and `comments/`, the pictures in `pictures/`, and how they were drawn in `drawing/`.
"""

from broadsheet.sample.setting import make

__all__ = ["make"]
