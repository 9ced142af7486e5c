"""Letters become notifications; a follow has a frequency, and an address the reason why it gets no more e-mail."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("broadsheet", "0028_names_have_one_skeleton")]

    operations = [
        migrations.RemoveConstraint("letter", "one_letter_an_entry"),
        migrations.RenameIndex("letter", new_name="notification_due", old_name="letter_due"),
        migrations.RenameIndex("letter", new_name="notification_about", old_name="letter_about"),
        migrations.RenameModel("Letter", "Notification"),
        migrations.AlterField(
            "notification",
            "address",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="notifications", to="broadsheet.address"
            ),
        ),
        migrations.RenameField("notification", "gathered", "in_digest"),
        migrations.AddConstraint(
            "notification",
            models.UniqueConstraint(fields=("address", "entry"), name="one_notification_an_entry"),
        ),
        migrations.RenameField("follow", "pace", "frequency"),
        migrations.RenameField("address", "why", "stop_reason"),
    ]
