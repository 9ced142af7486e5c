"""What is asked of every comment before it is kept: the rules in their order, the spam filter, Akismet and the newsroom's own
webhook, and the explanation in words of why a comment waits. The room refuses nothing by itself: rules do, each with a sentence
for the writer.
"""

from broadsheet.screening.akismet_check import ask_second_opinions
from broadsheet.screening.explanations import all_in_words
from broadsheet.screening.models import RuleChange, WordList
from broadsheet.screening.proof_of_work import ProofWanted
from broadsheet.screening.queries import find_word_list, find_word_list_by_name, latest_rule_changes, word_lists
from broadsheet.screening.submission_signals import TRAP, SubmissionSignals, signals_of
from broadsheet.screening.webhook_check import ask_outside

__all__ = [
    "TRAP",
    "ProofWanted",
    "RuleChange",
    "SubmissionSignals",
    "WordList",
    "all_in_words",
    "ask_outside",
    "ask_second_opinions",
    "find_word_list",
    "find_word_list_by_name",
    "latest_rule_changes",
    "signals_of",
    "word_lists",
]
