"""Which tablets ask from a judge's seat."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models.deletion import CASCADE


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0015_what_judges_see"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tablet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=20)),
                ("minute", models.BigIntegerField()),
                ("judge", models.ForeignKey("contests.judge", CASCADE, related_name="tablets")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("judge", "name"), name="tablet_once_in_a_seat")],
            },
        ),
    ]
