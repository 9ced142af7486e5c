"""What other rooms ask of stories, sections and authors: rows and columns by id. It refuses to hand out a manager: each question
is a function with a name.
"""

from broadsheet.stories.queries.story_rows import (
    author_ids,
    count_corrections,
    find_story,
    headlines_and_sections,
    name_of_author,
    name_of_section,
    public_stories,
    published_story,
    sections_among,
    sections_and_languages,
    stories_by_id,
)

__all__ = [
    "author_ids",
    "count_corrections",
    "find_story",
    "headlines_and_sections",
    "name_of_author",
    "name_of_section",
    "public_stories",
    "published_story",
    "sections_among",
    "sections_and_languages",
    "stories_by_id",
]
