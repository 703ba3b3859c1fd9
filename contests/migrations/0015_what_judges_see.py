from django.db import migrations, models

from communities.triggers import around


class Migration(migrations.Migration):
    """What a judge sends is no news to the other judges."""

    dependencies = [
        ("contests", "0014_numbers_that_fit"),
    ]

    operations = around(
        migrations.AddField(model_name="contest", name="judges_version", field=models.PositiveIntegerField(default=1)),
    )
