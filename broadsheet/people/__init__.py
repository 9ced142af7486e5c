"""People: persons with an account, their roles, names and ways in (django-allauth, whose name no other room learns);
guests by a signed cookie of theirs; and where a request comes from as a keyed hash. It refuses to store an address of a
network, to believe what another site says of an e-mail address, and to know anything of what people read or write.
"""

from broadsheet.people.answering import is_ours, sign_in_address
from broadsheet.people.blocking import block, forget, unblock
from broadsheet.people.codes import sweep_codes
from broadsheet.people.drawing import picture
from broadsheet.people.entering import leave_everywhere, sweep_sessions, tell_scripts
from broadsheet.people.finding import find_person, moderators
from broadsheet.people.impersonating import guarded_name, looks_like
from broadsheet.people.keeping import correct_name, erase_under, held_under
from broadsheet.people.linking import Linked, linked, unlink
from broadsheet.people.measuring import (
    NETWORKS_KEPT,
    PAST_KEPT,
    aim_at,
    blocks_of,
    end_measures,
    hear,
    is_heard,
    lift,
    marks_of,
    take_measure,
)
from broadsheet.people.models import Aim, Does, Measure, Person, Role
from broadsheet.people.naming import describe, draw_anew, tell_of
from broadsheet.people.networks import network
from broadsheet.people.pacing import pace_account
from broadsheet.people.probing import look_at_ways
from broadsheet.people.processing import processed
from broadsheet.people.readers import Reader, forget_guest, known, remember_guest
from broadsheet.people.roles import appoint, moderators_only, staff_only
from broadsheet.people.watching import InForce, in_force
from broadsheet.people.ways import Way, failing_ways, open_ways

__all__ = [
    "NETWORKS_KEPT",
    "PAST_KEPT",
    "Aim",
    "Does",
    "InForce",
    "Linked",
    "Measure",
    "Person",
    "Reader",
    "Role",
    "Way",
    "aim_at",
    "appoint",
    "block",
    "blocks_of",
    "correct_name",
    "describe",
    "draw_anew",
    "end_measures",
    "erase_under",
    "failing_ways",
    "find_person",
    "forget",
    "forget_guest",
    "guarded_name",
    "hear",
    "held_under",
    "in_force",
    "is_heard",
    "is_ours",
    "known",
    "leave_everywhere",
    "lift",
    "linked",
    "look_at_ways",
    "looks_like",
    "marks_of",
    "moderators",
    "moderators_only",
    "network",
    "open_ways",
    "pace_account",
    "picture",
    "processed",
    "remember_guest",
    "sign_in_address",
    "staff_only",
    "sweep_codes",
    "sweep_sessions",
    "take_measure",
    "tell_of",
    "tell_scripts",
    "unblock",
    "unlink",
]
