"""The spam filter on the public streams, online, beside bogofilter and scikit-learn; and under attack.

`BENCH_SPAM_PARTS="streams kills"` measures those alone, BENCH_LABEL_KILLS=1000 kills so often. `../shared/corpora/spam` is read where it lies; without it, and without a peer, the rows say so.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from functools import partial

from benchmarks.measuring import Row, new_site
from benchmarks.spam_streams import FOLDER, Stream, bogofilter, disguised, padded, scikit, sms, tg


def rows() -> list[Row]:
    if not FOLDER.is_dir():
        return [Row("spam: the public streams", "", "skipped: no ../shared/corpora beside the project", True)]
    _set_up()
    wanted = os.environ.get("BENCH_SPAM_PARTS", "").split() or list(PARTS)
    return [row for part in wanted for row in PARTS[part]()]


def _set_up() -> None:
    """The filter is measured in this process; its room has tables."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()


def _measure(stream: Stream, since: int = 0, disguise: Callable[[str, int], str] | None = None) -> object:
    from broadsheet.spam.classifier import Submission, measure

    return measure([(Submission(text), spam) for text, spam in stream], since=since, disguise=disguise)


def _streams() -> list[Row]:
    found = []
    for name, stream, bar in (("SMS", sms(), 0.61), ("tg", tg(), 0.92)):
        ours = _figures(_measure(stream))
        peers = {"bogofilter": bogofilter(stream), "scikit-learn": scikit(stream)}
        beside = ", ".join(
            f"{peer} {loss:.2f}" if loss is not None else f"{peer} absent" for peer, loss in peers.items()
        )
        ahead = all(loss is None or ours[0] < loss for loss in peers.values())
        found.append(
            Row(
                f"spam, {name}, online: 1-AUC",
                f"≤ {bar} %, and ahead",
                f"{ours[0]:.2f} % ({beside})",
                ours[0] <= bar and ahead,
            )
        )
        if name == "SMS":
            found.append(Row("its recall at 1 % false positives", "≥ 96 %", f"{ours[1]:.1f} %", ours[1] >= 96))
    return found


def _figures(found: object) -> tuple[float, float]:
    from broadsheet.spam.classifier.evaluation import Measurement

    assert isinstance(found, Measurement)
    return found.loss, found.recall


def _attacks() -> list[Row]:
    """Learnt from the first half as it is; in the second half every spam is disguised, and never learnt."""
    found = []
    for name, bar, disguise in (
        ("five good messages after every spam", 10, padded),
        ("look-alike and zero-width letters in every spam", 1.6, disguised),
    ):
        losses = []
        for stream in (sms(), tg()):
            half = len(stream) // 2
            good = [text for text, spam in stream[:half] if not spam]
            losses.append(_figures(_measure(stream, half, partial(disguise, good=good)))[0])
        reached = f"SMS {losses[0]:.2f} %, tg {losses[1]:.2f} %"
        found.append(Row(f"spam under attack, {name}: 1-AUC", f"≤ {bar} %", reached, max(losses) <= bar))
    return found


POISON = """
import json
from urllib.parse import urlencode
from django.test import Client
from django.conf import settings
settings.ALLOWED_HOSTS.append("testserver")
from broadsheet import spam
from broadsheet.spam.akismet import make_key
from broadsheet.spam.classifier.features import extract_features
from broadsheet.spam.classifier.evaluation import area
from broadsheet.spam.models import Filter
from broadsheet.spam.classifier.model_replica import rebuilt
from broadsheet.spam.classifier.submissions import Submission
half, poison, rest = json.load(open({path!r}))
key, secret = make_key("blog.example")
name = key.filter.name
spam.train([(Submission(text), kind) for text, kind in half], name)
def loss():
    model = rebuilt(Filter.objects.get(name=name))
    scores = {{False: [], True: []}}
    for text, kind in rest:
        features = extract_features(Submission(text))
        score = model.learner.score(features)
        scores[kind].append(score)
        model.learner.learn(features.whole, kind, score)
    return 100 * (1 - area(sorted(scores[False]), sorted(scores[True])))
before = loss()
for text in poison:
    body = urlencode({{"api_key": secret, "blog": "x", "user_ip": "1.2.3.4", "comment_content": text}})
    answer = Client().generic("POST", "/-/akismet/1.1/submit-ham", body, "application/x-www-form-urlencoded")
    assert answer.content.startswith(b"Thanks"), answer.content
print(before, loss())
"""


