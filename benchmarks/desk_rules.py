"""A rule tried on the last 30 days before it is switched on: 100,000 comments, half of them in Cyrillic letters."""

from __future__ import annotations

import json

from benchmarks.measuring import Row, new_site

COMMENTS = 100_000
_BAR = 10.0  # seconds


def rows() -> list[Row]:
    with new_site() as site:
        site.python(_TALK.format(comments=COMMENTS))
        took = json.loads(site.python(_TRY))
    assert all(one["looked"] == COMMENTS and one["caught"] for one in took.values()), took
    return [
        Row(
            f"{what} tried on {COMMENTS:,} comments, on the wall clock",
            f"≤ {_BAR:g} s",
            f"{one['wall']:.1f} s ({one['processor']:.1f} s of a processor)",
            one["wall"] <= _BAR,
        )
        for what, one in took.items()
    ]


_TALK = """
import random
from datetime import timedelta
from django.db import transaction
from django.utils import timezone
from broadsheet import kit
from broadsheet.comments import Comment
from broadsheet.comments.sql import insert_comments
from broadsheet.people import Person
from broadsheet.stories import Story
chance = random.Random(7)
LATIN = "the council voted again on harbour toll and nobody who lives here was asked what it costs to cross the bridge".split()
CYRILLIC = "совет снова голосовал о сборе за мост и никто из тех кто живёт здесь не спросил сколько стоит переправа через реку".split()
now = timezone.now()
stories = [Story.objects.create(headline=f"Story {{n}}", live=True, address=f"/bench/{{n}}/", published_at=now) for n in range(100)]
number = 0
while number < {comments}:
    batch = []
    for _ in range(2_000):
        number += 1
        words = CYRILLIC if number % 2 else LATIN
        text = " ".join(chance.choices(words, k=chance.randint(10, 90)))
        if number % 500 == 0:
            text += " слово0042 word0042"
        if number % 20 == 0:
            text += " [here](https://a.example/) [and](https://b.example/) [there](https://c.example/)"
        html = kit.typeset(text) if number % 20 == 0 else f"<p>{{text}}</p>"
        story = stories[number % len(stories)]
        at = now - timedelta(seconds=25 * ({comments} - number))
        place = number.to_bytes(8, "big")
        batch.append(Comment(pk=number, story=story, name=f"Reader {{number % 5_000}}", text=text, html=html, created=at,
            guest=f"{{number % 5_000:032x}}", place=place, state="held" if number % 10 == 0 else "published"))
    with transaction.atomic():
        insert_comments(batch)
"""
_TRY = """
import json, time
from broadsheet.screening import WordList, rules
def a_list(part):
    words = [f"word{n:04}" for n in range(1_000)] + [f"слово{n:04}" for n in range(1_000)]
    return rules.ready(WordList(name="x", does="held", part=part, words="\\n".join(words)))
tried = {
    "a word list of 2,000 whole words": ("words", {"lists": (a_list(False),)}),
    "a word list of 2,000 parts": ("words", {"lists": (a_list(True),)}),
    "links": ("links", {"most": 2, "hosts": ["paper.example"]}),
    "new writers": ("new-writer", {"who": "known", "many": 3}),
}
found = {}
for what, (name, options) in tried.items():
    wall, processor = time.monotonic(), time.process_time()
    trial = rules.replay(rules.BY_NAME[name].replay(options))
    found[what] = {"wall": time.monotonic() - wall, "processor": time.process_time() - processor,
        "looked": trial.looked, "caught": trial.caught}
print(json.dumps(found))
"""
