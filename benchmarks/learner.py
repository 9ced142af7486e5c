"""A peer, run by the peers' own Python: scikit-learn's SGD on character 3–5-grams, online. JSON lines in, scores out."""

from __future__ import annotations

import json
import sys

from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import SGDClassifier

looks = HashingVectorizer(analyzer="char", ngram_range=(3, 5), n_features=2**18, lowercase=True)
learner = SGDClassifier(loss="log_loss", random_state=0)
taught = False
for line in sys.stdin:
    facts = json.loads(line)
    row = looks.transform([facts["text"]])
    print(float(learner.decision_function(row)[0]) if taught else 0.0)
    learner.partial_fit(row, [int(facts["spam"])], classes=[0, 1])
    taught = True
