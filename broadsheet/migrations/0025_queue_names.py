"""Tables of the moderation queue by the field's names: items, counts, presence, bulk jobs. No row changes."""

from django.db import migrations, models
import django.db.models.deletion

MODELS = {
    "Case": "QueueItem",
    "Pile": "QueueCount",
    "Filling": "ReindexJob",
    "Glance": "Presence",
    "Sweep": "BulkJob",
    "Swept": "BulkJobItem",
}
INDEXES = [
    ("queueitem", "case_waiting", "queue_waiting"),
    ("queueitem", "case_waited", "queue_waited"),
    ("queueitem", "case_shelf", "queue_shelf"),
    ("queueitem", "case_story", "queue_story"),
    ("queueitem", "case_writer", "queue_writer"),
    ("queueitem", "case_rule", "queue_rule"),
    ("queuecount", "pile_waits", "queue_count_waits"),
    ("bulkjob", "sweep_settled", "bulk_job_settled"),
]


class Migration(migrations.Migration):

    dependencies = [
        ("broadsheet", "0024_kinds_of_events_in_plain_words"),
    ]

    operations = [
        # Taken off first, since a renamed column is not followed into them.
        migrations.RemoveConstraint(model_name="swept", name="swept_once"),
        migrations.RemoveIndex(model_name="swept", name="swept_waits"),
        *(migrations.RenameModel(old_name=old, new_name=new) for old, new in MODELS.items()),
        *(
            migrations.RenameIndex(model_name=model, old_name=old, new_name=new)
            for model, old, new in INDEXES
        ),
        migrations.RenameField(model_name="queueitem", old_name="mark", new_name="checksum"),
        migrations.RenameField(model_name="bulkjobitem", old_name="sweep", new_name="job"),
        migrations.AlterField(
            model_name="queueitem",
            name="comment",
            field=models.OneToOneField(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                primary_key=True,
                related_name="queue_item",
                serialize=False,
                to="broadsheet.comment",
            ),
        ),
        migrations.AlterField(
            model_name="queuecount",
            name="story",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                primary_key=True,
                related_name="queue_count",
                serialize=False,
                to="broadsheet.story",
            ),
        ),
        migrations.AlterField(
            model_name="bulkjobitem",
            name="job",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="items",
                to="broadsheet.bulkjob",
            ),
        ),
        migrations.AddIndex(
            model_name="bulkjobitem",
            index=models.Index(fields=["job", "decision", "left", "returned"], name="bulk_item_waits"),
        ),
        migrations.AddConstraint(
            model_name="bulkjobitem",
            constraint=models.UniqueConstraint(fields=("job", "comment"), name="bulk_item_once"),
        ),
    ]
