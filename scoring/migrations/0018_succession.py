"""Who no longer takes an award after publication, and who moves up."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from communities.triggers import installed
from scoring.guards import GUARDS


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0033_draw_rooms"),
        ("scoring", "0017_site_notes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("award", models.CharField(max_length=60)),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("declined", "Declined"),
                            ("unsuitable", "Found unsuitable"),
                            ("other", "Another ground"),
                        ],
                        max_length=20,
                    ),
                ),
                ("public", models.BooleanField(default=False)),
                ("reason", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdraw_reason", models.CharField(blank=True, max_length=200)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "left",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="contests.contestant"
                    ),
                ),
                (
                    "moved_up",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contests.contestant",
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successions",
                        to="scoring.publication",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("left", "award"),
                        name="succession_leaves_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("moved_up", "award"),
                        name="succession_moves_up_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("award", ""), _negated=True), name="succession_has_award"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="succession_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("why__in", ["declined", "unsuitable", "other"])),
                        name="succession_ground_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("moved_up__isnull", True),
                            models.Q(("moved_up", models.F("left")), _negated=True),
                            _connector="OR",
                        ),
                        name="succession_of_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdraw_reason", ""), ("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdraw_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="succession_withdrawn_whole",
                    ),
                ],
            },
        ),
        installed(GUARDS),
    ]
