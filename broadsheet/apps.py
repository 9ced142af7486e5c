"""The one Django app; its rooms are folders beside this file."""

from django.apps import AppConfig


class BroadsheetConfig(AppConfig):
    name = "broadsheet"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Broadsheet"

    def ready(self) -> None:
        """The shell sees every room, so it tells the lower one what only a higher one knows."""
        from broadsheet import press, rights, stories

        stories.shown_by(press.preview)
        press.also_print(rights.ADDRESS, rights.processing_sheet, rights.processing_state)
