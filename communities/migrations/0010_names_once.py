"""No two with a role in a district get one name; those who had one before keep it."""

from __future__ import annotations

from django.db import migrations

from communities.guards import GUARDS
from communities.triggers import installed, removed


class Migration(migrations.Migration):
    dependencies = [
        ("communities", "0009_journal_in_order"),
    ]

    operations = [removed("communities"), installed(GUARDS)]
