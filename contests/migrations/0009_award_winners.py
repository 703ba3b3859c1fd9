from django.db import migrations

from communities.triggers import removed


class Migration(migrations.Migration):
    """Who gets an award by name may be said after opening; everything else of an award stays."""

    dependencies = [
        ("contests", "0008_rehearsal"),
    ]

    operations = [
        removed("contests"),
    ]
