"""Learning from what somebody decided, in the transaction of their decision."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from broadsheet.spam.classifier.judging import is_ready
from broadsheet.spam.classifier.submissions import Submission
from broadsheet.spam.models import SITE, Doubt, Filter, Label

_MARGIN = 1.0  # log-odds
_A_DAY = timedelta(days=1)
_MOST_A_DAY = 500  # labels from one source that is not trusted
_MOST_DOUBTS = 200  # of one source that wait at a time


@transaction.atomic
def learn(
    submission: Submission,
    spam: bool,
    *,
    subject: str = "",
    source: str = "",
    writer: str = "",
    name: str = SITE,
    trusted: bool = True,
) -> bool:
    """One decision: it is spam, or it is good. False when it changed nothing: known already, doubted, or too many.

    A label for a subject that had the other one first takes that back. From a source that is not `trusted`, one that contradicts
    the model by more than 1 in log-odds waits for a second person, and so does one that calls good what a filter which
    knows enough takes for spam.
    """
    from broadsheet.spam.classifier.features import extract_features
    from broadsheet.spam.classifier.model_replica import lock, model_of

    row = _locked(name)
    standing = _standing(row, subject)
    if standing is not None and standing.spam == spam:
        return False
    if not trusted and _too_many(row, source):
        return False
    features = extract_features(submission)
    with lock:
        model = model_of(row)
        score = model.learner.score(features)
        odds, limit = model.learner.odds(score), model.threshold(row.budget)
    if not trusted and _contradicts(row, odds, spam):
        if standing is not None and standing.source == source:
            _write(row, _back_of(standing, source))
        _doubt(row, submission, spam, odds, features.whole.astype("<i4").tobytes(), source, writer)
        return False
    if standing is not None:
        _write(row, _back_of(standing, source))
    label = Label(
        spam=spam,
        score=score,
        passed=None if limit is None else score > limit,
        features=features.whole.astype("<i4").tobytes(),
        subject=subject,
        source=source,
        writer=writer,
    )
    _write(row, label)
    return True


@transaction.atomic
def take_back(subject: str, *, source: str = "", name: str = SITE) -> bool:
    """The opposite of the label that stands for this subject; False when none does."""
    row = _locked(name)
    standing = _standing(row, subject)
    if standing is not None:
        _write(row, _back_of(standing, source))
    return standing is not None


@transaction.atomic
def settle_doubt(doubt: Doubt, *, agree: bool, source: str) -> None:
    """A second person says whether the label is to be believed."""
    from broadsheet.spam.classifier.learner import score_whole
    from broadsheet.spam.classifier.model_replica import lock, model_of

    row = _locked(doubt.filter.name)
    if agree:
        with lock:
            score = score_whole(model_of(row).learner, bytes(doubt.features))
        label = Label(
            spam=doubt.spam,
            score=score,
            features=bytes(doubt.features),
            source=f"{doubt.source} {source}"[:64],
            writer=doubt.writer,
        )
        _write(row, label)
    doubt.delete()


def _locked(name: str) -> Filter:
    """The filter's row, kept from others until the transaction ends: labels are numbered without gaps, and in order."""
    Filter.objects.get_or_create(name=name)
    return Filter.objects.select_for_update().get(name=name)


def _standing(row: Filter, subject: str) -> Label | None:
    """The label that stands for a subject, unless it was taken back."""
    if not subject:
        return None
    last = row.labels.filter(subject=subject).order_by("-number").first()
    return None if last is None or last.back else last


def _back_of(label: Label, source: str) -> Label:
    return Label(
        spam=label.spam,
        back=True,
        score=label.score,
        features=bytes(label.features),
        subject=label.subject,
        source=source,
        writer=label.writer,
    )


def _write(row: Filter, label: Label) -> None:
    """Append it to the log."""
    from broadsheet.spam.classifier.model_replica import mark_of

    label.filter, label.number = row, row.head + 1
    label.mark = mark_of(row.mark, label)
    label.save(force_insert=True)
    step = -1 if label.back else 1
    row.head, row.mark = label.number, label.mark
    if label.spam:
        row.spam += step
    else:
        row.good += step
    row.save(update_fields=["head", "mark", "good", "spam"])


def _contradicts(row: Filter, odds: float, spam: bool) -> bool:
    """Beyond the margin; and once enough is known, any claim at all that spam is good: six such labels within the margin
    trebled the errors on one stream, none did harm when all waited.
    """
    known = min(row.good, row.spam) > 0
    return known and (odds < -_MARGIN if spam else odds > (0 if is_ready(row) else _MARGIN))


def _too_many(row: Filter, source: str) -> bool:
    since = timezone.now() - _A_DAY
    if row.labels.filter(source=source, at__gt=since).count() >= _MOST_A_DAY:
        return True
    return row.doubts.filter(source=source).count() >= _MOST_DOUBTS


def _doubt(
    row: Filter, submission: Submission, spam: bool, odds: float, features: bytes, source: str, writer: str
) -> None:
    excerpt = (
        ": ".join(filter(None, (submission.author, submission.text)))
        .encode("utf-8", "replace")
        .decode()
        .replace("\0", "")[:300]
    )
    Doubt.objects.create(
        filter=row, spam=spam, odds=odds, features=features, excerpt=excerpt, source=source, writer=writer
    )
