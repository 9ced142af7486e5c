from django.db import migrations

from broadsheet.kit.identity import name_skeleton


def make_anew(apps, schema_editor):
    restrictions = apps.get_model("broadsheet", "Restriction").objects
    for row in restrictions.exclude(name_skeleton="").iterator():
        restrictions.filter(pk=row.pk).update(name_skeleton=name_skeleton(row.name_skeleton)[:200])
    for row in restrictions.filter(target="name").iterator():
        pattern = "*".join(name_skeleton(part) for part in row.target_hash.split("*"))
        restrictions.filter(pk=row.pk).update(target_hash=pattern)


class Migration(migrations.Migration):
    dependencies = [("broadsheet", "0046_one_mailbox_one_form")]

    operations = [
        migrations.RunPython(make_anew, migrations.RunPython.noop),
    ]
