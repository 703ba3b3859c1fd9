"""Who is in a team."""

from django.db import migrations

import communities.json_text
from communities.triggers import around


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0036_season"),
    ]

    operations = around(
        migrations.AddField(
            model_name="contestant",
            name="members",
            field=communities.json_text.JsonText(
                blank=True,
                decoder=communities.json_text.Reader,
                default=list,
                encoder=communities.json_text.Writer,
            ),
        ),
    )
