"""Spam: a filter that learns on this machine from what moderators decide, and says why. The log of labels is the truth;
every process reads it to its end before it judges. The room knows a plain submission and refuses to know a comment, to keep
words where features will do, and to load its mathematics where nobody has taught it anything yet.
"""

from broadsheet.spam.asking import Answer, ask, asks_akismet, choose_akismet, due, question
from broadsheet.spam.calling_back import call_back
from broadsheet.spam.erasing import forget
from broadsheet.spam.examples import Unreadable, examples
from broadsheet.spam.explaining import Explanation, Neighbour, explain
from broadsheet.spam.folding import as_read
from broadsheet.spam.judging import (
    Prepared,
    add_reason,
    forget_networks,
    is_awake,
    judge,
    judgement_of,
    judgements_of,
    keep,
    networks_of,
    prepare,
)
from broadsheet.spam.keeping import export, rebuild, train
from broadsheet.spam.keys import keys_in_use, make_key, revoke_key, used
from broadsheet.spam.likeness import alike_to, groups
from broadsheet.spam.measuring import Measurement, measure, table_of
from broadsheet.spam.models import Judgement, Question
from broadsheet.spam.naming import fact_in_words
from broadsheet.spam.reporting import Change, Report, change_with, choose_budget, doubts, drawn_among, report, to_audit
from broadsheet.spam.retaining import KEPT, forget_doubts, forget_judgements, judged_long_ago
from broadsheet.spam.submissions import Outcome, Submission, Verdict
from broadsheet.spam.teaching import learn, settle_doubt, take_back
from broadsheet.spam.wording import words_for

__all__ = [
    "KEPT",
    "Answer",
    "Change",
    "Explanation",
    "Judgement",
    "Measurement",
    "Neighbour",
    "Outcome",
    "Prepared",
    "Question",
    "Report",
    "Submission",
    "Unreadable",
    "Verdict",
    "add_reason",
    "alike_to",
    "as_read",
    "ask",
    "asks_akismet",
    "call_back",
    "change_with",
    "choose_akismet",
    "choose_budget",
    "doubts",
    "drawn_among",
    "due",
    "examples",
    "explain",
    "export",
    "fact_in_words",
    "forget",
    "forget_doubts",
    "forget_judgements",
    "forget_networks",
    "groups",
    "is_awake",
    "judge",
    "judged_long_ago",
    "judgement_of",
    "judgements_of",
    "keep",
    "keys_in_use",
    "learn",
    "make_key",
    "measure",
    "networks_of",
    "prepare",
    "question",
    "rebuild",
    "report",
    "revoke_key",
    "settle_doubt",
    "table_of",
    "take_back",
    "to_audit",
    "train",
    "used",
    "words_for",
]
