import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("broadsheet", "0036_what_could_not_be_done")]

    operations = [
        migrations.CreateModel(
            name="AccountEmail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("confirm", "Confirm"), ("changed", "Changed"), ("reset", "Reset")], max_length=8
                    ),
                ),
                ("address", models.CharField(max_length=254)),
                ("language", models.CharField(default="en", max_length=8)),
                ("made", models.DateTimeField(default=django.utils.timezone.now)),
                ("due", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.RemoveIndex(model_name="comment", name="comment_of_any_case"),
        migrations.AddField("address", "refusals", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("address", "refused_since", models.DateTimeField(null=True)),
        migrations.AddField("address", "refused_at", models.DateTimeField(db_index=True, null=True)),
        migrations.AddField("address", "refused_status", models.CharField(blank=True, default="", max_length=16), preserve_default=False),
        migrations.AddField("address", "paused_until", models.DateTimeField(null=True)),
    ]
