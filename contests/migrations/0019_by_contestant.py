from django.db import migrations, models

from communities.triggers import around


class Migration(migrations.Migration):
    """Each contestant may go through all rounds before the next is called."""

    dependencies = [
        ("contests", "0018_places_put_right"),
    ]

    operations = around(
        migrations.AddField(model_name="contest", name="by_contestant", field=models.BooleanField(default=False)),
    )
