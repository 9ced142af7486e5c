"""Akismet's protocol, spoken to other sites: each key with a model of its own. An answer is exactly what clients expect."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from functools import wraps
from hashlib import blake2b

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from broadsheet.kit import in_turn
from broadsheet.spam.akismet.callbacks import note_callback
from broadsheet.spam.akismet.keys import count, find_key, month_now, used
from broadsheet.spam.akismet.parsing import MOST_BYTES, Malformed, form_of, submission_of
from broadsheet.spam.classifier import Outcome, Submission, judge, learn, prepare
from broadsheet.spam.models import Key, Use

Form = dict[str, str]
Answer = Callable[[Key, Form], HttpResponse]
View = Callable[[HttpRequest], HttpResponse]
THANKS = "Thanks for making the web a better place."
_ALWAYS_SPAM = {"viagra-test-123", "akismet-guaranteed-spam"}
_ALWAYS_SPAM_ADDRESS = "akismet-guaranteed-spam@example.com"
_YES = {"1", "true", "yes", "on"}


def answering(*methods: str, needs: tuple[str, ...] = ()) -> Callable[[Answer], View]:
    """A view that finds the key and reads the form. Whatever is wrong with a request is answered `invalid`, and why."""

    def around(answer: Answer) -> View:
        @csrf_exempt
        @wraps(answer)
        def view(request: HttpRequest) -> HttpResponse:
            if request.method not in methods:
                return _plain("invalid", 200, f"Send it by {methods[0]}")
            if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
                return _plain("invalid", 413, "More than 64 kB")
            try:
                given = form_of(request)
            except Malformed as error:
                return _plain("invalid", 200, str(error))
            key = find_key(given.get("api_key") or given.get("key") or "")
            if key is None:
                return _plain("invalid", 200, "The key is not known here")
            for name in needs:
                if not given.get(name):
                    return _plain("invalid", 200, f"Empty {name} value")
            return answer(key, given)

        return view

    return around


@require_safe
def test(request: HttpRequest) -> HttpResponse:
    """WordPress's plugin asks this, without a key, before it shows the page where one is entered."""
    return _plain("connected")


@answering("POST")
def verify_key(key: Key, given: Form) -> HttpResponse:
    return _plain("valid")


@answering("POST")
def deactivate(key: Key, given: Form) -> HttpResponse:
    """A blog switched its plugin off. The key stays good: revoking it is the newsroom's."""
    return _plain("deactivated")


@answering("POST", needs=("blog", "user_ip"))
def comment_check(key: Key, given: Form) -> HttpResponse:
    """`true` for what is to be kept back, `false` for the rest; a header for what need not be kept at all."""
    if (known := _known(given)) is not None:
        return _plain("true" if known else "false")
    submission = submission_of(given)
    prepared, guid = prepare(submission), ""
    with in_turn():
        if used(key) >= key.quota:
            return _plain("invalid", 200, "This month's quota is used up")
        verdict = judge(prepared, key.filter.name)
        spam = verdict.outcome != Outcome.PUBLISH
        if given.get("is_test", "").lower() not in _YES:
            count(key, checks=1, spam=int(spam))
            if given.get("callback") and not submission.trap:  # a trap stays one, whatever is learnt
                guid = note_callback(key, given["callback"], prepared, _writer(submission), told=spam)
    answer = _plain("true" if spam else "false")
    if guid:
        answer["X-akismet-guid"] = guid
    if verdict.discard:
        answer["X-akismet-pro-tip"] = "discard"
    return answer


def _known(given: Form) -> bool | None:
    """What clients test themselves with."""
    if given.get("comment_author", "").strip().lower() in _ALWAYS_SPAM:
        return True
    if given.get("comment_author_email", "").strip().lower() == _ALWAYS_SPAM_ADDRESS:
        return True
    return False if given.get("user_role", "").strip().lower() == "administrator" else None


@answering("POST", needs=("blog", "user_ip"))
def submit_spam(key: Key, given: Form) -> HttpResponse:
    return _submit(key, given, spam=True)


@answering("POST", needs=("blog", "user_ip"))
def submit_ham(key: Key, given: Form) -> HttpResponse:
    return _submit(key, given, spam=False)


