"""Fill a new site with what its pages are about, and set the language it speaks. Runs inside the site's settings.

    python -m tests.contact_sheets.prepare fill [LANGUAGE …]  prints what addresses are filled with, as JSON
    python -m tests.contact_sheets.prepare speak LANGUAGE    sets the site's language and prints its pages anew
    python -m tests.contact_sheets.prepare e-mails LANGUAGE FOLDER

The site does not run meanwhile.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import date, time, timedelta
from itertools import cycle, islice, permutations
from pathlib import Path
from typing import Any

import django

if __name__ == "__main__":
    django.setup()

from django.test import override_settings
from django.utils import timezone
from wagtail.admin.localization import get_available_admin_languages
from wagtail.users.models import UserProfile

from broadsheet import desk, ledger, mailroom, press, spam
from broadsheet.commands.prepare import prepare as migrate
from broadsheet.comments import Comment, Contribution, State, take_in_comments
from broadsheet.desk.queue import begin_bulk_job
from broadsheet.discussion.posting import post_comment
from broadsheet.ledger import Kind
from broadsheet.mailroom.email_content import SharedContent, compose
from broadsheet.mailroom.follows import confirm, follow
from broadsheet.mailroom.models import Address, Follow, FollowType, Frequency, Notification, Subject
from broadsheet.mailroom.signed_links import confirm_link, data_link_token, decide_link, unsubscribe_link
from broadsheet.moderation import Seen, decide_comment, feature, publish_comment, reasons
from broadsheet.moderation.answering_flags import answer_flags
from broadsheet.moderation.duty import add_day_off, add_shift
from broadsheet.moderation.models import Flag
from broadsheet.moderation.reports import (
    Appeal,
    answer_appeal,
    answer_correction_request,
    appeal,
    appeal_address,
    flag,
    request_correction,
)
from broadsheet.moderation.reports.models import CorrectionRequest
from broadsheet.people import Person, Reader, RestrictionTarget, RestrictionType, Role, appoint, describe, restrict
from broadsheet.people.sign_in.account_emails import address_token
from broadsheet.sample import make as add_sample
from broadsheet.screening import WordList, rules
from broadsheet.spam.akismet import make_key
from broadsheet.stories import Author, Photo, Section, Story, Tag, correct, publish, site_settings
from broadsheet.stories.publishing import withdraw
from tests.contact_sheets.cast import LANGUAGES, PASSWORD, STAFF, email_of

STORIES = {
    "en": "/harbour/eleven-minutes-late/",
    "ru": "/ru/tramvai-3/",
    "uk": "/uk/sad-nichyi/",
    "kk": "/kk/ailaqtagy-dombyra/",
    "ar": "/ar/maktabat-al-layl/",
}
LONG, DEEP = "/town-hall/bridge-toll/", "/trade/lighthouse-for-sale/"
_BRIEF = 12  # more stories, so that the front has a second page
_SPAM = "Cheap watches for everybody, order today and save, number {}"
_FLOOD = "Everybody come to the market at noon and bring a lantern, this is the call number {}"

Things = dict[str, Any]


def fill(languages: list[str]) -> dict[str, Things]:
    """What stands in addresses, by language; everything that the pages show is there afterwards."""
    migrate()
    staff = _staff()
    add_sample()
    ours = site_settings()
    ours.tell_staff_of = 1
    ours.save()
    reader = _reader()
    things = {language: _of_language(language, staff, reader) for language in languages}
    common = {**_newsroom(staff), **_desk(staff), "reader": reader.pk}
    _follow_the_ledger()
    with override_settings(PACING=True):  # without, no flood is noticed
        _flood()
    _follow_the_ledger()
    return {language: {**common, **of_language} for language, of_language in things.items()}


def _staff() -> dict[str, Person]:
    made = {}
    for role, name in STAFF.items():
        made[role] = Person.objects.create_user(email_of(role), PASSWORD, first_name=name, proven=True)
        appoint(made[role], Role(role))
    return made


def _reader() -> Person:
    person = Person.objects.create_user(email_of("reader"), confirmed=True, proven=True)
    describe(person, name="Bo Lindqvist", website="https://bo.example", about="Keeps bees, and counts ferries.")
    restrict(
        RestrictionType.NOTE,
        RestrictionTarget.PERSON,
        str(person.pk),
        by=None,
        reason="Writes well, and often.",
    )
    return person


def _guest(number: int, language: str) -> Reader:
    """Somebody without an account, told apart from others by a number."""
    return Reader(guest=f"{number}{LANGUAGES.index(language)}" * 16)


def _of_language(language: str, staff: Mapping[str, Person], reader: Person) -> Things:
    """What readers wrote under a story in this language, and where their e-mails lead."""
    story = Story.objects.get(address=STORIES[language])
    words = _words_under(story)
    _long_discussion(story, words)
    _published(story, words[0], Reader(person=reader))
    thread = Comment.objects.filter(story=story, parent=None, state=State.PUBLISHED, replies__gt=0).first()
    assert thread is not None
    held = post_comment(
        story, name="Nils", text=words[1], email=f"nils.{language}@reader.example", reader=_guest(1, language)
    )
    things = {
        "story": story.address,
        "story_id": story.pk,
        "thread": thread.pk,
        "comment": thread.pk,
        "held": held.pk,
        **_followed(story, thread, language),
        **_answering_back(story, words, language, staff),
    }
    feature(thread, staff["editor"])
    return things | {
        "decide": decide_link(held.pk, staff["moderator"].pk, "remove", Seen.now(held)).partition("/decide/")[2],
        "new_address": address_token(reader, "bo.lindqvist@new.example"),
    }


def _words_under(story: Story) -> list[str]:
    """Texts in the story's language, each another: two by two, what the sample's readers say."""
    said = Comment.objects.filter(story=story, state=State.PUBLISHED).order_by("pk").values_list("text", flat=True)
    return [f"{one} {other}" for one, other in permutations(said[:4], 2)]


def _long_discussion(story: Story, words: list[str]) -> None:
    """So many comments that the discussion has further pages."""
    begun = timezone.now() - timedelta(hours=20)
    rows = [
        Contribution(f"{number}", f"Reader {number}", text, f"<p>{text}</p>", begun + timedelta(minutes=number))
        for number, text in enumerate(islice(cycle(words), 32), 1)
    ]
    take_in_comments(story, rows)
    ledger.record(Kind.IMPORTED, story=story.pk)


def _published(story: Story, text: str, reader: Reader, **fields: Any) -> Comment:
    comment = post_comment(story, name="" if reader.person else "Kit", text=text, reader=reader, **fields)
    if comment.state != State.PUBLISHED:
        publish_comment(comment)
    return comment


def _followed(story: Story, thread: Comment, language: str) -> Things:
    """A follower whose address is confirmed, and one whose is not yet."""
    follower, asked = f"follower.{language}@reader.example", f"asked.{language}@reader.example"
    wanted = [("story", story.pk, Frequency.ONCE), ("thread", thread.pk, Frequency.ONCE)]
    wanted += [("section", story.section_id or 0, Frequency.ONCE)]
    for what, about, frequency in wanted:
        follow(follower, FollowType(what), about, frequency=frequency, language=language, reader=_guest(2, language))
    follow(asked, FollowType.STORY, story.pk, frequency=Frequency.DAILY, language=language, reader=_guest(3, language))
    address = Address.objects.get(email=follower)
    confirm(address.pk, _guest(2, language).guest)
    waiting = Address.objects.get(email=asked)
    mailroom.request_data_link(follower, language, "")
    one = Follow.objects.filter(address=address).first()
    return {
        "stop": unsubscribe_link(address.pk, one.pk if one else None).partition("/unsubscribe/")[2],
        "confirm": confirm_link(waiting.pk, _guest(3, language).guest).partition("/confirm/")[2],
        "mine": data_link_token(follower),
    }


def _answering_back(story: Story, words: list[str], language: str, staff: Mapping[str, Person]) -> Things:
    """Removals with and without an appeal, flags, and corrections that a reader offers, some of them answered."""
    moderator, editor, writer = staff["moderator"], staff["editor"], _guest(4, language)
    email = f"kit.{language}@reader.example"
    removed, appealed, answered = (_published(story, text, writer, email=email) for text in words[2:5])
    for comment in (removed, appealed, answered):
        decide_comment(comment, State.REMOVED, moderator, reason=reasons()[0], sentence="Please stay with the subject.")
    appeal(appealed, text=words[5], reader=writer)
    answer_appeal(appeal(answered, text=words[5], reader=writer), editor, uphold=True, words="We read it twice.")
    flagged, kept = list(Comment.objects.filter(story=story, state=State.PUBLISHED).order_by("-pk")[:2])
    for number, grievance in ((5, "insult"), (6, "false")):
        flag(flagged, _guest(number, language), words[0], grievance=grievance, email=email)
    flag(kept, writer, words[0], grievance="off topic", email=email)
    answer_flags(kept, moderator, "We read it, and it may stay.")
    request_correction(
        story, wrong=words[0], right=words[1], source="https://port.example/log", email=email, reader=writer
    )
    done = request_correction(story, wrong=words[0], right=words[1], source=words[2], email=email, reader=writer)
    answer_correction_request(done, editor, note=words[1], words="Thank you.")
    waiting = CorrectionRequest.objects.filter(story=story, taken=None).latest("pk")
    return {
        "appeal": appeal_address(removed, sealed=True).partition("?")[2],
        "removed": removed.pk,
        "appeal_made": appeal_address(appealed, sealed=True).partition("?")[2],
        "appealed": appealed.pk,
        "answered": answered.pk,
        "flagged": flagged.pk,
        "flag": Flag.objects.get(comment=kept).pk,
        "offer": waiting.pk,
        "offer_answered": done.pk,
    }


def _newsroom(staff: Mapping[str, Person]) -> Things:
    """One of each thing that the newsroom keeps: a story with former versions, a draft, a scheduled and a withdrawn one."""
    editor, writer = staff["editor"], staff["writer"]
    section = Section.objects.order_by("position").first()
    assert section is not None
    story = Story.objects.get(address=LONG)
    story.standfirst += " The council votes on Thursday."
    publish(story, by=editor)
    story.headline += ", perhaps"
    story.save_revision(user=writer)
    draft = Story(headline="The winter timetable, seen from the ferry", language="en", section=section, live=False)
    draft.save()
    draft.save_revision(user=writer)
    draft.go_live_at = timezone.now() + timedelta(days=2)
    draft.save_revision(user=editor).publish(user=editor)
    gone = _brief(0, section)
    withdraw(gone, by=editor)
    for number in range(1, _BRIEF + 1):
        _brief(number, section)
    photo = Photo.objects.order_by("pk").first()
    tag, author = Tag.objects.order_by("pk").first(), Author.objects.get(slug="maren-holt")
    assert photo is not None and tag is not None
    versions = list(story.revisions.order_by("pk").values_list("pk", flat=True))
    scheduled = draft.revisions.order_by("-pk").values_list("pk", flat=True).first()
    return {
        "long": LONG,
        "deep": DEEP,
        "deep_thread": _deepest(DEEP),
        "closed": "/estuary/geese-nine-days-early/",
        "about": "/about/",
        "withdrawn": gone.address,
        "draft": draft.pk,
        "scheduled": scheduled,
        "written": story.pk,
        "version": versions[0],
        "later": versions[-1],
        "photo": photo.pk,
        "section": section.pk,
        "section_slug": section.slug,
        "tag": tag.pk,
        "tag_slug": tag.slug,
        "author": author.pk,
        "author_slug": author.slug,
        "correction": correct(story, "The toll was first asked in 1907, not in 1908.", editor).pk,
        "editor": editor.pk,
        "year": f"{timezone.localdate():%Y}",
        "month": f"{timezone.localdate():%m}",
    }


def _brief(number: int, section: Section) -> Story:
    """A short and old story."""
    story = Story(
        headline=f"The ferries on the {number + 1}. of the month",
        standfirst="All of them crossed.",
        body=json.dumps([{"type": "paragraph", "value": "<p>All of them crossed, some of them on time.</p>"}]),
        address=f"/harbour/ferries-{number + 1}/",
        section=section,
        language="en",
        published_at=timezone.now() - timedelta(days=100 + number),
    )
    publish(story)
    return story


def _deepest(address: str) -> int:
    """The first comment of the thread that goes deepest."""
    comments = Comment.objects.filter(story__address=address, state=State.PUBLISHED)
    return int(max(comments, key=lambda one: len(bytes(one.place))).top_id)


def _desk(staff: Mapping[str, Person]) -> Things:
    """A rota, a word list, restrictions, a rule that was changed, a taught filter with a key, and a bulk job."""
    owner, moderator = staff["owner"], staff["moderator"]
    for weekday in range(7):
        add_shift(person=moderator, section=None, weekday=weekday, begins=time(), ends=time(), zone="UTC", by=owner)
    add_day_off(date.today() + timedelta(days=9), moderator, owner)  # noqa: DTZ011 - any day to come
    words = WordList(name="Rude words", does="held", words="rude\nrudest")
    rules.keep_list(words, owner)
    links = rules.BY_NAME["links"]
    rules.change_rule(links, owner, on=True, options=rules.setting_of(links) | {"most": 1})
    restrict(RestrictionType.HOLD, RestrictionTarget.DOMAIN, "watches.example", by=owner, reason="Sells watches.")
    make_key("blog.example")
    _teach()
    held = Comment.objects.filter(state=State.HELD).values_list("pk", "state")
    job = begin_bulk_job(list(held)[-2:], State.SPAM, owner)
    return {"rule": "links", "words": words.pk, "bulk_job": job.pk, "writer": f"person-{_id_of('reader')}"}


def _id_of(role: str) -> int:
    return int(Person.objects.values_list("pk", flat=True).get(email=email_of(role)))


def _teach() -> None:
    """So many labels that the filter has something to say, and a curve to show."""
    texts = Comment.objects.filter(state=State.PUBLISHED).order_by("pk").values_list("text", flat=True)
    good = [spam.Submission(text=text, author="Reader") for text in texts[:150]]
    bad = [spam.Submission(text=_SPAM.format(number), author="Watches") for number in range(60)]
    spam.train([*((one, False) for one in good), *((one, True) for one in bad)])


def _flood() -> None:
    """Comments much alike that wait."""
    story = Story.objects.get(address=STORIES["en"])
    for number in range(9):
        reader = Reader(guest=f"{number + 100:032x}")
        post_comment(story, name=f"Lantern {number}", text=_FLOOD.format(number), reader=reader)


def _follow_the_ledger() -> None:
    """Until the desk and the mailroom know everything that happened."""
    while desk.run_once(at_once=True):
        pass
    while mailroom.run_once(seconds=60, at_once=True):
        pass


def speak(language: str) -> None:
    """The site in a language: what it prints, and what Wagtail says to staff where it knows the language."""
    ours = site_settings()
    ours.language = language
    ours.save()
    ledger.record(Kind.SITE_CHANGED)
    known = language in dict(get_available_admin_languages())
    for person in Person.objects.filter(is_staff=True):
        profile = UserProfile.get_for_user(person)
        profile.preferred_language = language if known else ""
        profile.save(update_fields=["preferred_language"])
    while press.run_once(at_once=True):
        pass


def e_mails(language: str, folder: Path) -> None:
    """One e-mail of every kind, as HTML, composed as they are sent. The rows of those that are due exist in memory only."""
    story = Story.objects.get(address=STORIES[language])
    comments = list(Comment.objects.filter(story=story, state=State.PUBLISHED).select_related("story", "parent"))
    reply = next(one for one in comments if one.parent_id)
    shared = SharedContent({one.pk: one for one in comments}, {story.pk: story})
    follower = Address.objects.get(email=f"follower.{language}@reader.example")
    follows = {one.what: one for one in Follow.objects.filter(address=follower)}
    replies = Follow(pk=1, address=follower, what=FollowType.REPLIES, about=reply.parent_id or 0)
    asked = Follow.objects.get(address__email=f"asked.{language}@reader.example")
    at_desk = Follow(pk=2, address=follower, what=FollowType.DESK)
    removed = Comment.objects.filter(story=story, state=State.REMOVED, appeal=None).latest("pk")
    answered = Appeal.objects.filter(comment__story=story).exclude(answered=None).latest("pk")
    about: dict[str, list[tuple[Subject, int, Follow | None, bool]]] = {
        "comment": [(Subject.COMMENT, comments[0].pk, follows["story"], False)],
        "reply": [(Subject.COMMENT, reply.pk, replies, False)],
        "digest": [(Subject.COMMENT, one.pk, follows["story"], True) for one in comments[:4]],
        "story": [(Subject.STORY, story.pk, follows["section"], False)],
        "confirm": [(Subject.CONFIRM, 0, asked, False)],
        "mine": [(Subject.MINE, 0, None, False)],
        "waiting": [(Subject.WAITING, 0, at_desk, False)],
        "removed": [(Subject.REMOVED, removed.pk, None, False)],
        "appeal": [(Subject.APPEAL, answered.comment_id, None, False)],
        "flag": [
            (Subject.FLAG, Flag.objects.exclude(answer="").filter(comment__story=story).latest("pk").pk, None, False)
        ],
        "offer": [
            (Subject.OFFER, CorrectionRequest.objects.filter(story=story, taken=True).latest("pk").pk, None, False)
        ],
        "offered": [
            (Subject.OFFERED, CorrectionRequest.objects.filter(story=story, taken=None).latest("pk").pk, None, False)
        ],
    }
    assert {subject for rows in about.values() for subject, *_rest in rows} == set(Subject)
    folder.mkdir(parents=True, exist_ok=True)
    for kind, rows in about.items():
        address = _staff_address(language) if kind in {"waiting", "offered"} else follower
        notifications = [
            Notification(pk=number, address=address, subject=subject, about=of, follow=one, in_digest=in_digest)
            for number, (subject, of, one, in_digest) in enumerate(rows, 1)
        ]
        composed = compose(notifications, shared)
        assert composed is not None, f"there is no e-mail of the kind {kind}"
        (folder / f"{kind}.html").write_text(composed.html)


def _staff_address(language: str) -> Address:
    address = Address.objects.get(email=email_of("editor"))
    address.language = language  # of this e-mail; the row stays as it is
    return address


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["fill", *languages]:
            sys.stdout.write(json.dumps(fill(languages or LANGUAGES)))
        case ["speak", language]:
            speak(language)
        case ["e-mails", language, folder]:
            e_mails(language, Path(folder))
