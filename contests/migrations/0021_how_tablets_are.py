"""What a tablet says of itself: what waits on it, its battery, the version of its page."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0020_help"),
    ]

    operations = [
        migrations.AddField("tablet", "unsent", models.PositiveSmallIntegerField(null=True)),
        migrations.AddField("tablet", "battery", models.PositiveSmallIntegerField(null=True)),
        migrations.AddField("tablet", "page", models.CharField(default="", max_length=12)),
    ]
