from django.db import migrations

from broadsheet.kit.identity import same_email


def make_one(apps, schema_editor):
    for model in ("Comment", "Flag", "CorrectionRequest"):
        rows = apps.get_model("broadsheet", model).objects
        given = rows.exclude(email="").order_by().values_list("email", flat=True).distinct()
        for email in [one for one in given.iterator() if same_email(one) != one]:
            rows.filter(email=email).update(email=same_email(email))
    _persons(apps.get_model("broadsheet", "Person").objects)
    _addresses(apps)
    _restrictions(apps.get_model("broadsheet", "Restriction").objects)


def _persons(persons):
    """Of two accounts with one mailbox both stay; the one in the other form does not count as proven."""
    for person in persons.exclude(email=None).iterator():
        email = same_email(person.email)
        if email == person.email:
            continue
        if persons.filter(email=email).exists():
            persons.filter(pk=person.pk).update(proven=False)
        else:
            persons.filter(pk=person.pk).update(email=email)


def _addresses(apps):
    """Two rows of one mailbox become one: it follows what either did, and is stopped where either was."""
    addresses = apps.get_model("broadsheet", "Address").objects
    for address in addresses.iterator():
        email = same_email(address.email)
        if email == address.email:
            continue
        other = addresses.filter(email=email).first()
        if other is None:
            addresses.filter(pk=address.pk).update(email=email)
            continue
        _move(apps.get_model("broadsheet", "Follow").objects, address, other, "what", "about")
        _move(apps.get_model("broadsheet", "Notification").objects, address, other, "entry")
        if address.stopped and not other.stopped:
            addresses.filter(pk=other.pk).update(stopped=address.stopped, stop_reason=address.stop_reason)
        addresses.filter(pk=address.pk).delete()


def _move(rows, address, other, *unique):
    for row in rows.filter(address=address).iterator():
        if not rows.filter(address=other, **{name: getattr(row, name) for name in unique}).exists():
            rows.filter(pk=row.pk).update(address=other)


def _restrictions(restrictions):
    """Their hashes were made of what was typed; only where that is kept can they be made anew."""
    from broadsheet.people.restrictions import hashed

    for row in restrictions.filter(target="email", target_label__contains="@").iterator():
        if same_email(row.target_label) != row.target_label:
            target_hash = hashed("email", same_email(row.target_label))
            restrictions.filter(pk=row.pk).update(target_hash=target_hash)
    for row in restrictions.filter(target="domain").iterator():
        target_hash = same_email(f"anybody@{row.target_hash}").partition("@")[2]
        restrictions.filter(pk=row.pk).update(target_hash=target_hash)


class Migration(migrations.Migration):
    dependencies = [("broadsheet", "0045_addresses_are_proven")]

    operations = [
        migrations.RunPython(make_one, migrations.RunPython.noop),
    ]
