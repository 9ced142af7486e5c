"""From ledger entries to rows of notifications: who is told of what, and when. Nothing is sent here."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from broadsheet import ledger
from broadsheet.comments import Comment, State
from broadsheet.comments.queries import comments_with_writers
from broadsheet.kit import in_turn
from broadsheet.kit.loops import together_or_each
from broadsheet.ledger import Entry, Kind
from broadsheet.mailroom.follows import follow_own
from broadsheet.mailroom.models import Follow, FollowType, Frequency, Notification, Subject
from broadsheet.mailroom.outcome_notices import enqueue_outcomes
from broadsheet.stories import site_settings
from broadsheet.stories.queries import author_ids, stories_by_id

READER = "mailroom"
ENTRIES = 1000  # read at once
_ROWS = 1000  # written in one transaction: posting must not wait for more
_MORNING = 7  # o'clock, by the site
_APPEARING = {Kind.COMMENT_POSTED, Kind.COMMENT_PUBLISHED}
Wanted = tuple[str, int]  # what, about


def enqueue_from_ledger() -> int:
    """Read on in the ledger and write the rows; returns how many entries were read. One read twice makes no second row."""
    entries = ledger.read(READER, most=ENTRIES)
    if not entries:
        return 0
    together_or_each("telling followers", entries, _enqueue)
    with in_turn():
        ledger.advance(READER, entries[-1].number)
    return len(entries)


def _enqueue(entries: list[Entry]) -> None:
    comments = _comments(entries)
    for entry in entries:
        if entry.kind == Kind.REPLIES_WANTED and (comment := comments.get(entry.comment or 0)):
            with in_turn():
                _follow_replies(comment)
    enqueue_outcomes(entries)
    appeared = [entry for entry in entries if entry.kind in _APPEARING and entry.comment in comments]
    _write_rows(appeared, comments)
    _write_rows_of_stories([entry for entry in entries if entry.kind == Kind.STORY_PUBLISHED])


def _follow_replies(comment: Comment) -> None:
    """As its writer asked by ticking the box under the form."""
    email, language = comment.email or _own(comment), comment.story.language
    follow_own(FollowType.REPLIES, comment.pk, email, comment.guest, language, comment.created)


def _comments(entries: list[Entry]) -> dict[int, Comment]:
    """The comments that these entries are about; loaded only where there is somebody to tell."""
    wanted = {entry.comment or 0 for entry in entries if entry.kind == Kind.REPLIES_WANTED}
    if Follow.objects.exclude(confirmed=None).exclude(what=FollowType.DESK).exists():
        wanted |= {entry.comment or 0 for entry in entries if entry.kind in _APPEARING}
    return comments_with_writers(wanted)


def _own(comment: Comment) -> str:
    return (comment.person.email or "") if comment.person else ""


def _write_rows(entries: list[Entry], comments: dict[int, Comment]) -> None:
    told = [entry for entry in entries if comments[entry.comment or 0].state == State.PUBLISHED]
    authors = _authors({comments[entry.comment or 0].story_id for entry in told})
    wanted = {entry.number: _about(comments[entry.comment or 0], authors) for entry in told}
    follows = _follows({one for some in wanted.values() for one in some})
    for entry in told:
        comment = comments[entry.comment or 0]
        some = [follow for one in wanted[entry.number] for follow in follows.get(one, [])]
        if entry.kind == Kind.COMMENT_PUBLISHED and some:
            some = _not_told_yet(some, comment.pk, Subject.COMMENT)
        some = [follow for follow in some if follow.made <= entry.at and not _wrote(follow, comment)]
        _insert(entry, Subject.COMMENT, comment.pk, some)


def _write_rows_of_stories(entries: list[Entry]) -> None:
    """Who follows a section or an author hears of a story that is published in it, or by them, for the first time."""
    if not entries or not Follow.objects.filter(what__in=[FollowType.SECTION, FollowType.AUTHOR]).exists():
        return
    stories = stories_by_id({entry.story for entry in entries})
    stories = {pk: story for pk, story in stories.items() if story.live and not story.page}
    authors = _authors(set(stories))
    for entry in entries:
        if story := stories.get(entry.story or 0):
            wanted: list[Wanted] = [(FollowType.AUTHOR, author) for author in authors.get(story.pk, [])]
            wanted += [(FollowType.SECTION, story.section_id)] if story.section_id else []
            follows = _follows(set(wanted))
            some = _not_told_yet([one for each in wanted for one in follows.get(each, [])], story.pk, Subject.STORY)
            _insert(entry, Subject.STORY, story.pk, [follow for follow in some if follow.made <= entry.at])


def _authors(stories: set[int]) -> dict[int, list[int]]:
    """The authors' ids by story, where any author is followed at all."""
    return author_ids(stories) if stories and Follow.objects.filter(what=FollowType.AUTHOR).exists() else {}


