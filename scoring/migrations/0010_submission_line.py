"""What was sent stands with its line in the journal, and a sheet stays where it lies."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models.deletion import PROTECT

from communities.triggers import removed

LINE = models.ForeignKey("communities.journal", PROTECT, null=True, related_name="+")
ONCE = models.UniqueConstraint(fields=("line",), name="submission_line_once")


class Migration(migrations.Migration):
    dependencies = [
        ("communities", "0009_journal_in_order"),
        ("scoring", "0009_certificates_as_issued"),
    ]

    operations = [
        removed("scoring"),
        migrations.AddField("submission", "line", LINE),
        migrations.AddConstraint("submission", ONCE),
    ]
