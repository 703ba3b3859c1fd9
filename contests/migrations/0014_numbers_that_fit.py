"""A contestant's number is one that an address carries; those from before stay until somebody corrects them."""

from __future__ import annotations

from django.db import migrations

from communities.triggers import installed, removed
from contests.guards import GUARDS


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0013_ready_scores_wait"),
    ]

    operations = [removed("contests"), installed(GUARDS)]
