from django.db import migrations, models

from communities.triggers import around


class Migration(migrations.Migration):
    dependencies = [("stage", "0011_ways_kept")]

    operations = around(
        migrations.AddField("cue", "began", models.PositiveBigIntegerField(blank=True, null=True)),
        migrations.AddField("cue", "boot", models.CharField(blank=True, max_length=60)),
    )
