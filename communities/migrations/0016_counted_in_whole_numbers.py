from django.db import migrations, models

from communities.guards import GUARDS
from communities.triggers import around, installed


class Migration(migrations.Migration):
    dependencies = [
        ("communities", "0015_a_role_for_streets"),
    ]

    operations = [
        *around(
            migrations.AddField(
                model_name="indicator",
                name="whole",
                field=models.BooleanField(default=False),
            ),
        ),
        installed(GUARDS),
    ]