def _submit(key: Key, given: Form, *, spam: bool) -> HttpResponse:
    """A label from a stranger: through the gate of doubts. Tests teach nothing."""
    if given.get("is_test", "").lower() not in _YES:
        submission = submission_of(given)
        with in_turn():
            learn(
                submission,
                spam,
                subject=_subject(submission),
                source=f"key-{key.pk}",
                writer=_writer(submission),
                name=key.filter.name,
                trusted=False,
            )
            count(key, missed=int(spam), mistaken=int(not spam))
    return _plain(THANKS)


def _writer(given: Submission) -> str:
    """By this name what was learnt from them is found when it is to be erased."""
    return given.email.lower()[:64]


def _subject(given: Submission) -> str:
    """The same for a comment that is reported twice, or one way and then the other."""
    words = "\n".join((given.author, given.email, given.text)).encode("utf-8", "surrogatepass")
    return blake2b(words, digest_size=16).hexdigest()


@answering("GET", "POST")
def usage_limit(key: Key, given: Form) -> HttpResponse:
    checks = used(key)
    facts = {
        "limit": key.quota,
        "usage": checks,
        "percentage": f"{100 * checks / key.quota if key.quota else 100:.2f}",
        "throttled": checks >= key.quota,
    }
    return _json(facts)


@answering("GET", "POST")
def key_sites(key: Key, given: Form) -> HttpResponse:
    """The one site of this key in a month."""
    month = given.get("month", "")[:7] or month_now()
    use = Use.objects.filter(key=key, month=month).first()
    site = {
        "site": key.host,
        "api_calls": str(use.checks if use else 0),
        "spam": str(use.spam if use else 0),
        "ham": str(use.checks - use.spam if use else 0),
        "missed_spam": str(use.missed if use else 0),
        "false_positives": str(use.mistaken if use else 0),
        "is_revoked": False,
    }
    shown = [site] if use and given.get("filter", "").lower() in key.host else []
    if given.get("format") != "csv":
        return _json({month: shown, "limit": 500, "offset": 0, "total": len(shown)})
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow([f"Active sites for {key.host} during {month} (limit:500, offset: 0, total: {len(shown)})"])
    writer.writerow(["Site", "Total API Calls", "Spam", "Ham", "Missed Spam", "False Positives", "Is Revoked"])
    writer.writerows([[*one.values()] for one in shown])
    return _plain(sheet.getvalue())


@answering("POST")
def get_subscription(key: Key, given: Form) -> HttpResponse:
    """WordPress's plugin asks whether the key is in order before it shows its settings."""
    facts = {"account_id": key.pk, "account_name": key.host, "account_type": "broadsheet", "status": "active"}
    return _json({**facts, "limit_reached": used(key) >= key.quota, "next_billing_date": False})


@answering("POST")
def get_stats(key: Key, given: Form) -> HttpResponse:
    """The figures of its page: sums of all months, and month by month."""
    uses = list(Use.objects.filter(key=key).order_by("month"))
    spam, checks = sum(use.spam for use in uses), sum(use.checks for use in uses)
    missed, mistaken = sum(use.missed for use in uses), sum(use.mistaken for use in uses)
    right = 100 * (1 - (missed + mistaken) / checks) if checks else 100.0
    months = {
        use.month: {"spam": use.spam, "ham": use.checks - use.spam, "missed_spam": use.missed, "da": f"{use.month}-01"}
        for use in uses
    }
    facts = {"spam": spam, "ham": checks - spam, "missed_spam": missed, "false_positives": mistaken}
    return _json({**facts, "accuracy": f"{max(right, 0):.2f}", "time_saved": spam * 30, "breakdown": months})


def _plain(said: str, status: int = 200, why: str = "") -> HttpResponse:
    answer = HttpResponse(said, status=status, content_type="text/plain; charset=utf-8")
    answer["Cache-Control"] = "no-store"
    if why:
        answer["X-akismet-debug-help"] = why
    return answer


def _json(facts: object) -> HttpResponse:
    answer = HttpResponse(json.dumps(facts), content_type="application/json")
    answer["Cache-Control"] = "no-store"
    return answer