def _about(comment: Comment, authors: dict[int, list[int]]) -> list[Wanted]:
    """Everything whose followers hear of this comment, the closest first: the e-mail names it as the reason."""
    wanted: list[Wanted] = [(FollowType.REPLIES, comment.parent_id)] if comment.parent_id else []
    if comment.thread_id:
        wanted.append((FollowType.THREAD, comment.thread_id))
    wanted.append((FollowType.STORY, comment.story_id))
    wanted += [(FollowType.AUTHOR, author) for author in authors.get(comment.story_id, [])]
    if comment.story.section_id:
        wanted.append((FollowType.SECTION, comment.story.section_id))
    return wanted


def _follows(wanted: set[Wanted]) -> dict[Wanted, list[Follow]]:
    """Those of addresses that are confirmed and not stopped, by what they follow."""
    found: dict[Wanted, list[Follow]] = {}
    which = Q()
    for what in {what for what, _ in wanted}:
        which |= Q(what=what, about__in={about for one, about in wanted if one == what})
    if not wanted:
        return found
    sound = Follow.objects.filter(
        which, confirmed__isnull=False, address__stopped=None, address__confirmed__isnull=False
    )
    for follow in sound.exclude(frequency=Frequency.NEVER).select_related("address"):
        found.setdefault((follow.what, follow.about), []).append(follow)
    return found


def _wrote(follow: Follow, comment: Comment) -> bool:
    """Whether the follower wrote the comment: nobody is told of their own words. An address that was only typed proves nothing:
    else anybody could keep another from hearing of what they write.
    """
    proven = comment.person is not None and comment.person.proven and comment.person.email == follow.address.email
    return proven or follow.address.knows(comment.guest)


def _not_told_yet(follows: list[Follow], about: int, subject: Subject) -> list[Follow]:
    """What was hidden for a while and is published again is no news to those who have been told."""
    told = set(Notification.objects.filter(about=about, subject=subject).values_list("address_id", flat=True))
    return [follow for follow in follows if follow.address_id not in told]


def _insert(entry: Entry, subject: Subject, about: int, follows: list[Follow]) -> None:
    """One row an address, for the closest reason, in transactions that keep no poster waiting."""
    closest: dict[int, Follow] = {}
    for follow in follows:
        closest.setdefault(follow.address_id, follow)
    now = timezone.now()
    due = {frequency: due_at(frequency, now) for frequency in {follow.frequency for follow in closest.values()}}
    rows = [
        Notification(
            address_id=address,
            entry=entry.number,
            subject=subject,
            follow=follow,
            about=about,
            in_digest=follow.frequency != Frequency.ONCE,
            due=due[follow.frequency],
            made=now,
        )
        for address, follow in closest.items()
    ]
    for start in range(0, len(rows), _ROWS):
        with in_turn():
            Notification.objects.bulk_create(rows[start : start + _ROWS], ignore_conflicts=True, batch_size=_ROWS)


def due_at(frequency: str, now: datetime) -> datetime:
    """At once, at the next full hour, the next morning, or the next Monday morning, by the site's clock."""
    if frequency == Frequency.ONCE:
        return now
    local = now.astimezone(ZoneInfo(site_settings().time_zone))
    if frequency == Frequency.HOURLY:
        return (now + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    morning = local.replace(hour=_MORNING, minute=0, second=0, microsecond=0)
    if morning <= local:
        morning += timedelta(days=1)
    if frequency == Frequency.WEEKLY:
        morning += timedelta(days=(7 - morning.weekday()) % 7)
    return morning
