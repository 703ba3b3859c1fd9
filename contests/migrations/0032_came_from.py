"""Where a contestant of a ladder came from."""

from django.db import migrations

import communities.json_text
from communities.triggers import around


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0027_panel_ballot"),
    ]

    operations = around(
        migrations.AddField(
            model_name="contestant",
            name="came_from",
            field=communities.json_text.JsonText(
                blank=True,
                decoder=communities.json_text.Reader,
                default=dict,
                encoder=communities.json_text.Writer,
            ),
        ),
    )
