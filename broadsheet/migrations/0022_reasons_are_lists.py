"""The reasons of judgements, so far one text (`looks 2.0; threshold`), as lists. In batches, each a transaction of its own."""

from django.db import migrations, transaction

BATCH = 2_000  # rows


def to_lists(apps, schema_editor):
    def convert(row):
        row.reasons = [code.strip() for code in row.reasons_text.split(";") if code.strip()]

    each_batch(apps, "reasons", convert, reasons_text="")


def to_text(apps, schema_editor):
    def convert(row):
        row.reasons_text = "; ".join(row.reasons)[:200]

    each_batch(apps, "reasons_text", convert, reasons=[])


def each_batch(apps, field, convert, **empty):
    """Rows that have nothing to convert are not read. A batch that is done again comes to the same."""
    Judgement = apps.get_model("broadsheet", "Judgement")
    after = -(2**63)
    while True:
        rows = list(Judgement.objects.filter(pk__gt=after).exclude(**empty).order_by("pk")[:BATCH])
        if not rows:
            return
        for row in rows:
            convert(row)
        with transaction.atomic():
            Judgement.objects.bulk_update(rows, [field], batch_size=200)
        after = rows[-1].pk


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("broadsheet", "0021_the_filter_in_plain_words")]

    operations = [migrations.RunPython(to_lists, to_text)]
