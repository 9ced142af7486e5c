"""Rows for letters that say what came of something: to writers, to readers who flagged or corrected, to editors."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from broadsheet.comments import Comment, Side
from broadsheet.comments import State as CommentState
from broadsheet.kit import in_turn
from broadsheet.ledger import Entry, Kind
from broadsheet.mailroom.follows import address_of, follow_answer
from broadsheet.mailroom.models import Address, Follow, Letter, Pace, Subject, What
from broadsheet.mailroom.staff_alerts import follow_of
from broadsheet.moderation import Flag, reports
from broadsheet.moderation.reports import Offer
from broadsheet.people import moderators
from broadsheet.stories import Story

_SECOND_THOUGHTS = timedelta(minutes=5)  # what staff undo at once is told to nobody


def answer(entries: list[Entry]) -> None:
    """What these lines mean for those who wait to hear. Done twice it makes no second row."""
    comments = _comments(entries)
    for entry in entries:
        if entry.kind == Kind.COMMENT_FLAGGED:
            _follow_flags(entry)
        elif entry.kind == Kind.CORRECTION_OFFERED:
            _follow_offers(entry)
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
    """Those whose writers may want to hear, asked for at once: staff may have removed thousands together."""
    wanted = {entry.comment for entry in entries if entry.kind in {Kind.COMMENT_HIDDEN, Kind.APPEAL_ANSWERED}}
    found = Comment.objects.select_related("person", "story").defer("story__body", "text", "html")
    return found.in_bulk([one for one in wanted if one]) if wanted else {}


def _follow_flags(entry: Entry) -> None:
    flags = (
        Flag.objects.filter(comment=entry.comment or 0, right=None).exclude(email="").select_related("comment__story")
    )
    for one in flags.defer("comment__story__body"):
        guest = "" if one.guest.startswith("person-") else one.guest
        with in_turn():
            follow_answer(What.FLAG, one.pk, one.email, guest, one.comment.story.language, one.at)


def _follow_offers(entry: Entry) -> None:
    offers = Offer.objects.filter(story=entry.story or 0, taken=None).exclude(email="").select_related("story")
    for one in offers.defer("story__body"):
        with in_turn():
            follow_answer(What.OFFER, one.pk, one.email, one.guest, one.story.language, one.at)


def _tell_flaggers(entry: Entry) -> None:
    flags = Flag.objects.filter(comment=entry.comment or 0, right__isnull=False).exclude(email="")
    _tell(entry, What.FLAG, Subject.FLAG, list(flags.values_list("pk", flat=True)), _SECOND_THOUGHTS)


def _tell_offerers(entry: Entry) -> None:
    offers = Offer.objects.filter(story=entry.story or 0, taken__isnull=False).exclude(email="")
    _tell(entry, What.OFFER, Subject.OFFER, list(offers.values_list("pk", flat=True)), timedelta())


def _tell(entry: Entry, what: What, subject: Subject, about: list[int], later: timedelta) -> None:
    """Those whose address is confirmed, once about each."""
    told = set(Letter.objects.filter(subject=subject, about__in=about).values_list("about", flat=True))
    follows = Follow.objects.filter(what=what, about__in=set(about) - told, confirmed__isnull=False)
    sound = follows.exclude(pace=Pace.NEVER).filter(address__stopped=None, address__confirmed__isnull=False)
    now = timezone.now()
    rows = [
        Letter(
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
    _write(rows)


def _write(rows: list[Letter]) -> None:
    if rows:
        with in_turn():
            Letter.objects.bulk_create(rows, ignore_conflicts=True)


def _tell_writer(entry: Entry, comment: Comment | None, subject: Subject, later: timedelta) -> None:
    """Where they left an address that is theirs: confirmed by a letter, or proven by signing in."""
    if comment is None:
        return
    taken = comment.state == CommentState.REMOVED and comment.removed_by == Side.STAFF
    if subject == Subject.REMOVED and not taken:
        return
    address = _address_of_writer(comment)
    now = timezone.now()
    if address is not None and address.stopped is None:
        due = now + later
        _write([Letter(address=address, entry=entry.number, subject=subject, about=comment.pk, due=due, made=now)])


def _address_of_writer(comment: Comment) -> Address | None:
    person = comment.person
    if person is not None and person.email and person.proven:
        with in_turn():
            address = address_of(person.email.lower(), comment.story.language)
            if address.confirmed is None:
                address.confirmed = timezone.now()
                Address.objects.filter(pk=address.pk).update(confirmed=address.confirmed)
        return address
    if not comment.email:
        return None
    return Address.objects.filter(email=comment.email.lower(), confirmed__isnull=False).first()


def _tell_editors(entry: Entry) -> None:
    """Of each correction once, those who may answer it."""
    story = Story.objects.filter(pk=entry.story or 0).defer("body").first()
    told = Letter.objects.filter(subject=Subject.OFFERED).values("about")
    fresh = Offer.objects.filter(story=entry.story or 0, taken=None, at__lte=entry.at).exclude(pk__in=told)
    offer = fresh.order_by("-pk").first()
    if story is None or offer is None:
        return
    now = timezone.now()
    with in_turn():
        editors = [one for one in moderators() if reports.may_correct(one, story)]
        follows = [found for one in editors if (found := follow_of(one, now))]
    rows = [
        Letter(
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
    _write(rows)
