"""People: persons with an account, their roles, names and ways in (django-allauth, whose name no other room learns);
guests by a signed cookie of theirs; and where a request comes from as a keyed hash. It refuses to store an address of a
network, to believe what another site says of an e-mail address, and to know anything of what people read or write.
"""

from broadsheet.people.identicons import picture
from broadsheet.people.models import Person, Restriction, RestrictionTarget, RestrictionType, Role
from broadsheet.people.networks import network
from broadsheet.people.person_lookup import account_addresses, find_person, moderators, person_by_id
from broadsheet.people.personal_data import correct_name, erase_under, held_under
from broadsheet.people.privacy_notice import processed
from broadsheet.people.profile_names import describe, draw_anew, tell_of
from broadsheet.people.queries import (
    find_restriction,
    latest_restrictions,
    persons_by_id,
    persons_called,
    restrictions_of,
)
from broadsheet.people.readers import Reader, known, remember_guest
from broadsheet.people.reserved_names import refuse_taken_name
from broadsheet.people.restrictions import (
    acknowledge_warning,
    end_restrictions,
    is_acknowledged,
    lift_restriction,
    restrict,
)
from broadsheet.people.restrictions_cache import ActiveRestriction, active_restrictions
from broadsheet.people.roles import appoint, moderators_only, staff_only
from broadsheet.people.sign_in import (
    failing_ways,
    leave_everywhere,
    linked,
    look_at_ways,
    open_ways,
    pace_account,
    request_address,
    request_password_reset,
    send_account_emails,
    sign_in_address,
    sweep_codes,
    sweep_sessions,
    unlink,
)

__all__ = [
    "ActiveRestriction",
    "Person",
    "Reader",
    "Restriction",
    "RestrictionTarget",
    "RestrictionType",
    "Role",
    "account_addresses",
    "acknowledge_warning",
    "active_restrictions",
    "appoint",
    "correct_name",
    "describe",
    "draw_anew",
    "end_restrictions",
    "erase_under",
    "failing_ways",
    "find_person",
    "find_restriction",
    "held_under",
    "is_acknowledged",
    "known",
    "latest_restrictions",
    "leave_everywhere",
    "lift_restriction",
    "linked",
    "look_at_ways",
    "moderators",
    "moderators_only",
    "network",
    "open_ways",
    "pace_account",
    "person_by_id",
    "persons_by_id",
    "persons_called",
    "picture",
    "processed",
    "refuse_taken_name",
    "remember_guest",
    "request_address",
    "request_password_reset",
    "restrict",
    "restrictions_of",
    "send_account_emails",
    "sign_in_address",
    "staff_only",
    "sweep_codes",
    "sweep_sessions",
    "tell_of",
    "unlink",
]
