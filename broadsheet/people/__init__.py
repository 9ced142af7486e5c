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
from broadsheet.people.models import Person, Role
from broadsheet.people.naming import describe, draw_anew, tell_of
from broadsheet.people.networks import network
from broadsheet.people.pacing import pace_account
from broadsheet.people.probing import look_at_ways
from broadsheet.people.processing import processed
from broadsheet.people.readers import Reader, forget_guest, known, remember_guest
from broadsheet.people.roles import appoint, moderators_only, staff_only
from broadsheet.people.ways import Way, failing_ways, open_ways

__all__ = [
    "Linked",
    "Person",
    "Reader",
    "Role",
    "Way",
    "appoint",
    "block",
    "correct_name",
    "describe",
    "draw_anew",
    "erase_under",
    "failing_ways",
    "find_person",
    "forget",
    "forget_guest",
    "guarded_name",
    "held_under",
    "is_ours",
    "known",
    "leave_everywhere",
    "linked",
    "look_at_ways",
    "looks_like",
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
    "tell_of",
    "tell_scripts",
    "unblock",
    "unlink",
]
