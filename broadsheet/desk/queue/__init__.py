"""The moderation queue: one index row for each comment, counters, search and bulk jobs, kept by following the ledger. It refuses
to hold a comment's words outside the search index.
"""

from broadsheet.desk.queue.bulk_jobs import begin_sweep, latest_sweeps, take_back
from broadsheet.desk.queue.case_index import FILTER, HOUSE, cases_of_writers, write_cases
from broadsheet.desk.queue.counters import piles, totals
from broadsheet.desk.queue.ledger_reader import let_go, run_once, to_be_filled
from broadsheet.desk.queue.queue_counts import MOST_AT_ONCE, all_of, count, keys_of
from broadsheet.desk.queue.queue_query import Queue, Sort, Wanted, number, wanted_from
from broadsheet.desk.queue.queue_search import find

__all__ = [
    "FILTER",
    "HOUSE",
    "MOST_AT_ONCE",
    "Queue",
    "Sort",
    "Wanted",
    "all_of",
    "begin_sweep",
    "cases_of_writers",
    "count",
    "find",
    "keys_of",
    "latest_sweeps",
    "let_go",
    "number",
    "piles",
    "run_once",
    "take_back",
    "to_be_filled",
    "totals",
    "wanted_from",
    "write_cases",
]
