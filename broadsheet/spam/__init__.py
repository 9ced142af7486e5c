"""Spam: a filter that learns on this machine from what moderators decide, and says why. The log of labels is the truth;
every process reads it to its end before it judges. The room knows a plain submission and refuses to know a comment, to keep
words where features will do, and to load its mathematics where nobody has taught it anything yet.
"""

from broadsheet.spam.asking import Answer, ask, asks_akismet, choose_akismet, due, question
from broadsheet.spam.erasing import forget
from broadsheet.spam.examples import Unreadable, examples
from broadsheet.spam.explaining import Explanation, Neighbour, explain
from broadsheet.spam.judging import Prepared, add_reason, is_awake, judge, judgement_of, judgements, keep, prepare
from broadsheet.spam.keeping import export, rebuild, train
from broadsheet.spam.keys import keys_in_use, make_key, revoke_key, used
from broadsheet.spam.likeness import alike_to, groups
from broadsheet.spam.measuring import Measurement, measure, table_of
from broadsheet.spam.models import Judgement, Question
from broadsheet.spam.reporting import Change, Report, change_with, choose_budget, doubts, drawn_among, report, to_audit
from broadsheet.spam.submissions import Outcome, Submission, Verdict
from broadsheet.spam.teaching import learn, settle_doubt, take_back
from broadsheet.spam.wording import words_for

__all__ = [
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
    "ask",
    "asks_akismet",
    "change_with",
    "choose_akismet",
    "choose_budget",
    "doubts",
    "drawn_among",
    "due",
    "examples",
    "explain",
    "export",
    "forget",
    "groups",
    "is_awake",
    "judge",
    "judgement_of",
    "judgements",
    "keep",
    "keys_in_use",
    "learn",
    "make_key",
    "measure",
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
