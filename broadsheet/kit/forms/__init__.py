"""What people type, read alike in every room: form fields, and the path converter `<id:…>` for addresses, which importing this
registers. A field refuses what no room could take, such as an id beyond the database's integers; what a text may hold is for
the verb to say that takes it.
"""

from broadsheet.kit.forms.form_fields import (
    IdField,
    IsoDateField,
    IsoTimeField,
    NumberField,
    TypedTextField,
    refuse_invalid,
)
from broadsheet.kit.forms.path_converters import MOST_ID

__all__ = [
    "MOST_ID",
    "IdField",
    "IsoDateField",
    "IsoTimeField",
    "NumberField",
    "TypedTextField",
    "refuse_invalid",
]
