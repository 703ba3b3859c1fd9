"""Community and street of a contestant may be put right once the contest is opened."""

from __future__ import annotations

from django.db import migrations

from communities.triggers import installed, removed
from contests.guards import GUARDS


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0017_ready_scores_wait_before_opening"),
    ]

    operations = [removed("contests"), installed(GUARDS)]
