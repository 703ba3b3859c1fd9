"""A judge asks the desk for help."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import Q

from communities.triggers import around, installed, removed
from contests.guards import GUARDS


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0019_by_contestant"),
    ]

    operations = [
        *around(
            *(
                migrations.AddField("judge", name, models.DateTimeField(null=True, blank=True))
                for name in ("help_asked_at", "help_seen_at")
            ),
            migrations.AddField("contest", "desk_version", models.PositiveIntegerField(default=1)),
            migrations.AddConstraint(
                "judge",
                models.CheckConstraint(
                    condition=Q(help_asked_at__isnull=True, help_seen_at__isnull=True)
                    | Q(help_asked_at__isnull=False, left_at__isnull=True),
                    name="judge_asks_while_there",
                ),
            ),
        ),
        removed("contests"),
        installed(GUARDS),
    ]
