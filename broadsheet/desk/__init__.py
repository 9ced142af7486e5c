"""The desk: where moderators work. What waits and why, decisions and undoing them, rules tried before they are switched on,
the rota, appeals and corrections. It refuses to change what happened: the ledger is read here, never written over.
"""

from broadsheet.desk.pages import sweep_glances
from broadsheet.desk.personal_data import erase_under, held_under
from broadsheet.desk.privacy_notice import processed
from broadsheet.desk.queue import let_go, run_once

__all__ = [
    "erase_under",
    "held_under",
    "let_go",
    "processed",
    "run_once",
    "sweep_glances",
]
