"""No line of the journal is dated before the one that precedes it."""

from __future__ import annotations

from django.db import migrations

from communities.guards import GUARDS
from communities.triggers import installed, removed


class Migration(migrations.Migration):
    dependencies = [
        ("communities", "0008_devices_and_own_passwords"),
    ]

    operations = [removed("communities"), installed(GUARDS)]
