"""Signing in: codes by e-mail, passkeys, other providers, passwords for staff, sessions and their limits. It refuses an address
that was not proven.
"""

from broadsheet.people.sign_in.account_emails import send_account_emails
from broadsheet.people.sign_in.account_pages import sign_in_address
from broadsheet.people.sign_in.address_change import request_address
from broadsheet.people.sign_in.attempt_limits import pace_account
from broadsheet.people.sign_in.codes import sweep_codes
from broadsheet.people.sign_in.linked_accounts import linked, unlink
from broadsheet.people.sign_in.passwords import request_password_reset
from broadsheet.people.sign_in.provider_health import look_at_ways
from broadsheet.people.sign_in.providers import every_way, failing_ways, open_ways
from broadsheet.people.sign_in.sessions import leave_everywhere, sweep_sessions

__all__ = [
    "every_way",
    "failing_ways",
    "leave_everywhere",
    "linked",
    "look_at_ways",
    "open_ways",
    "pace_account",
    "request_address",
    "request_password_reset",
    "send_account_emails",
    "sign_in_address",
    "sweep_codes",
    "sweep_sessions",
    "unlink",
]
