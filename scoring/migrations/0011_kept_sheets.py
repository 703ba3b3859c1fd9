"""Sheets that tablets had confirmed and that could not count as they came are kept."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models
from django.db.models.deletion import PROTECT

from communities.json_text import document
from communities.triggers import removed


class Migration(migrations.Migration):
    dependencies = [
        ("communities", "0012_inspections"),
        ("contests", "0018_places_put_right"),
        ("scoring", "0010_submission_line"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        removed("scoring"),
        migrations.CreateModel(
            name="KeptSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("idempotency_key", models.CharField(max_length=64)),
                (
                    "marks",
                    document(),
                ),
                ("marks_hash", models.CharField(max_length=64)),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("late", "It arrived after the performance was closed or the start was taken back."),
                            ("another", "Another sheet from this judge already counted when it arrived."),
                            ("unseen", "The judge had not seen the sheet that counted when it arrived."),
                            ("other-points", "Different points had already arrived under the same key."),
                            ("card", "It was sent with a card that had been replaced."),
                            ("successor", "It arrived from the tablet of the judge who took over the seat."),
                            ("left", "The judge had left."),
                            ("recused", "The judge was recused."),
                        ],
                        max_length=20,
                    ),
                ),
                ("holder", models.PositiveSmallIntegerField()),
                ("submitted_at", models.DateTimeField(null=True)),
                ("received_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=200)),
                (
                    "judge",
                    models.ForeignKey(on_delete=PROTECT, related_name="kept_sheets", to="contests.judge"),
                ),
                (
                    "line",
                    models.ForeignKey(on_delete=PROTECT, related_name="+", to="communities.journal"),
                ),
                (
                    "performance",
                    models.ForeignKey(
                        on_delete=PROTECT,
                        related_name="kept_sheets",
                        to="contests.performance",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        null=True,
                        on_delete=PROTECT,
                        related_name="+",
                        to="scoring.submission",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(fields=("line",), name="kept_sheet_line_once"),
                    models.UniqueConstraint(
                        fields=("judge", "performance", "idempotency_key", "marks_hash"), name="kept_sheet_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("idempotency_key", ""), _negated=True), name="kept_sheet_has_key"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("reason", ""),
                                ("settled_at__isnull", True),
                                ("settled_by__isnull", True),
                                ("submission__isnull", True),
                            ),
                            models.Q(
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            models.Q(
                                ("reason", ""),
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", True),
                                ("submission__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="kept_sheet_settled_whole",
                    ),
                ],
            },
        ),
    ]
