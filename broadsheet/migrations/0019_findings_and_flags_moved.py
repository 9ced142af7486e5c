"""The text that a finding held (`3/2`, `2.5 / 3`, the names of lists, `asked`) goes into its columns, what cannot be read stays as
a note; `person-12` in a flag's guest becomes its person. In batches, each a transaction of its own.
"""

import re

from django.db import migrations, transaction

BATCH = 2_000  # rows
NUMBER = r"(\d{1,9}(?:\.\d{1,6})?)"
RATIO = re.compile(rf"{NUMBER} ?/ ?{NUMBER}")
SINGLE = re.compile(NUMBER)
PERSON = re.compile(r"person-(\d{1,18})")
FIELDS = ["measured", "limit", "subject", "pending", "note"]


def to_columns(apps, schema_editor):
    Finding, Flag, Person = (apps.get_model("broadsheet", name) for name in ("Finding", "Flag", "Person"))
    each_batch(Finding.objects.exclude(note=""), read_finding, FIELDS)
    persons = set(Person.objects.values_list("pk", flat=True))

    def read_flag(flag):
        found = PERSON.fullmatch(flag.guest)
        if found:
            flag.guest, flag.person_id = "", int(found[1]) if int(found[1]) in persons else None

    each_batch(Flag.objects.filter(guest__startswith="person-"), read_flag, ["guest", "person"])


def read_finding(finding):
    """`note` is what the column `threshold` held."""
    ratio, single = RATIO.fullmatch(finding.note), SINGLE.fullmatch(finding.note)
    if finding.rule in {"links", "flags"} and ratio:
        finding.measured, finding.limit = float(ratio[1]), float(ratio[2])
    elif finding.rule in {"new-writer", "length"} and single:
        finding.limit = float(single[1])
    elif finding.rule in {"words", "measures"}:
        finding.subject = finding.note
    elif finding.rule == "outside" and finding.note == "asked":
        finding.pending = True
    else:
        return
    finding.note = ""


def to_text(apps, schema_editor):
    Finding, Flag = (apps.get_model("broadsheet", name) for name in ("Finding", "Flag"))
    each_batch(Finding.objects.filter(note=""), write_finding, FIELDS)

    def write_flag(flag):
        flag.guest, flag.person_id = f"person-{flag.person_id}", None

    each_batch(Flag.objects.exclude(person=None), write_flag, ["guest", "person"])


def write_finding(finding):
    if finding.measured is not None and finding.limit is not None:
        between = " / " if finding.rule == "flags" else "/"
        finding.note = f"{finding.measured:g}{between}{finding.limit:g}"
    elif finding.limit is not None:
        finding.note = f"{finding.limit:g}"
    else:
        finding.note = "asked" if finding.pending else finding.subject
    finding.measured = finding.limit = None
    finding.subject, finding.pending = "", False


def each_batch(rows, convert, fields):
    after = 0
    while some := list(rows.filter(pk__gt=after).order_by("pk")[:BATCH]):
        for row in some:
            convert(row)
        with transaction.atomic():
            rows.model.objects.bulk_update(some, fields, batch_size=200)
        after = some[-1].pk


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("broadsheet", "0018_findings_and_flags_have_columns")]

    operations = [migrations.RunPython(to_columns, to_text)]
