"""Spam: a filter that learns on this machine from what moderators decide, and says why. The log of labels is the truth;
every process reads it to its end before it judges. The room knows a plain submission and refuses to know a comment, to keep
words where features will do, and to load its mathematics where nobody has taught it anything yet.
"""

from broadsheet.spam.erasing import forget
from broadsheet.spam.examples import Unreadable, examples
from broadsheet.spam.judging import Prepared, is_awake, judge, judgement_of, keep, prepare
from broadsheet.spam.keeping import export, rebuild, train
from broadsheet.spam.keys import keys_in_use, make_key, revoke_key, used
from broadsheet.spam.measuring import Measurement, measure, table_of
from broadsheet.spam.submissions import Outcome, Submission, Verdict
from broadsheet.spam.teaching import learn, take_back

__all__ = [
    "Measurement",
    "Outcome",
    "Prepared",
    "Submission",
    "Unreadable",
    "Verdict",
    "examples",
    "export",
    "forget",
    "is_awake",
    "judge",
    "judgement_of",
    "keep",
    "keys_in_use",
    "learn",
    "make_key",
    "measure",
    "prepare",
    "rebuild",
    "revoke_key",
    "table_of",
    "take_back",
    "train",
    "used",
]
