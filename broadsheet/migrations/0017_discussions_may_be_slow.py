"""A discussion may be slow: those who are known appear at once, others wait."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("broadsheet", "0016_tending")]

    operations = [
        migrations.AlterField(
            model_name="story",
            name="discussion_is",
            field=models.CharField(
                choices=[
                    ("open", "Open"),
                    ("slow", "Slow: comments of writers who are not known yet wait for a moderator"),
                    ("holding", "Holding: new comments wait for a moderator"),
                    ("closed", "Closed"),
                ],
                default="open",
                max_length=8,
            ),
        ),
    ]