def _poison() -> Row:
    """Twenty messages of spam submitted as good through the server, by a site whose filter has learnt half the stream."""
    stream = tg()
    half = len(stream) // 2
    spam = [text for text, kind in stream[half:] if kind][:20]
    with new_site() as site:
        path = site.folder / "streams.json"
        path.write_text(json.dumps([stream[:half], spam, stream[half:]]))
        before, after = map(float, site.python(POISON.format(path=str(path))).split())
    reached = f"{after - before:+.2f} points ({before:.2f} to {after:.2f} %)"
    return Row(
        "20 spam messages submitted as good by Akismet's protocol: 1-AUC",
        "≤ 0.4 points worse",
        reached,
        after - before <= 0.4,
    )


def _times() -> list[Row]:
    from broadsheet.spam.classifier.evaluation import Measurement

    found = _measure(tg())
    assert isinstance(found, Measurement)
    size = found.bytes / 2**20
    return [
        Row(
            "judging one comment, learning one, p95 (tg, 170 letters on average)",
            "< 2 ms each",
            f"{found.judging:.2f} ms, {found.learning:.2f} ms",
            max(found.judging, found.learning) < 2,
        ),
        Row("the model in memory", "≤ 8 MB", f"{size:.1f} MB", size <= 8),
    ]


def _awkward() -> Row:
    """Whatever 10 kB are: each text judged as when it comes, by a filter that has learnt; the best of three, and of all texts the worst."""
    import time

    from broadsheet.spam.classifier import Submission, extract_features
    from broadsheet.spam.classifier.learner import Learner
    from broadsheet.spam.classifier.near_duplicates import likeness
    from tests.spam.awkward import awkward
    from tests.spam.conftest import stream

    learner = Learner()
    for given, kind in stream(200):
        features = extract_features(given)
        learner.learn(features.whole, kind, learner.score(features))
    texts, took = awkward(), {}
    for name, text in texts.items():
        given, times = Submission(text, author="Bo"), list[float]()
        for _ in range(3):
            began = time.thread_time()
            likeness(text)
            learner.score(extract_features(given))
            times.append(time.thread_time() - began)
        took[name] = 1000 * min(times)
    worst = max(took, key=lambda name: took[name])
    return Row(
        f"judging 10 kB of anything, the worst of {len(texts)} texts (processor time)",
        "< 20 ms",
        f"{took[worst]:.1f} ms ({worst})",
        took[worst] < 20,
    )


TOGETHER = """
import random
from broadsheet import spam
from broadsheet.kit import in_turn
from tests.spam.conftest import stream
chance = random.Random({seed})
for given, kind in stream(100, seed={seed}):
    with in_turn():
        spam.judge(given)
    with in_turn():
        spam.learn(given, kind, subject=f"{seed} {{given.text}}"[:64])
print(spam.rebuild()[0])
"""


def _together() -> Row:
    """Four processes judge and learn at once; each then reads the log anew and compares every bit with what it knows."""
    import sys

    from tests.site import ROOT

    with new_site() as site:
        code = "import os; os.environ['DJANGO_SETTINGS_MODULE']='broadsheet.settings'; import django; django.setup()\n"
        environment = {**site.environment, "PYTHONPATH": str(ROOT)}
        running = [
            subprocess.Popen(
                [sys.executable, "-c", code + TOGETHER.format(seed=seed)],
                env=environment,
                cwd=site.folder,
                stdout=subprocess.PIPE,
                text=True,
            )
            for seed in range(4)
        ]
        assert all(process.wait() == 0 for process in running)
        said = site.command("spam", "rebuild").stdout
    return Row(
        "four processes judge and learn 400 at once, then `rebuild`",
        "equal bit for bit",
        said.partition(":")[0],
        "equal bit for bit" in said and said.startswith("400 "),
    )


def _kills() -> Row:
    from tests.spam.killing import lost_labels

    kills = int(os.environ.get("BENCH_LABEL_KILLS", "100"))
    acknowledged, lost = lost_labels(kills)
    return Row(
        f"labels acknowledged and lost, {kills} × kill -9",
        "0",
        f"{lost} of {acknowledged:,}",
        not lost and acknowledged >= kills,
    )


PARTS: dict[str, Callable[[], list[Row]]] = {
    "streams": _streams,
    "attacks": _attacks,
    "poison": lambda: [_poison()],
    "times": _times,
    "awkward": lambda: [_awkward()],
    "together": lambda: [_together()],
    "kills": lambda: [_kills()],
}
