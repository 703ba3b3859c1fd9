from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import communities.numbers
from communities.triggers import removed

NUMBER = "\\A[+-]?[0-9]{1,15}(\\.[0-9]{1,15})?\\Z"
WAITS = models.Q(("confirmed_at__isnull", True), ("retired_at__isnull", True))
UNCONFIRMED = models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True))
CONFIRMED = models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False), ("retired_at__isnull", True))
BY_ANOTHER = models.Q(
    ("confirmed_by__isnull", True),
    models.Q(("confirmed_by", models.F("entered_by")), _negated=True),
    _connector="OR",
)


def person(*, null: bool) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        null=null, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
    )


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0009_award_winners"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        removed("contests"),
        migrations.CreateModel(
            name="ReadyScore",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("score", communities.numbers.DecimalText(null=True)),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("entered_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("retired_at", models.DateTimeField(null=True)),
                ("confirmed_by", person(null=True)),
                ("entered_by", person(null=False)),
                (
                    "performance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ready_scores",
                        to="contests.performance",
                    ),
                ),
            ],
            options={
                "ordering": ("performance", "pk"),
                "constraints": [
                    models.UniqueConstraint(condition=WAITS, fields=("performance",), name="ready_score_one_waits"),
                    models.CheckConstraint(
                        condition=models.Q(("score__regex", NUMBER)),
                        name="ready_score_is_a_number",
                        violation_error_code="ready_score_is_a_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(UNCONFIRMED, CONFIRMED, _connector="OR"), name="ready_score_confirmed_whole"
                    ),
                    models.CheckConstraint(condition=BY_ANOTHER, name="ready_score_confirmed_by_another"),
                ],
            },
        ),
    ]
