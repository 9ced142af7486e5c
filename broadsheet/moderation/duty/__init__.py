"""Who is on duty and what follows from it: weekly shifts, days off, and whether a section's discussions are open, held or
closed now. It refuses shifts that overlap or cannot be told.
"""

from broadsheet.moderation.duty.models import Weekday
from broadsheet.moderation.duty.openness import openness_now, reopens_at, state_words
from broadsheet.moderation.duty.queries import days_off_from, find_day_off, find_shift, section_states, weekly_shifts
from broadsheet.moderation.duty.rota import add_day_off, add_shift, end_day_off, end_shift, staff_discussions

__all__ = [
    "Weekday",
    "add_day_off",
    "add_shift",
    "days_off_from",
    "end_day_off",
    "end_shift",
    "find_day_off",
    "find_shift",
    "openness_now",
    "reopens_at",
    "section_states",
    "staff_discussions",
    "state_words",
    "weekly_shifts",
]
