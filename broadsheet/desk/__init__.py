"""The desk: where moderators work. What waits and why, decisions and undoing them, rules tried before they are switched on,
the rota, appeals and corrections. It refuses to change what happened: the ledger is read here, never written over.
"""

from broadsheet.desk.personal_data import erase_under, held_under
from broadsheet.desk.privacy_notice import processed
from broadsheet.desk.queue import delete_old_presence, expire_new_writers, run_once

__all__ = [
    "delete_old_presence",
    "erase_under",
    "expire_new_writers",
    "held_under",
    "processed",
    "run_once",
]
