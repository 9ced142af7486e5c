"""Measures become restrictions, and their columns say what they hold."""

from django.db import migrations, models

COLUMNS = {
    "does": "type",
    "aim": "target",
    "mark": "target_hash",
    "shown": "target_label",
    "look": "name_skeleton",
    "forgets": "traces_until",
    "why": "reason",
    "told": "message",
    "heard": "acknowledged_at",
}


class Migration(migrations.Migration):
    dependencies = [("broadsheet", "0025_queue_names")]

    operations = [
        migrations.RemoveIndex("measure", "measure_of"),
        migrations.RenameModel("Measure", "Restriction"),
        *(migrations.RenameField("restriction", old, new) for old, new in COLUMNS.items()),
        migrations.AddIndex(
            "restriction", models.Index(fields=["target", "target_hash"], name="restriction_of")
        ),
    ]
