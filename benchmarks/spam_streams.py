"""The public streams of messages, disguises for them, and the peers that judge them."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import tempfile
from pathlib import Path

from benchmarks.measuring import PEERS
from tests.conftest import CORPORA

Stream = list[tuple[str, bool]]
FOLDER = CORPORA / "spam"
_LOOKS_LIKE = str.maketrans("aeopcxyisAEOPCXKMHTB", "аеорсхуіѕАЕОРСХКМНТВ")


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


def padded(text: str, number: int, good: list[str]) -> str:
    chance = random.Random(number)
    return " ".join([text, *(chance.choice(good) for _ in range(5))])


def disguised(text: str, number: int, good: list[str]) -> str:
    chance = random.Random(number)
    letters = (letter.translate(_LOOKS_LIKE) if chance.random() < 0.5 else letter for letter in text)
    return "".join(letter + ("\u200b" if chance.random() < 0.2 else "") for letter in letters)


def bogofilter(stream: Stream) -> float | None:
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
    return loss(stream, scores)


def scikit(stream: Stream) -> float | None:
    python = PEERS / "python"
    if subprocess.run([python, "-c", "import sklearn"], capture_output=True, check=False).returncode:
        return None
    lines = "".join(json.dumps({"text": text, "spam": spam}) + "\n" for text, spam in stream)
    script = Path(__file__).with_name("learner.py")
    said = subprocess.run([python, script], input=lines, capture_output=True, text=True, check=True).stdout
    return loss(stream, [float(line) for line in said.split()])


def loss(stream: Stream, scores: list[float]) -> float:
    from broadsheet.spam.classifier.evaluation import area

    good = sorted(score for score, (_, spam) in zip(scores, stream, strict=True) if not spam)
    bad = sorted(score for score, (_, spam) in zip(scores, stream, strict=True) if spam)
    return 100 * (1 - area(good, bad))
