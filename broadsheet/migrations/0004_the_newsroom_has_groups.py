"""Who may do what in the newsroom, as groups that `people.appoint` puts persons in.

Wagtail's own migrations made Editors and Moderators for a site of pages; here there are none. Permissions are made by
Django after all migrations, so those needed are made here first.
"""

from django.db import migrations

SNIPPETS = {"story": ["publish", "lock", "unlock"], "section": [], "author": [], "tag": []}
HOUSE = {"house": ["change"], "person": ["add", "change", "delete", "view"]}


def furnish(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects
    moderators, _ = group.get_or_create(name="Moderators")
    editors, _ = group.get_or_create(name="Editors")
    owners, _ = group.get_or_create(name="Owners")
    _clear_pages(apps, moderators, editors)

    enter = _permission(apps, "wagtailadmin", "admin", "access_admin", "Can access Wagtail admin")
    writing = [
        _permission(apps, "broadsheet", model, f"{verb}_{model}", f"Can {verb} {model}")
        for model, more in SNIPPETS.items()
        for verb in ["add", "change", "delete", "view", *more]
    ]
    keeping = [
        _permission(apps, "broadsheet", model, f"{verb}_{model}", f"Can {verb} {model}")
        for model, verbs in HOUSE.items()
        for verb in verbs
    ]
    moderators.permissions.set([enter])
    editors.permissions.add(enter, *writing)
    owners.permissions.add(enter, *writing, *keeping)
    _give_pictures(apps, editors, owners)


def _permission(apps, app, model, codename, name):
    about, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=about, codename=codename, defaults={"name": name}
    )
    return permission


def _clear_pages(apps, moderators, editors):
    apps.get_model("wagtailcore", "GroupPagePermission").objects.filter(group__in=[moderators, editors]).delete()
    apps.get_model("wagtailcore", "GroupCollectionPermission").objects.filter(group=moderators).delete()


def _give_pictures(apps, *groups):
    root = apps.get_model("wagtailcore", "Collection").objects.order_by("depth").first()
    for verb in ("add", "change", "choose"):
        permission = _permission(apps, "wagtailimages", "image", f"{verb}_image", f"Can {verb} image")
        for group in groups:
            apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
                group=group, collection=root, permission=permission
            )


class Migration(migrations.Migration):
    dependencies = [
        ("broadsheet", "0003_the_house_tells_of_closings"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [migrations.RunPython(furnish, migrations.RunPython.noop)]
