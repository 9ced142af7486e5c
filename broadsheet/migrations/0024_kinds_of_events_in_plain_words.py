"""Kinds of the ledger's lines in plain words. In batches of numbers, each a transaction of its own: a ledger may have millions of
lines, and no index by kind.
"""

from django.db import migrations, models, transaction
from django.db.models import Case, Value, When

BATCH = 50_000  # numbers
RENAMED = {
    "house changed": "site changed",
    "person forgotten": "person erased",
    "taken in": "imported",
    "comment cut": "comment redacted",
    "person measured": "person restricted",
    "letter asked": "e-mail requested",
    "reader forgotten": "reader erased",
    "over forgotten": "retention swept",
}


def rename(kinds):
    def change(apps, schema_editor):
        Entry = apps.get_model("broadsheet", "Entry")
        last = Entry.objects.order_by("-number").values_list("number", flat=True).first() or 0
        said = Case(*(When(kind=old, then=Value(new)) for old, new in kinds.items()), output_field=models.CharField())
        for number in range(0, last + 1, BATCH):
            lines = Entry.objects.filter(number__gt=number, number__lte=number + BATCH, kind__in=list(kinds))
            with transaction.atomic():
                lines.update(kind=said)

    return change


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("broadsheet", "0023_reasons_are_lists_alone")]

    operations = [
        migrations.RunPython(rename(RENAMED), rename({new: old for old, new in RENAMED.items()})),
        migrations.AlterField(
            model_name="entry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("story published", "Story Published"),
                    ("story revised", "Story Revised"),
                    ("story withdrawn", "Story Withdrawn"),
                    ("discussion changed", "Discussion Changed"),
                    ("comment posted", "Comment Posted"),
                    ("comment edited", "Comment Edited"),
                    ("comment published", "Comment Published"),
                    ("comment hidden", "Comment Hidden"),
                    ("comment withdrawn", "Comment Withdrawn"),
                    ("comment flagged", "Comment Flagged"),
                    ("comment liked", "Comment Liked"),
                    ("story liked", "Story Liked"),
                    ("site changed", "Site Changed"),
                    ("person changed", "Person Changed"),
                    ("person erased", "Person Erased"),
                    ("imported", "Imported"),
                    ("writer changed", "Writer Changed"),
                    ("comment redacted", "Comment Redacted"),
                    ("comment marked", "Comment Marked"),
                    ("thread moved", "Thread Moved"),
                    ("flags answered", "Flags Answered"),
                    ("comment appealed", "Comment Appealed"),
                    ("appeal answered", "Appeal Answered"),
                    ("correction offered", "Correction Offered"),
                    ("correction answered", "Correction Answered"),
                    ("person restricted", "Person Restricted"),
                    ("rules changed", "Rules Changed"),
                    ("rota changed", "Rota Changed"),
                    ("replies wanted", "Replies Wanted"),
                    ("e-mail requested", "Email Requested"),
                    ("reader erased", "Reader Erased"),
                    ("retention swept", "Retention Swept"),
                ],
                max_length=32,
            ),
        ),
    ]
