from django.db import migrations, models

from communities.triggers import around


class Migration(migrations.Migration):
    dependencies = [("stage", "0004_light_screens")]

    operations = around(
        migrations.AddField("cue", "called", models.PositiveIntegerField(default=0)),
        migrations.AddField("release", "begun", models.PositiveIntegerField(default=0)),
        migrations.AddField("show", "begins", models.TimeField(blank=True, null=True)),
    )
