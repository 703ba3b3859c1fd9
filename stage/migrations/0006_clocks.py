from django.db import migrations, models

from communities.triggers import around


class Migration(migrations.Migration):
    dependencies = [("stage", "0005_run_sheet")]

    operations = around(
        migrations.AddField("stageclock", "of_start", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("stageclock", "called", models.PositiveBigIntegerField(blank=True, null=True)),
        migrations.AddField("stageclock", "called_boot", models.CharField(blank=True, max_length=60)),
        migrations.AddField("stageclock", "declined", models.CharField(blank=True, max_length=200)),
    )
