"""Rows for notifications of outcomes: to writers, to readers who flagged or corrected, to editors."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from broadsheet.comments import Comment, Side
from broadsheet.comments import State as CommentState
from broadsheet.comments.queries import comments_with_writers
from broadsheet.kit import in_turn
from broadsheet.kit.identity import same_email
from broadsheet.ledger import Entry, Kind
from broadsheet.mailroom.follows import address_of, follow_own
from broadsheet.mailroom.models import Address, Follow, FollowType, Frequency, Notification, Subject
from broadsheet.mailroom.staff_alerts import staff_follow_of
from broadsheet.moderation import reports
from broadsheet.moderation.queries import answered_flags_with_address, open_flags_with_address
from broadsheet.people import moderators
from broadsheet.stories.queries import find_story

_SECOND_THOUGHTS = timedelta(minutes=5)  # what staff undo at once is told to nobody


def enqueue_outcomes(entries: list[Entry]) -> None:
    """Notify those whom these entries concern. Done twice it makes no second row."""
    comments = _comments(entries)
    for entry in entries:
        if entry.kind == Kind.COMMENT_FLAGGED:
            _follow_flags(entry)
        elif entry.kind == Kind.CORRECTION_OFFERED:
            _follow_corrections(entry)
            _tell_editors(entry)
        elif entry.kind == Kind.FLAGS_ANSWERED:
            _tell_flaggers(entry)
        elif entry.kind == Kind.CORRECTION_ANSWERED:
            _tell_offerers(entry)
        elif entry.kind == Kind.COMMENT_HIDDEN:
            later = timedelta() if entry.person is None else _SECOND_THOUGHTS
            _tell_writer(entry, comments.get(entry.comment or 0), Subject.REMOVED, later)
        elif entry.kind == Kind.APPEAL_ANSWERED:
            _tell_writer(entry, comments.get(entry.comment or 0), Subject.APPEAL, timedelta())


def _comments(entries: list[Entry]) -> dict[int, Comment]:
    """Those whose writers may have to be told, loaded at once: staff may have removed thousands together."""
    wanted = {entry.comment for entry in entries if entry.kind in {Kind.COMMENT_HIDDEN, Kind.APPEAL_ANSWERED}}
    return comments_with_writers([one for one in wanted if one])


def _follow_flags(entry: Entry) -> None:
    for one in open_flags_with_address(entry.comment or 0):
        with in_turn():
            follow_own(FollowType.FLAG, one.pk, one.email, one.guest, one.comment.story.language, one.at)


def _follow_corrections(entry: Entry) -> None:
    for one in reports.open_correction_requests_with_address(entry.story or 0):
        with in_turn():
            follow_own(FollowType.OFFER, one.pk, one.email, one.guest, one.story.language, one.at)


def _tell_flaggers(entry: Entry) -> None:
    _tell(entry, FollowType.FLAG, Subject.FLAG, answered_flags_with_address(entry.comment or 0), _SECOND_THOUGHTS)


def _tell_offerers(entry: Entry) -> None:
    answered = reports.answered_correction_requests_with_address(entry.story or 0)
    _tell(entry, FollowType.OFFER, Subject.OFFER, answered, timedelta())


def _tell(entry: Entry, what: FollowType, subject: Subject, about: list[int], later: timedelta) -> None:
    """Those whose address is confirmed, once about each."""
    told = set(Notification.objects.filter(subject=subject, about__in=about).values_list("about", flat=True))
    follows = Follow.objects.filter(what=what, about__in=set(about) - told, confirmed__isnull=False)
    sound = follows.exclude(frequency=Frequency.NEVER).filter(address__stopped=None, address__confirmed__isnull=False)
    now = timezone.now()
    rows = [
        Notification(
            address_id=one.address_id,
            entry=entry.number,
            subject=subject,
            follow=one,
            about=one.about,
            due=now + later,
            made=now,
        )
        for one in sound
    ]
    _insert(rows)


def _insert(rows: list[Notification]) -> None:
    if rows:
        with in_turn():
            Notification.objects.bulk_create(rows, ignore_conflicts=True)


def _tell_writer(entry: Entry, comment: Comment | None, subject: Subject, later: timedelta) -> None:
    """Where they left an address that is theirs: confirmed by e-mail, or proven by signing in."""
    if comment is None:
        return
    taken = comment.state == CommentState.REMOVED and comment.removed_by == Side.STAFF
    if subject == Subject.REMOVED and not taken:
        return
    address = _address_of_writer(comment)
    now = timezone.now()
    if address is not None and address.stopped is None:
        due = now + later
        _insert(
            [Notification(address=address, entry=entry.number, subject=subject, about=comment.pk, due=due, made=now)]
        )


def _address_of_writer(comment: Comment) -> Address | None:
    person = comment.person
    if person is not None and person.email and person.proven:
        with in_turn():
            address = address_of(person.email, comment.story.language)
            if address.confirmed is None:
                address.confirmed = timezone.now()
                Address.objects.filter(pk=address.pk).update(confirmed=address.confirmed)
        return address
    if not comment.email:
        return None
    return Address.objects.filter(email=same_email(comment.email), confirmed__isnull=False).first()


def _tell_editors(entry: Entry) -> None:
    """Of each correction once, those who may answer it."""
    story = find_story(entry.story)
    told = set(Notification.objects.filter(subject=Subject.OFFERED).values_list("about", flat=True))
    fresh = [one for one in reports.open_correction_requests(entry.story or 0, entry.at) if one.pk not in told]
    offer = fresh[0] if fresh else None
    if story is None or offer is None:
        return
    now = timezone.now()
    with in_turn():
        editors = [one for one in moderators() if reports.may_correct(one, story)]
        follows = [found for one in editors if (found := staff_follow_of(one, now))]
    rows = [
        Notification(
            address=one.address,
            entry=entry.number,
            subject=Subject.OFFERED,
            follow=one,
            about=offer.pk,
            due=now,
            made=now,
        )
        for one in follows
    ]
    _insert(rows)
