"""Recusals that were proposed and decided against, so that they are not proposed again."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0021_how_tablets_are"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeclinedRecusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "judge",
                    models.ForeignKey(on_delete=models.deletion.CASCADE, related_name="+", to="contests.judge"),
                ),
                (
                    "contestant",
                    models.ForeignKey(on_delete=models.deletion.CASCADE, related_name="+", to="contests.contestant"),
                ),
                ("basis", models.TextField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("judge", "contestant"), name="declined_recusal_once")],
            },
        ),
    ]
