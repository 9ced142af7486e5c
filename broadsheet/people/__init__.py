"""People: persons with an account and their roles, guests by a signed cookie of theirs, and where a request comes from
as a keyed hash. It refuses to store an address of a network, and knows nothing of what people read or write.
"""

from broadsheet.people.finding import find_person, moderators
from broadsheet.people.keeping import correct_name, erase_under, held_under
from broadsheet.people.models import Person, Role
from broadsheet.people.networks import network
from broadsheet.people.processing import processed
from broadsheet.people.readers import Reader, forget_guest, known, remember_guest
from broadsheet.people.roles import appoint, moderators_only

__all__ = [
    "Person",
    "Reader",
    "Role",
    "appoint",
    "correct_name",
    "erase_under",
    "find_person",
    "forget_guest",
    "held_under",
    "known",
    "moderators",
    "moderators_only",
    "network",
    "processed",
    "remember_guest",
]
