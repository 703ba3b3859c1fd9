"""The grades of a rubric item, of which one is given."""

from django.db import migrations

import communities.json_text
from communities.triggers import around


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0038_evidence"),
    ]

    operations = around(
        migrations.AddField(
            model_name="rubricitem",
            name="grades",
            field=communities.json_text.JsonText(
                blank=True,
                decoder=communities.json_text.Reader,
                default=list,
                encoder=communities.json_text.Writer,
            ),
        ),
    )
