from __future__ import annotations

from django.db import migrations, models

from communities.triggers import around


class Migration(migrations.Migration):
    """Residents see photos of contestants only where the organiser has chosen so."""

    dependencies = [
        ("stage", "0013_sealed_questions"),
    ]

    operations = around(
        migrations.AddField("show", "photos_public", models.BooleanField(default=False)),
    )
