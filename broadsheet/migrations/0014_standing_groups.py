"""Writers get a group: they write drafts and publish nothing. Editors and owners write corrections.

Permissions are made by Django after all migrations, so those needed are made here first, as in 0004.
"""

from django.db import migrations

WRITING = ["add_story", "change_story", "view_story", "view_section", "view_author", "view_tag"]
CORRECTING = ["add_correction", "change_correction", "delete_correction", "view_correction"]


def furnish(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects
    writers, _ = group.get_or_create(name="Writers")
    enter = _permission(apps, "wagtailadmin", "admin", "access_admin")
    writers.permissions.set([enter, *(_permission(apps, "broadsheet", name.split("_")[1], name) for name in WRITING)])
    _give_pictures(apps, writers)
    for name in ("Editors", "Owners"):
        one, _ = group.get_or_create(name=name)
        one.permissions.add(*(_permission(apps, "broadsheet", "correction", name) for name in CORRECTING))


def _permission(apps, app, model, codename):
    about, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=about, codename=codename, defaults={"name": f"Can {codename.replace('_', ' ')}"}
    )
    return permission


def _give_pictures(apps, group):
    root = apps.get_model("wagtailcore", "Collection").objects.order_by("depth").first()
    for verb in ("add", "choose"):
        permission = _permission(apps, "wagtailimages", "image", f"{verb}_image")
        apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
            group=group, collection=root, permission=permission
        )


class Migration(migrations.Migration):
    dependencies = [
        ("broadsheet", "0014_standing"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [migrations.RunPython(furnish, migrations.RunPython.noop)]
