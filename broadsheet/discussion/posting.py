"""Posting a comment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext

from broadsheet import ledger
from broadsheet.comments import (
    MOST_LETTERS_OF_A_NAME,
    Comment,
    State,
    Warned,
    count_new,
    count_reply,
    digest_of,
    fit_email,
    fit_name,
    fit_website,
    fit_words,
    insert,
)
from broadsheet.comments.queries import parent_to_answer
from broadsheet.comments.threads import place_of
from broadsheet.kit import Gone, Missing, in_turn
from broadsheet.ledger import Kind
from broadsheet.people import Reader, acknowledge_warning, describe
from broadsheet.screening import SubmissionSignals
from broadsheet.screening.rules import admit, case_of, gone, refuse_last, refuse_when_shut, weigh
from broadsheet.stories import Story, story_for_readers


def post_comment(
    story: Story,
    *,
    name: str,
    text: str,
    email: str = "",
    website: str = "",
    parent: Comment | int | None = None,
    reader: Reader,
    network: str = "",
    tell: bool = False,
    signals: SubmissionSignals | None = None,
) -> Comment:
    """Keep what a reader wrote; it is published, held or called spam as the rules say (`screening/rules/`).

    `network` is the hash that `people.network` gives; without one no rate limit applies. `tell` asks for e-mails about
    replies. Raises a Refusal, and then nothing is kept.
    """
    words = fit_words(text)
    comment = Comment(
        story=story,
        name=_signed(name, reader),
        email=fit_email(email),
        website=fit_website(website),
        text=words.text,
        html=words.html,
        guest=reader.guest,
        person=reader.person,
        digest=digest_of(story.pk, words.text),
    )
    if tell and not comment.email and reader.person is None:
        raise Missing(gettext("To be told of replies, please give your e-mail address. It is never shown."), "email")
    case = case_of(comment, reader, network=network, signals=signals)
    admitted = admit(case)
    with _heard_once(), _gone_if_deleted(story), in_turn():
        weighed = weigh(case, admitted)
        comment.state = weighed.state
        published = comment.state == State.PUBLISHED
        number = count_new(story.pk, published=published, threads=published and parent is None)
        comment.created = timezone.now()
        refuse_last(case)
        _put_under(comment, parent.pk if isinstance(parent, Comment) else parent, reader)
        _keep(comment, number)
        weighed.keep(comment)
        if reader.person is not None and not reader.person.chosen:
            describe(reader.person, name=comment.name, website=reader.person.website, about=reader.person.about)
        if tell:
            ledger.record(Kind.REPLIES_WANTED, story=story.pk, comment=comment.pk, person=comment.person_id)
        ledger.record(Kind.COMMENT_POSTED, story=story.pk, comment=comment.pk, person=comment.person_id)
    return comment


@contextmanager
def _heard_once() -> Iterator[None]:
    """A warning is shown once: that it was shown is kept although the rest of the post is rolled back."""
    try:
        yield
    except Warned as warning:
        with in_turn():
            acknowledge_warning(warning.restriction)
        raise


@contextmanager
def _gone_if_deleted(story: Story) -> Iterator[None]:
    """Raises Gone when the story was deleted since it was found; the table keeps no comment without its story."""
    try:
        yield
    except IntegrityError:
        if story_for_readers(story.pk) is not None:
            raise
        raise gone() from None


def _signed(typed: str, reader: Reader) -> str:
    """A person writes under the name they chose; who has none yet chooses it with their first comment."""
    person = reader.person
    if person is not None and person.chosen:
        return person.chosen[:MOST_LETTERS_OF_A_NAME]
    return fit_name(typed or (person.name if person is not None and person.moderates else ""))


def _put_under(comment: Comment, parent_id: int | None, reader: Reader) -> None:
    """Raises Gone when the comment it answers is not there to be answered, Closed where its thread is shut."""
    if parent_id is None:
        comment.place = place_of(comment.created)
        return
    parent = parent_to_answer(parent_id, comment.story_id)
    if parent is None:
        sentence = gettext("The comment you answer is no longer here. Without it, your words stand on their own.")
        raise Gone(sentence, "parent")
    refuse_when_shut(parent.thread or parent, reader)
    comment.parent = parent
    comment.thread = parent.thread or parent
    comment.place = place_of(comment.created, bytes(parent.place))


def _keep(comment: Comment, number: int) -> None:
    """Insert the row; a published comment of its own thread gets the thread's number, a published reply is counted."""
    if comment.state == State.PUBLISHED and comment.parent_id is None:
        comment.number = number
    insert(comment)
    if comment.state == State.PUBLISHED:
        count_reply(comment)
