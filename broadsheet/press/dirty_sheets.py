"""Which sheets a line of the ledger makes dirty."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from broadsheet import stories
from broadsheet.comments import Comment, State, threads, writers_of
from broadsheet.ledger import Entry, Kind
from broadsheet.press.print_records import fronts_of, note_fronts, places
from broadsheet.press.printing import FEED
from broadsheet.press.sheets import ADDRESSES as FIGURES
from broadsheet.press.sheets import (
    addresses_of,
    addresses_of_persons,
    archive_addresses,
    every_persons_address,
    feed_addresses,
    find_front,
    frame,
    paged,
    part_of,
    printed_persons_addresses,
)
from broadsheet.press.site_sheets import every_site_address, further_pages, printed_site_addresses, stories_in_print

ALL = "*"
_OF_EVERYTHING = {Kind.SITE_CHANGED, Kind.COPY_RESTORED}
_OF_STORY = {
    Kind.STORY_PUBLISHED,
    Kind.STORY_REVISED,
    Kind.STORY_WITHDRAWN,
    Kind.DISCUSSION_CHANGED,
    Kind.IMPORTED,
    Kind.WRITER_CHANGED,
    Kind.THREAD_MOVED,
}
_OF_FRONTS = _OF_STORY - {Kind.DISCUSSION_CHANGED, Kind.WRITER_CHANGED}
_OF_COMMENT = {
    Kind.COMMENT_POSTED,
    Kind.COMMENT_EDITED,
    Kind.COMMENT_PUBLISHED,
    Kind.COMMENT_HIDDEN,
    Kind.COMMENT_WITHDRAWN,
    Kind.COMMENT_REDACTED,
    Kind.COMMENT_MARKED,
}
_OF_PERSON = {Kind.PERSON_CHANGED, Kind.PERSON_ERASED}
_COUNTED = _OF_COMMENT - {Kind.COMMENT_EDITED, Kind.COMMENT_REDACTED, Kind.COMMENT_MARKED}


class Job(NamedTuple):
    """A sheet to print: of a story (`ALL` stands for all of them), or of the site where `story` is 0."""

    story: int
    address: str


Dirty = dict[Job, int]  # the number of the first line that made it so


def of_stories(entries: list[Entry]) -> Dirty:
    """The sheets of stories and their discussions."""
    dirty: Dirty = {}
    for entry in entries:
        if entry.kind in _OF_EVERYTHING:
            for story in every_story():
                dirty.setdefault(Job(story, ALL), entry.number)
        elif entry.story and entry.kind in _OF_STORY:
            dirty.setdefault(Job(entry.story, ALL), entry.number)
            if entry.kind in _OF_FRONTS:
                for job in _versions(entry.story):
                    dirty.setdefault(job, entry.number)
    _add_comments(dirty, [*(entry for entry in entries if entry.kind in _OF_COMMENT), *_signed_anew(entries)])
    return dirty


def every_story() -> list[int]:
    """Those to be printed, the newest first, and those once printed that may have to go."""
    return list(dict.fromkeys([*stories_in_print(), *places()]))


def _signed_anew(entries: list[Entry]) -> list[Entry]:
    """A person who goes by another name has changed every comment of theirs, as far as sheets can show it."""
    changed = {entry.person: entry.number for entry in reversed(entries) if entry.kind == Kind.PERSON_CHANGED}
    written = Comment.objects.filter(person__in=changed, state=State.PUBLISHED)
    rows = written.values_list("pk", "story_id", "person_id")
    return [
        Entry(number=changed[person], kind=Kind.COMMENT_EDITED, story=story, comment=comment, person=person)
        for comment, story, person in rows
    ]


def of_likes(entries: list[Entry]) -> Dirty:
    """The sheets that say how many like something."""
    dirty: Dirty = {}
    _add_comments(dirty, [entry for entry in entries if entry.kind == Kind.COMMENT_LIKED])
    liked = {entry.story: entry.number for entry in reversed(entries) if entry.kind == Kind.STORY_LIKED and entry.story}
    for story, address in _addresses(liked).items():
        dirty.setdefault(Job(story, address), liked[story])
    return dirty


def of_fronts(entries: list[Entry]) -> Dirty:
    """Fronts, the archive, feeds, sitemap: what shows headlines and counts."""
    dirty: Dirty = {}
    counted: dict[int, int] = {}
    for entry in entries:
        if entry.kind in _OF_EVERYTHING:
            _add(dirty, [*every_site_address(), *printed_site_addresses()], entry.number)
        elif entry.kind == Kind.RETENTION_SWEPT:  # once a day
            _add(dirty, FIGURES, entry.number)
        elif entry.kind in _COUNTED and entry.story:
            counted.setdefault(entry.story, entry.number)
    published = {entry.story: entry.number for entry in reversed(entries) if entry.kind in _OF_FRONTS and entry.story}
    _add_published(dirty, published)
    _add_persons(dirty, entries, published)
    shown = stories.printed_stories().filter(pk__in=counted.keys() - published.keys(), page=False)
    for story in shown.prefetch_related(None).prefetch_related("tags", "bylines__author").defer("body"):
        _add(dirty, _where_it_stands(story), counted[story.pk])
    return dirty


def _add(dirty: Dirty, addresses: Iterable[str], number: int) -> None:
    for address in addresses:
        dirty.setdefault(Job(0, address), number)


def _add_published(dirty: Dirty, published: dict[int, int]) -> None:
    """A story that appears, changes or goes moves all that stand after it on its fronts, old and new."""
    if not published:
        return
    number, fronts = min(published.values()), {"/"}
    around = frame(0)
    for story in stories.Story.objects.filter(pk__in=published).prefetch_related("tags", "bylines__author"):
        fronts |= fronts_of(story.pk) | addresses_of(story)
        note_fronts(story.pk, addresses_of(story))
        if story.published_at:
            _add(dirty, archive_addresses(story.published_at, around), number)
    for story_id in published:
        fronts |= fronts_of(story_id)
        _add(dirty, [part_of(story_id)], number)
    first = sorted(fronts)
    _add(dirty, [*first, *feed_addresses(first), "/sitemap.xml", "/404.html", *further_pages(first)], number)


def _add_persons(dirty: Dirty, entries: list[Entry], published: dict[int, int]) -> None:
    """The pages of those who wrote, or were renamed or forgotten, and of all who wrote below a story that changed."""
    around = frame(0)
    wrote = {entry.comment: entry.number for entry in reversed(entries) if entry.kind in _OF_COMMENT and entry.comment}
    theirs = Comment.objects.filter(pk__in=wrote, person__isnull=False)
    for pk, person, created in theirs.values_list("pk", "person_id", "created"):
        if person is not None:
            _add(dirty, addresses_of_persons({person}, {(person, created)}, around), wrote[pk])
    changed = {entry.person: entry.number for entry in reversed(entries) if entry.kind in _OF_PERSON and entry.person}
    for person, number in changed.items():
        _add(dirty, [*every_persons_address(around, {person}), *printed_persons_addresses(person)], number)
    if published:
        below = Comment.objects.filter(story__in=published, person__isnull=False)
        _add(dirty, every_persons_address(around, writers_of(below)), min(published.values()))


def _where_it_stands(story: stories.Story) -> list[str]:
    """The one page of each front on which the story stands, and the feeds, which say how many answered."""
    addresses = addresses_of(story)
    fronts = [front for address in addresses if (front := find_front(address))]
    return [*(paged(front.address, front.page_of(story)) for front in fronts), *feed_addresses(addresses)]


def _versions(story_id: int) -> list[Job]:
    """The own sheets of a story's other language versions, which link to it."""
    story = stories.Story.objects.filter(pk=story_id).select_related("translation_of").first()
    first = story and (story.translation_of or story)
    if not story or not first:
        return []
    others = [first, *first.translations.all()]
    return [Job(one.pk, one.address) for one in others if one.live and one.pk != story_id]


