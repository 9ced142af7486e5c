"""The pages about comments, stories and people, one file each. They refuse whoever is not staff, and show and change only what
is in a moderator's own sections.
"""

__all__: list[str] = []
