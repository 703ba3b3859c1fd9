from django.db import migrations, models

from communities.triggers import around


class Migration(migrations.Migration):
    """A contest may ask its judges to sign on the tablet."""

    dependencies = [
        ("contests", "0022_declined_recusals"),
    ]

    operations = around(
        migrations.AddField(model_name="contest", name="signatures", field=models.BooleanField(default=False)),
    )
