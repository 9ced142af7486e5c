"""People: persons with an account and their roles, guests by a signed cookie of theirs, and where a request comes from
as a keyed hash. It refuses to store an address of a network, and knows nothing of what people read or write.
"""

from broadsheet.people.models import Person, Role
from broadsheet.people.networks import network
from broadsheet.people.readers import Reader, forget_guest, known, remember_guest
from broadsheet.people.roles import appoint, moderators_only

__all__ = [
    "Person",
    "Reader",
    "Role",
    "appoint",
    "forget_guest",
    "known",
    "moderators_only",
    "network",
    "remember_guest",
]
