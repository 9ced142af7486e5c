"""The moderation queue: one index row for each comment, counters, search, presence and bulk jobs, kept by following the ledger.
It refuses to hold a comment's words outside the search index.
"""

from broadsheet.desk.queue.bulk_jobs import begin_bulk_job, find_bulk_job, latest_bulk_jobs, undo_bulk_job
from broadsheet.desk.queue.counters import languages_of_queue, stories_waiting, totals
from broadsheet.desk.queue.item_index import FILTER, SITE, items_of_writers, update_items
from broadsheet.desk.queue.ledger_reader import expire_new_writers, is_reindexing, run_once
from broadsheet.desk.queue.presence import delete_old_presence, mark_presence, viewer_of, viewers_of
from broadsheet.desk.queue.queue_counts import (
    MOST_AT_ONCE,
    MOST_OF_A_WRITER,
    count,
    ids_of,
    states_of,
    states_of_writers,
)
from broadsheet.desk.queue.queue_filters import Queue, QueueFilter, Sort
from broadsheet.desk.queue.queue_search import (
    find_page,
    items_by_id,
    latest_item_of_writer,
    rules_of_queue,
    states_by_id,
)

__all__ = [
    "FILTER",
    "MOST_AT_ONCE",
    "MOST_OF_A_WRITER",
    "SITE",
    "Queue",
    "QueueFilter",
    "Sort",
    "begin_bulk_job",
    "count",
    "delete_old_presence",
    "expire_new_writers",
    "find_bulk_job",
    "find_page",
    "ids_of",
    "is_reindexing",
    "items_by_id",
    "items_of_writers",
    "languages_of_queue",
    "latest_bulk_jobs",
    "latest_item_of_writer",
    "mark_presence",
    "rules_of_queue",
    "run_once",
    "states_by_id",
    "states_of",
    "states_of_writers",
    "stories_waiting",
    "totals",
    "undo_bulk_job",
    "update_items",
    "viewer_of",
    "viewers_of",
]
