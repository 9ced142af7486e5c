"""Who is on duty and what follows from it: weekly shifts, days off, and whether a section's discussions are open, held or
closed now. It refuses shifts that overlap or cannot be told.
"""

from broadsheet.moderation.duty.models import Exemption, Shift, Staffing, Weekday
from broadsheet.moderation.duty.openness import openness_now, reopens_at, state_words
from broadsheet.moderation.duty.rota import add_shift, end_exemption, end_shift, exempt, staff_discussions

__all__ = [
    "Exemption",
    "Shift",
    "Staffing",
    "Weekday",
    "add_shift",
    "end_exemption",
    "end_shift",
    "exempt",
    "openness_now",
    "reopens_at",
    "staff_discussions",
    "state_words",
]
