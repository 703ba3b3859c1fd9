from django.db import migrations

import communities.json_text
from communities.triggers import around


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0029_tours"),
    ]

    operations = around(
        migrations.AddField(
            model_name="panel",
            name="ballot",
            field=communities.json_text.JsonText(
                blank=True,
                decoder=communities.json_text.Reader,
                encoder=communities.json_text.Writer,
                null=True,
            ),
        ),
    )
