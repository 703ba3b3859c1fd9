"""What was sent, or kept, may be signed; the signature stays as it came."""

from __future__ import annotations

from django.db import migrations, models

from communities.triggers import around, installed, removed
from scoring.guards import GUARDS

SIGNATURE = models.CharField(blank=True, default="", max_length=4096)


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0023_signatures"),
        ("scoring", "0012_kept_from_a_picture"),
    ]

    operations = [
        removed("scoring"),
        *around(
            migrations.AddField("submission", "signature", SIGNATURE),
            migrations.AddField("keptsheet", "signature", SIGNATURE),
        ),
        installed(GUARDS),
    ]
