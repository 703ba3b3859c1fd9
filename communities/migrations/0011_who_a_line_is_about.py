"""A line of the journal says by which account, on which tablet, and about whose account or seat."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models.deletion import PROTECT

from communities.triggers import around


class Migration(migrations.Migration):
    dependencies = [
        ("communities", "0010_names_once"),
    ]

    operations = around(
        migrations.AddField("journal", "account", models.CharField(blank=True, default="", max_length=150)),
        migrations.AddField("journal", "device", models.CharField(blank=True, default="", max_length=20)),
        migrations.AddField(
            "journal", "person", models.ForeignKey("communities.user", PROTECT, null=True, related_name="+")
        ),
        migrations.AddField("journal", "seat", models.BigIntegerField(null=True)),
        migrations.AddIndex(
            "journal",
            models.Index(condition=models.Q(seat__isnull=False), fields=["seat", "id"], name="journal_of_a_seat"),
        ),
    )
