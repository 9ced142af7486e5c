"""The spam filter on the public streams, online, beside bogofilter and scikit-learn; and under attack.

`../shared/corpora/spam` is read where it lies; without it, and without a peer, the rows say so.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.measuring import PEERS, Row, new_site
from tests.conftest import CORPORA

Stream = list[tuple[str, bool]]
FOLDER = CORPORA / "spam"
_LOOKS_LIKE = str.maketrans("aeopcxyisAEOPCXKMHTB", "аеорсхуіѕАЕОРСХКМНТВ")


def rows() -> list[Row]:
    if not FOLDER.is_dir():
        return [Row("spam: the public streams", "", "skipped: no ../shared/corpora beside the project", True)]
    _set_up()
    return [*_streams(), *_attacks(), _poison(), *_times(), _together(), _kills()]


def _set_up() -> None:
    """The filter is measured in this process; its room has tables."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()


def sms() -> Stream:
    """5,574 messages in the order of the file."""
    lines = (FOLDER / "SMSSpamCollection").read_text(errors="replace").split("\n")
    return [(text, kind == "spam") for kind, tab, text in (line.partition("\t") for line in lines) if tab]


def tg(seed: int = 0) -> Stream:
    """620 chat messages; their files are by kind, so they are shuffled, always the same way."""
    stream = [
        (line, spam)
        for name, spam in (("ham-samples.txt", False), ("spam-samples.txt", True))
        for line in (FOLDER / name).read_text().split("\n")
        if line.strip()
    ]
    random.Random(seed).shuffle(stream)
    return stream


def _measure(stream: Stream, since: int = 0, disguise: Callable[[str, int], str] | None = None) -> object:
    from broadsheet.spam.measuring import measure
    from broadsheet.spam.submissions import Submission

    return measure([(Submission(text), spam) for text, spam in stream], since=since, disguise=disguise)


def _streams() -> list[Row]:
    found = []
    for name, stream, bar in (("SMS", sms(), 0.61), ("tg", tg(), 0.92)):
        ours = _figures(_measure(stream))
        peers = {"bogofilter": _bogofilter(stream), "scikit-learn": _scikit(stream)}
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
    from broadsheet.spam.measuring import Measurement

    assert isinstance(found, Measurement)
    return found.loss, found.recall


def _loss(stream: Stream, scores: list[float]) -> float:
    from broadsheet.spam.measuring import area

    good = sorted(score for score, (_, spam) in zip(scores, stream, strict=True) if not spam)
    bad = sorted(score for score, (_, spam) in zip(scores, stream, strict=True) if spam)
    return 100 * (1 - area(good, bad))


def _bogofilter(stream: Stream) -> float | None:
    """Each message judged, then registered, by the program as Debian ships it."""
    program = shutil.which("bogofilter")
    if program is None:
        return None
    scores = []
    with tempfile.TemporaryDirectory() as folder:
        base = [program, "-d", folder]
        subprocess.run([*base, "-n"], input=b"\n\nbegin\n", check=True)
        for text, spam in stream:
            letter = b"\n\n" + text.encode() + b"\n"
            said = subprocess.run([*base, "-T"], input=letter, capture_output=True, check=False).stdout.split()
            scores.append(float(said[1]) if len(said) > 1 else 0.5)
            subprocess.run([*base, "-s" if spam else "-n"], input=letter, check=False)
    return _loss(stream, scores)


def _scikit(stream: Stream) -> float | None:
    python = PEERS / "python"
    if subprocess.run([python, "-c", "import sklearn"], capture_output=True, check=False).returncode:
        return None
    lines = "".join(json.dumps({"text": text, "spam": spam}) + "\n" for text, spam in stream)
    script = Path(__file__).with_name("learner.py")
    said = subprocess.run([python, script], input=lines, capture_output=True, text=True, check=True).stdout
    return _loss(stream, [float(line) for line in said.split()])


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


def padded(text: str, number: int, good: list[str]) -> str:
    chance = random.Random(number)
    return " ".join([text, *(chance.choice(good) for _ in range(5))])


def disguised(text: str, number: int, good: list[str]) -> str:
    chance = random.Random(number)
    letters = (letter.translate(_LOOKS_LIKE) if chance.random() < 0.5 else letter for letter in text)
    return "".join(letter + ("\u200b" if chance.random() < 0.2 else "") for letter in letters)


POISON = """
import json
from urllib.parse import urlencode
from django.test import Client
from django.conf import settings
settings.ALLOWED_HOSTS.append("testserver")
from broadsheet import spam
from broadsheet.spam.features import look_at
from broadsheet.spam.measuring import area
from broadsheet.spam.models import Filter
from broadsheet.spam.remembering import rebuilt
from broadsheet.spam.submissions import Submission
half, poison, rest = json.load(open({path!r}))
key, secret = spam.make_key("blog.example")
name = key.filter.name
spam.train([(Submission(text), kind) for text, kind in half], name)
def loss():
    mind = rebuilt(Filter.objects.get(name=name))
    scores = {{False: [], True: []}}
    for text, kind in rest:
        look = look_at(Submission(text))
        score = mind.learner.score(look)
        scores[kind].append(score)
        mind.learner.learn(look.whole, kind, score)
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
    from broadsheet.spam.measuring import Measurement

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
    return Row(f"labels acknowledged and lost, {kills} × kill -9", "0", f"{lost} of {acknowledged:,}", lost == 0)
