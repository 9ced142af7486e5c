"""Names of restricted persons are compared by the one table of look-alike letters."""

from django.db import migrations

from broadsheet.kit.identity import name_skeleton

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
        migrations.RunPython(renew_skeletons, migrations.RunPython.noop),
    ]
