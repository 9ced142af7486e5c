from django.db import migrations
from django.db.models import Q

from broadsheet.kit import clean_comment


def clean_anew(apps, schema_editor):
    """Attributes that readers gave their links and lists, and nobody meant to keep."""
    comments = apps.get_model("broadsheet", "Comment").objects
    found = comments.filter(Q(html__contains=' title="') | Q(html__contains=' lang="'))
    for pk, html in found.order_by("pk").values_list("pk", "html").iterator():
        comments.filter(pk=pk).update(html=clean_comment(html))


class Migration(migrations.Migration):
    dependencies = [("broadsheet", "0047_names_look_alike_in_every_script")]

    operations = [
        migrations.RunPython(clean_anew, migrations.RunPython.noop),
    ]
