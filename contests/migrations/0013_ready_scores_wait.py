"""A ready score comes in waiting."""

from __future__ import annotations

from django.db import migrations

from communities.triggers import installed, removed
from contests.guards import GUARDS


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0012_numbers_and_positions"),
    ]

    operations = [removed("contests"), installed(GUARDS)]