def _add_comments(dirty: Dirty, entries: list[Entry]) -> None:
    """The sheets on which a comment shows; a held one, never shown yet, dirties none."""
    entries = [entry for entry in entries if entry.comment and Job(entry.story or 0, ALL) not in dirty]
    addresses = _addresses(entry.story or 0 for entry in entries)
    lean = Comment.objects.select_related("story", "thread").defer("story__body", "text", "html")
    comments = lean.in_bulk([entry.comment for entry in entries])
    lookups = threads.PageLookups()
    for pk, kind, number in _changes(entries):
        comment = comments.get(pk)
        own = addresses.get(comment.story_id) if comment else None
        if comment is None or own is None or (kind == Kind.COMMENT_POSTED and comment.state != State.PUBLISHED):
            continue
        for address in [own, *threads.sheets_showing(comment, kind, lookups), own + FEED]:
            dirty.setdefault(Job(comment.story_id, address), number)


def _changes(entries: list[Entry]) -> list[tuple[int, Kind, int]]:
    """What happened to which comment, each once, with the number of the first line that says so."""
    first = {(entry.comment or 0, Kind(entry.kind)): entry.number for entry in reversed(entries)}
    return sorted(((comment, kind, number) for (comment, kind), number in first.items()), key=lambda change: change[2])


def _addresses(story_ids: Iterable[int]) -> dict[int, str]:
    public = stories.Story.objects.filter(pk__in=set(story_ids), live=True)
    return dict(public.values_list("pk", "address"))
