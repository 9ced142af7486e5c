from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("broadsheet", "0046_one_mailbox_one_form")]

    operations = [
        migrations.RemoveIndex(model_name="comment", name="comment_of_any_case"),
    ]
