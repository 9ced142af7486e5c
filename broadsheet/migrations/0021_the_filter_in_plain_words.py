"""Columns of the filter, and the list of comments to ask the webhook about, in plain words; the reasons of a judgement become a
list.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("broadsheet", "0020_one_flag_of_each_reader")]

    operations = [
        migrations.RenameModel("Asking", "WebhookRequest"),
        migrations.RenameField("filter", "asks", "akismet_key"),
        migrations.RenameField("question", "asks", "kind"),
        migrations.RenameField("judgement", "reasons", "reasons_text"),
        migrations.AddField("judgement", "reasons", models.JSONField(blank=True, default=list)),
    ]
