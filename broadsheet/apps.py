"""The one Django app; its rooms are folders beside this file."""

from django.apps import AppConfig


class BroadsheetConfig(AppConfig):
    name = "broadsheet"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Broadsheet"
