"""What judges write about sites for the report."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from communities.triggers import installed
from scoring.guards import GUARDS


class Migration(migrations.Migration):
    dependencies = [
        ("communities", "0018_exchanges"),
        ("contests", "0027_panel_ballot"),
        ("scoring", "0015_ballots"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SiteNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("holder", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("idempotency_key", models.CharField(max_length=64)),
                ("good", models.TextField(blank=True, max_length=2000)),
                ("mend", models.TextField(blank=True, max_length=2000)),
                ("written_at", models.DateTimeField(null=True)),
                ("received_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(null=True)),
                ("left_out_at", models.DateTimeField(null=True)),
                ("left_out_why", models.CharField(blank=True, max_length=200)),
                (
                    "judge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="site_notes", to="contests.judge"
                    ),
                ),
                (
                    "left_out_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="communities.journal"
                    ),
                ),
                (
                    "performance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="site_notes",
                        to="contests.performance",
                    ),
                ),
            ],
            options={
                "ordering": ("performance", "judge__position", "holder", "number"),
                "constraints": [
                    models.UniqueConstraint(fields=("line",), name="site_note_line_once"),
                    models.UniqueConstraint(
                        fields=("judge", "performance", "idempotency_key"), name="site_note_key_once"
                    ),
                    models.UniqueConstraint(fields=("judge", "performance", "number"), name="site_note_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("retired_at__isnull", True)),
                        fields=("judge", "performance", "holder"),
                        name="site_note_one_counts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("idempotency_key", ""), _negated=True), name="site_note_has_key"
                    ),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="site_note_number_from_1"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("left_out_at__isnull", True), ("left_out_by__isnull", True), ("left_out_why", "")
                            ),
                            models.Q(
                                ("left_out_at__isnull", False),
                                ("left_out_by__isnull", False),
                                models.Q(("left_out_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="site_note_left_out_whole",
                    ),
                ],
            },
        ),
        installed(GUARDS),
    ]
