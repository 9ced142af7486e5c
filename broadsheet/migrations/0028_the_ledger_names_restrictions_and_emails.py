"""Two kinds of ledger entries get the names of what they record; names of restricted persons use the one table of look-alikes."""

from django.db import migrations, models

from broadsheet.kit import name_skeleton

RENAMED = {"person measured": "person restricted", "letter asked": "email requested"}
KINDS = [
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
    ("house changed", "House Changed"),
    ("person changed", "Person Changed"),
    ("person forgotten", "Person Forgotten"),
    ("taken in", "Taken In"),
    ("writer changed", "Writer Changed"),
    ("comment cut", "Comment Cut"),
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
    ("email requested", "Email Requested"),
    ("reader forgotten", "Reader Forgotten"),
    ("over forgotten", "Over Forgotten"),
]
BATCH = 1000  # rows in one statement


def rename_kinds(apps, schema_editor):
    _rename(apps, RENAMED)


def name_them_back(apps, schema_editor):
    _rename(apps, {new: old for old, new in RENAMED.items()})


def _rename(apps, names):
    entries = apps.get_model("broadsheet", "Entry").objects
    for old, new in names.items():
        numbers = list(entries.filter(kind=old).values_list("number", flat=True))
        for start in range(0, len(numbers), BATCH):
            entries.filter(number__in=numbers[start : start + BATCH]).update(kind=new)


def renew_skeletons(apps, schema_editor):
    """A skeleton of a skeleton is that of the name, as far as both tables know its letters; `*` stays a wildcard."""
    restrictions = apps.get_model("broadsheet", "Restriction").objects
    for row in restrictions.exclude(name_skeleton="").iterator():
        restrictions.filter(pk=row.pk).update(name_skeleton=name_skeleton(row.name_skeleton)[:200])
    for row in restrictions.filter(target="name").iterator():
        pattern = "*".join(name_skeleton(part) for part in row.target_hash.split("*"))
        restrictions.filter(pk=row.pk).update(target_hash=pattern)


class Migration(migrations.Migration):
    dependencies = [("broadsheet", "0027_measures_are_restrictions")]

    operations = [
        migrations.AlterField("entry", "kind", models.CharField(choices=KINDS, max_length=32)),
        migrations.RunPython(rename_kinds, name_them_back),
        migrations.RunPython(renew_skeletons, migrations.RunPython.noop),
    ]
