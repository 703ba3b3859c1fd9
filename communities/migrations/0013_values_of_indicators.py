"""Achievements become values of indicators where somebody says of which; what was public stays so."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from communities.guards import GUARDS
from communities.triggers import around, installed, removed


class Migration(migrations.Migration):
    dependencies = [
        ("communities", "0012_inspections"),
    ]

    operations = [
        removed("communities"),
        *around(
            migrations.CreateModel(
                name="Indicator",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("code", models.CharField(max_length=12)),
                    ("name", models.CharField(max_length=60)),
                    ("unit", models.CharField(max_length=20)),
                    (
                        "pillar",
                        models.CharField(
                            choices=[
                                ("linkage", "A regional Party-building linkage system"),
                                ("team", "A strong team of lead geese"),
                                ("service", "Service carriers with character"),
                                ("position", "Service positions for residents"),
                            ],
                            max_length=20,
                        ),
                    ),
                    (
                        "adds_up",
                        models.CharField(
                            choices=[
                                ("sum", "Added up: what has been done"),
                                ("last", "The latest counts: what is there"),
                                ("mean", "The mean"),
                                ("none", "Not at all"),
                            ],
                            default="sum",
                            max_length=4,
                        ),
                    ),
                    ("meaning", models.TextField(blank=True)),
                    ("since", models.CharField(blank=True, max_length=7)),
                ],
                options={
                    "ordering": ("pk",),
                },
            ),
            migrations.RemoveConstraint(
                model_name="achievement",
                name="achievement_once_a_period",
            ),
            migrations.RemoveConstraint(
                model_name="achievement",
                name="achievement_pillar_is_known",
            ),
            migrations.RemoveConstraint(
                model_name="achievement",
                name="achievement_has_title",
            ),
            migrations.RemoveConstraint(
                model_name="achievement",
                name="achievement_has_unit",
            ),
            migrations.AddField(
                model_name="achievement",
                name="confirmed_at",
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name="achievement",
                name="confirmed_by",
                field=models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            migrations.AddField(
                model_name="achievement",
                name="entered_at",
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name="achievement",
                name="entered_by",
                field=models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            migrations.AddField(
                model_name="achievement",
                name="published_at",
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name="achievement",
                name="published_by",
                field=models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            migrations.AddField(
                model_name="achievement",
                name="retired_at",
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name="achievement",
                name="source",
                field=models.CharField(blank=True, default="", max_length=200),
            ),
            migrations.AddField(
                model_name="achievement",
                name="state",
                field=models.CharField(
                    choices=[("entered", "To be confirmed"), ("confirmed", "Confirmed"), ("published", "Published")],
                    default="published",
                    max_length=10,
                ),
            ),
            migrations.AddField(
                model_name="indicator",
                name="district",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="indicators", to="communities.district"
                ),
            ),
            migrations.AddField(
                model_name="achievement",
                name="indicator",
                field=models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="values",
                    to="communities.indicator",
                ),
            ),
            migrations.AddIndex(
                model_name="achievement",
                index=models.Index(
                    condition=models.Q(("indicator__isnull", False), ("retired_at__isnull", True)),
                    fields=["period", "indicator"],
                    name="values_of_a_period",
                ),
            ),
            migrations.AddConstraint(
                model_name="achievement",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("indicator__isnull", False), _negated=True),
                    fields=("community", "title", "period"),
                    name="achievement_once_a_period",
                ),
            ),
            migrations.AddConstraint(
                model_name="achievement",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("pillar__in", ["linkage", "team", "service", "position"]),
                        models.Q(("indicator__isnull", False), ("pillar", "")),
                        _connector="OR",
                    ),
                    name="achievement_pillar_is_known",
                ),
            ),
            migrations.AddConstraint(
                model_name="achievement",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("indicator__isnull", False), models.Q(("title", ""), _negated=True), _connector="OR"
                    ),
                    name="achievement_has_title",
                ),
            ),
            migrations.AddConstraint(
                model_name="achievement",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("indicator__isnull", False), models.Q(("unit", ""), _negated=True), _connector="OR"
                    ),
                    name="achievement_has_unit",
                ),
            ),
            migrations.AddConstraint(
                model_name="achievement",
                constraint=models.CheckConstraint(
                    condition=models.Q(("state__in", ["entered", "confirmed", "published"])),
                    name="achievement_state_is_known",
                ),
            ),
            migrations.AddConstraint(
                model_name="achievement",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("indicator__isnull", False),
                        models.Q(("retired_at__isnull", True), ("state", "published")),
                        _connector="OR",
                    ),
                    name="achievement_in_words_is_public",
                ),
            ),
            migrations.AddConstraint(
                model_name="achievement",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("indicator__isnull", False), _negated=True),
                        ("period__regex", "\\A(19|20|21)[0-9]{2}(-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?\\Z"),
                        _connector="OR",
                    ),
                    name="value_period_is_a_period",
                ),
            ),
            migrations.AddConstraint(
                model_name="achievement",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("confirmed_by__isnull", True),
                        ("entered_by__isnull", True),
                        models.Q(("confirmed_by", models.F("entered_by")), _negated=True),
                        _connector="OR",
                    ),
                    name="value_confirmed_by_another",
                ),
            ),
            migrations.AddConstraint(
                model_name="achievement",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("confirmed_at__isnull", True),
                            ("entered_by__isnull", False),
                            ("published_at__isnull", True),
                            ("state", "entered"),
                        ),
                        models.Q(
                            ("confirmed_at__isnull", False),
                            ("confirmed_by__isnull", False),
                            ("entered_by__isnull", False),
                            ("state", "confirmed"),
                            ("published_at__isnull", True),
                        ),
                        models.Q(
                            ("state", "published"),
                            models.Q(("entered_by__isnull", True), ("confirmed_by__isnull", False), _connector="OR"),
                            models.Q(
                                ("entered_by__isnull", True),
                                models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                                _connector="OR",
                            ),
                        ),
                        models.Q(("state__in", ["entered", "confirmed", "published"]), _negated=True),
                        _connector="OR",
                    ),
                    name="value_has_its_stations",
                ),
            ),
            migrations.AddConstraint(
                model_name="achievement",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("retired_at__isnull", True), ("state__in", ("entered", "confirmed"))),
                    fields=("indicator", "community", "period"),
                    name="value_waits_once",
                ),
            ),
            migrations.AddConstraint(
                model_name="achievement",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("retired_at__isnull", True), ("state", "published")),
                    fields=("indicator", "community", "period"),
                    name="value_published_once",
                ),
            ),
            migrations.AddConstraint(
                model_name="indicator",
                constraint=models.UniqueConstraint(fields=("district", "code"), name="indicator_code_once"),
            ),
            migrations.AddConstraint(
                model_name="indicator",
                constraint=models.UniqueConstraint(fields=("district", "name"), name="indicator_name_once"),
            ),
            migrations.AddConstraint(
                model_name="indicator",
                constraint=models.CheckConstraint(
                    condition=models.Q(("code__regex", "\\A[A-Z0-9]([A-Z0-9.-]{0,10}[A-Z0-9])?\\Z")),
                    name="indicator_code_is_plain",
                ),
            ),
            migrations.AddConstraint(
                model_name="indicator",
                constraint=models.CheckConstraint(
                    condition=models.Q(("name", ""), _negated=True), name="indicator_has_name"
                ),
            ),
            migrations.AddConstraint(
                model_name="indicator",
                constraint=models.CheckConstraint(
                    condition=models.Q(("unit", ""), _negated=True), name="indicator_has_unit"
                ),
            ),
            migrations.AddConstraint(
                model_name="indicator",
                constraint=models.CheckConstraint(
                    condition=models.Q(("pillar__in", ["linkage", "team", "service", "position"])),
                    name="indicator_pillar_is_known",
                ),
            ),
            migrations.AddConstraint(
                model_name="indicator",
                constraint=models.CheckConstraint(
                    condition=models.Q(("adds_up__in", ["sum", "last", "mean", "none"])),
                    name="indicator_adds_up_is_known",
                ),
            ),
            migrations.AddConstraint(
                model_name="indicator",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("since", ""),
                        ("since__regex", "\\A(19|20|21)[0-9]{2}(-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?\\Z"),
                        _connector="OR",
                    ),
                    name="indicator_since_is_a_period",
                ),
            ),
        ),
        installed(GUARDS),
    ]
