from django.db import migrations, models

from communities.triggers import around


class Migration(migrations.Migration):
    dependencies = [("stage", "0003_releases")]

    operations = around(
        migrations.AddField("show", "prompt", models.CharField(blank=True, max_length=200)),
        migrations.AddField("stagelink", "light", models.BooleanField(default=False)),
    )
