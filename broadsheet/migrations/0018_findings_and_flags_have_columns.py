"""What a finding measured, and who flagged, as columns; the rows are moved by the next one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("broadsheet", "0017_discussions_may_be_slow")]

    operations = [
        migrations.AddField("finding", "measured", models.FloatField(blank=True, null=True)),
        migrations.AddField("finding", "limit", models.FloatField(blank=True, null=True)),
        migrations.AddField("finding", "subject", models.CharField(blank=True, default="", max_length=120)),
        migrations.AddField("finding", "pending", models.BooleanField(default=False)),
        migrations.RenameField("finding", "threshold", "note"),
        migrations.RemoveConstraint("flag", "guest_flags_comment_once"),
        migrations.AlterField("flag", "guest", models.CharField(blank=True, max_length=32)),
        migrations.AddField(
            "flag",
            "person",
            models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="flags",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
