"""The pages where the site's moderation is set: rules and word lists, the spam filter, reasons for removing, the rota. They
refuse whoever is not staff, and whoever may not change what concerns every section.
"""

__all__: list[str] = []
