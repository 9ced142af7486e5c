"""People: persons with an account, their roles, names and ways in (django-allauth, whose name no other room learns);
guests by a signed cookie of theirs; and where a request comes from as a keyed hash. It refuses to store an address of a
network, to believe what another site says of an e-mail address, and to know anything of what people read or write.
"""

from broadsheet.people.identicons import picture
from broadsheet.people.models import Aim, Does, Measure, Person, Role
from broadsheet.people.networks import network
from broadsheet.people.person_lookup import find_person, moderators, person_by_id
from broadsheet.people.personal_data import correct_name, erase_under, held_under
from broadsheet.people.privacy_notice import processed
from broadsheet.people.profile_names import describe, draw_anew, tell_of
from broadsheet.people.readers import Reader, known, remember_guest
from broadsheet.people.reserved_names import guarded_name
from broadsheet.people.restrictions import end_measures, hear, is_heard, lift, marks_of, take_measure
from broadsheet.people.restrictions_cache import InForce, in_force
from broadsheet.people.roles import appoint, moderators_only, staff_only
from broadsheet.people.sign_in import (
    failing_ways,
    leave_everywhere,
    linked,
    look_at_ways,
    open_ways,
    pace_account,
    sign_in_address,
    sweep_codes,
    sweep_sessions,
    unlink,
)

__all__ = [
    "Aim",
    "Does",
    "InForce",
    "Measure",
    "Person",
    "Reader",
    "Role",
    "appoint",
    "correct_name",
    "describe",
    "draw_anew",
    "end_measures",
    "erase_under",
    "failing_ways",
    "find_person",
    "guarded_name",
    "hear",
    "held_under",
    "in_force",
    "is_heard",
    "known",
    "leave_everywhere",
    "lift",
    "linked",
    "look_at_ways",
    "marks_of",
    "moderators",
    "moderators_only",
    "network",
    "open_ways",
    "pace_account",
    "person_by_id",
    "picture",
    "processed",
    "remember_guest",
    "sign_in_address",
    "staff_only",
    "sweep_codes",
    "sweep_sessions",
    "take_measure",
    "tell_of",
    "unlink",
]
