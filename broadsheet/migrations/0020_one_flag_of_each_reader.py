"""One flag of each reader for each comment, guest or person; tables and columns of what staff do in plain words."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("broadsheet", "0019_findings_and_flags_moved")]

    operations = [
        migrations.AddConstraint(
            "flag",
            models.CheckConstraint(condition=Q(guest="") | Q(person__isnull=True), name="flag_by_one_reader"),
        ),
        migrations.AddConstraint(
            "flag",
            models.UniqueConstraint(
                fields=("comment", "guest"), condition=~Q(guest=""), name="guest_flags_comment_once"
            ),
        ),
        migrations.AddConstraint(
            "flag",
            models.UniqueConstraint(
                fields=("comment", "person"), condition=Q(person__isnull=False), name="person_flags_comment_once"
            ),
        ),
        migrations.AddIndex("flag", models.Index(fields=("person", "right"), name="flag_of_person")),
        migrations.RenameModel("Cut", "Redaction"),
        migrations.RenameModel("Offer", "CorrectionRequest"),
        migrations.RenameModel("Settlement", "FloodDecision"),
        migrations.RenameModel("Tally", "MonthlyFigure"),
        migrations.RenameModel("Exemption", "DayOff"),
        migrations.RenameModel("Staffing", "SectionState"),
        migrations.RenameModel("Part", "ThreadPage"),
        migrations.RenameField("comment", "cut", "redacted"),
        migrations.AlterField("correctionrequest", "by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="answered_correction_requests", to=settings.AUTH_USER_MODEL)),
        migrations.AlterField("correctionrequest", "correction", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="correction_requests", to="broadsheet.correction")),
        migrations.AlterField("correctionrequest", "person", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="correction_requests", to=settings.AUTH_USER_MODEL)),
        migrations.AlterField("correctionrequest", "story", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="correction_requests", to="broadsheet.story")),
        migrations.AlterField("dayoff", "person", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="days_off", to=settings.AUTH_USER_MODEL)),
        migrations.AlterField("redaction", "comment", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="redactions", to="broadsheet.comment")),
        migrations.AlterField("threadpage", "thread", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="pages", to="broadsheet.comment")),
    ]
