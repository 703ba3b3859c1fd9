from django.db import migrations, models

from communities.triggers import around


class Migration(migrations.Migration):
    dependencies = [("stage", "0001_initial")]

    operations = around(
        migrations.AddField("show", "called", models.PositiveBigIntegerField(blank=True, null=True)),
        migrations.AddField("show", "follow", models.BooleanField(default=True)),
    )
