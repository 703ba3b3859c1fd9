"""A round that is opened all at once, and the stops of its route."""

from __future__ import annotations

from django.db import migrations, models

from communities.triggers import around


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0026_presentations"),
    ]

    operations = [
        *around(
            migrations.AddField("round", "at_once", models.BooleanField(default=False)),
            migrations.AddField("contestant", "stop", models.CharField(blank=True, default="", max_length=120)),
            migrations.AddField("contestant", "stop_at", models.CharField(blank=True, default="", max_length=40)),
        ),
    ]
