"""What fields are called, in plain words. No row changes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('broadsheet', '0029_letters_are_notifications'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='house',
            options={'verbose_name': 'settings'},
        ),
        migrations.AlterField(
            model_name='house',
            name='rule',
            field=models.CharField(choices=[('everyone', "Everyone's comments appear at once"), ('known', 'The first comment of an unknown writer is held'), ('nobody', 'All comments are held')], default='known', max_length=8, verbose_name='who may post without review'),
        ),
        migrations.AlterField(
            model_name='house',
            name='tell_staff_of',
            field=models.PositiveSmallIntegerField(default=5, help_text='Moderators get an e-mail when this many comments wait; 0 means no e-mails'),
        ),
        migrations.AlterField(
            model_name='person',
            name='confirmed',
            field=models.BooleanField(default=False, verbose_name='identity confirmed'),
        ),
        migrations.AlterField(
            model_name='story',
            name='discussion_is',
            field=models.CharField(choices=[('open', 'Open'), ('slow', 'Slow: comments of writers who are not known yet wait for a moderator'), ('holding', 'Holding: new comments wait for a moderator'), ('closed', 'Closed')], default='open', max_length=8, verbose_name='comments'),
        ),
        migrations.AlterField(
            model_name='story',
            name='lead',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='broadsheet.photo', verbose_name='main picture'),
        ),
        migrations.AlterField(
            model_name='story',
            name='order',
            field=models.CharField(blank=True, choices=[('', "Use the site's default"), ('oldest', 'Oldest first'), ('newest', 'Newest first'), ('best', 'Best liked first')], default='', max_length=8),
        ),
        migrations.AlterField(
            model_name='story',
            name='rule',
            field=models.CharField(blank=True, choices=[('', "Use the site's default"), ('everyone', "Everyone's comments appear at once"), ('known', 'The first comment of an unknown writer is held'), ('nobody', 'All comments are held')], default='', max_length=8, verbose_name='who may post without review'),
        ),
    ]
