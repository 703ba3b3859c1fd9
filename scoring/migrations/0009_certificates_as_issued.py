"""A certificate keeps what it says, and a revoked one stays revoked."""

from __future__ import annotations

from django.db import migrations

from communities.triggers import removed


class Migration(migrations.Migration):
    dependencies = [
        ("scoring", "0008_holders"),
    ]

    operations = [removed("scoring")]
