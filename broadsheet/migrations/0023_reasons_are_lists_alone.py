"""The text of which the list of reasons was made."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("broadsheet", "0022_reasons_are_lists")]

    operations = [migrations.RemoveField("judgement", "reasons_text")]
