"""The row of settings is called what it is and is row 1; its permission, and two rules by which comments wait, follow."""

from django.db import migrations, models

RULES = {"measures": "restrictions", "house": "site"}


def number_the_row(apps, schema_editor):
    rows = apps.get_model("broadsheet", "SiteSettings").objects
    kept = rows.order_by("pk").first()
    if kept is not None:
        rows.exclude(pk=kept.pk).delete()
        rows.filter(id=kept.id).update(id=1)


def rename_permission(apps, schema_editor):
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="broadsheet")
    for verb in ("add", "change", "delete", "view"):
        permissions.filter(codename=f"{verb}_house").update(
            codename=f"{verb}_sitesettings", name=f"Can {verb} settings"
        )


def rename_rules(apps, schema_editor):
    finding, item, job = (apps.get_model("broadsheet", name) for name in ("Finding", "QueueItem", "ReindexJob"))
    finding.objects.filter(rule="measures").update(rule=RULES["measures"])
    if sum(item.objects.filter(rule=old).update(rule=new) for old, new in RULES.items()):
        job.objects.create()  # the search index names rules, too: the worker writes it anew


class Migration(migrations.Migration):
    dependencies = [("broadsheet", "0030_fields_in_plain_words")]

    operations = [
        migrations.RenameModel("House", "SiteSettings"),
        migrations.RunPython(number_the_row, migrations.RunPython.noop),
        migrations.AlterField(
            "sitesettings",
            "id",
            models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False),
        ),
        migrations.AddConstraint(
            "sitesettings", models.CheckConstraint(condition=models.Q(pk=1), name="one_row_of_settings")
        ),
        migrations.RunPython(rename_permission, migrations.RunPython.noop),
        migrations.RunPython(rename_rules, migrations.RunPython.noop),
    ]
