from django.db import migrations, models

from communities.guards import GUARDS
from communities.triggers import around, installed


class Migration(migrations.Migration):
    dependencies = [
        ("communities", "0018_exchanges"),
    ]

    operations = [
        *around(
            migrations.AddField(
                model_name="exchange",
                name="version",
                field=models.PositiveIntegerField(default=0),
            ),
            migrations.AddField(
                model_name="theme",
                name="version",
                field=models.PositiveIntegerField(default=0),
            ),
        ),
        installed(GUARDS),
    ]
