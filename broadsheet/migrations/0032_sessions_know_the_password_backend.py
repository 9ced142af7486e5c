"""The password backend has another path, which every session names: rewritten, so that nobody is signed out."""

from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY
from django.db import migrations

OLD, NEW = "broadsheet.people.passwords.Passwords", "broadsheet.people.sign_in.passwords.Passwords"


def rewrite(apps, schema_editor, old=OLD, new=NEW):
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    rows = apps.get_model("sessions", "Session").objects
    for row in rows.order_by("pk").iterator(chunk_size=1000):
        kept = store.decode(row.session_data)  # {} where the key that signed it is another by now
        if kept.get(BACKEND_SESSION_KEY) == old:
            kept[BACKEND_SESSION_KEY] = new
            rows.filter(pk=row.pk).update(session_data=store.encode(kept))


def restore(apps, schema_editor):
    rewrite(apps, schema_editor, NEW, OLD)


class Migration(migrations.Migration):
    dependencies = [("broadsheet", "0031_settings_in_plain_words"), ("sessions", "0001_initial")]

    operations = [migrations.RunPython(rewrite, restore)]
