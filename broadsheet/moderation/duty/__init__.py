"""Who is on duty and what follows from it: weekly shifts, days off, and whether a section's discussions are open, held or
closed now. It refuses shifts that overlap or cannot be told.
"""

from broadsheet.moderation.duty.models import Exemption, Shift, Staffing, Weekday
from broadsheet.moderation.duty.openness import openness_now, reopens_at, state_words
from broadsheet.moderation.duty.queries import days_off_from, find_day_off, find_shift, section_states, weekly_shifts
from broadsheet.moderation.duty.rota import add_shift, end_exemption, end_shift, exempt, staff_discussions

__all__ = [
    "Exemption",
    "Shift",
    "Staffing",
    "Weekday",
    "add_shift",
    "days_off_from",
    "end_exemption",
    "end_shift",
    "exempt",
    "find_day_off",
    "find_shift",
    "openness_now",
    "reopens_at",
    "section_states",
    "staff_discussions",
    "state_words",
    "weekly_shifts",
]
