"""The learning filter: features of a submission, three online models, thresholds, explanations, and the log of labels that they
are rebuilt from. It refuses to know a comment: what it judges is a plain submission.

`Features` and `extract_features` are loaded when they are first asked for: with them comes numpy, which a site that has
learnt nothing yet does without.
"""

from typing import TYPE_CHECKING, Any

from broadsheet.spam.classifier.evaluation import measure, table_of
from broadsheet.spam.classifier.example_files import Unreadable, examples
from broadsheet.spam.classifier.fact_words import fact_in_words
from broadsheet.spam.classifier.filter_report import change_with, choose_budget, doubts, drawn_among, report
from broadsheet.spam.classifier.forgetting_labels import forget
from broadsheet.spam.classifier.judgements import (
    add_reason,
    forget_networks,
    judgement_of,
    judgements_of,
    keep,
    networks_of,
)
from broadsheet.spam.classifier.judging import Prepared, has_started, judge, prepare
from broadsheet.spam.classifier.log_tools import export, rebuild, train
from broadsheet.spam.classifier.near_duplicates import alike_to, groups
from broadsheet.spam.classifier.normalising import as_read
from broadsheet.spam.classifier.reason_words import words_for
from broadsheet.spam.classifier.score_explanations import explain
from broadsheet.spam.classifier.submissions import Outcome, Submission, Verdict
from broadsheet.spam.classifier.teaching import learn, settle_doubt, take_back

if TYPE_CHECKING:
    from broadsheet.spam.classifier.features import Features, extract_features

__all__ = [
    "Features",
    "Outcome",
    "Prepared",
    "Submission",
    "Unreadable",
    "Verdict",
    "add_reason",
    "alike_to",
    "as_read",
    "change_with",
    "choose_budget",
    "doubts",
    "drawn_among",
    "examples",
    "explain",
    "export",
    "extract_features",
    "fact_in_words",
    "forget",
    "forget_networks",
    "groups",
    "has_started",
    "judge",
    "judgement_of",
    "judgements_of",
    "keep",
    "learn",
    "measure",
    "networks_of",
    "prepare",
    "rebuild",
    "report",
    "settle_doubt",
    "table_of",
    "take_back",
    "train",
    "words_for",
]


def __getattr__(name: str) -> Any:
    if name in {"Features", "extract_features"}:
        from broadsheet.spam.classifier import features

        return getattr(features, name)
    raise AttributeError(name)
