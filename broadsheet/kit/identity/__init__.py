"""By what people are told apart: e-mail addresses in one form, and names that look alike. It refuses to know any person."""

from broadsheet.kit.identity.email_addresses import canonical_email, same_email
from broadsheet.kit.identity.lookalikes import PLAIN_OF, is_invisible, name_skeleton

__all__ = ["PLAIN_OF", "canonical_email", "is_invisible", "name_skeleton", "same_email"]
