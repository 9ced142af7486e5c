"""Erasing what was learnt from a person."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Q

from broadsheet.spam.models import SITE, Callback, Doubt, Filter, Judgement, Label, Question


@transaction.atomic
def forget(*, writers: Iterable[str] = (), subjects: Iterable[int] = ()) -> int:
    """Remove every label from what these writers wrote or about these subjects; every process then begins anew without.

    Gives the number of labels removed. Writers are as they were given to `learn`; subjects as to `keep`.
    """
    from broadsheet.spam.classifier.model_snapshots import remove

    subjects = set(subjects)
    whose = set(writers) - {""}
    of_site = Q(filter__name=SITE, subject__in=[str(subject) for subject in subjects])
    doomed = Label.objects.filter(Q(writer__in=whose) | of_site)
    filters = set(doomed.values_list("filter_id", flat=True))
    Judgement.objects.filter(pk__in=subjects).delete()
    Question.objects.filter(subject__in=subjects).delete()
    Doubt.objects.filter(writer__in=whose).delete()
    Callback.objects.filter(writer__in=whose).delete()
    if not filters:
        return 0
    rows = list(Filter.objects.select_for_update().filter(pk__in=filters).order_by("pk"))
    removed = doomed.delete()[0]
    for row in rows:
        row.good, row.spam = (_standing(row, spam) for spam in (False, True))
        Filter.objects.filter(pk=row.pk).update(epoch=F("epoch") + 1, good=row.good, spam=row.spam)
        remove(row)
    return removed


def _standing(row: Filter, spam: bool) -> int:
    labels = row.labels.filter(spam=spam)
    return max(labels.filter(back=False).count() - labels.filter(back=True).count(), 0)
