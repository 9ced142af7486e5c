"""The sample newspaper: an invented harbour town, printed on a site's first day so that its owner sees what a front, a
story and a discussion look like. It stands in the shell and goes through the rooms' front doors; the words lie in
`stories/` and `comments/`, the pictures in `pictures/`, and how they were drawn in `drawing/`.
"""


def make() -> None:
    """Add the sample newspaper. What is there already stays as it is, so a second time changes nothing."""
    from broadsheet.sample.making import set_everything

    set_everything()
