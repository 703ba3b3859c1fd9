"""A ready score waits for a second person before opening as after it; what is only set up may still go."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from communities.triggers import installed, removed
from contests.guards import GUARDS


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0016_tablets"),
    ]

    operations = [
        removed("contests"),
        migrations.AlterField(
            model_name="readyscore",
            name="performance",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="ready_scores", to="contests.performance"
            ),
        ),
        installed(GUARDS),
    ]
