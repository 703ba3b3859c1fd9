"""That a supervisor has looked at what happened in a district."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models.deletion import CASCADE, PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("communities", "0011_who_a_line_is_about"),
    ]

    operations = [
        migrations.CreateModel(
            name="Inspection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("district", models.ForeignKey("communities.district", CASCADE, related_name="+")),
                ("line", models.ForeignKey("communities.journal", PROTECT, related_name="+")),
                ("user", models.ForeignKey("communities.user", CASCADE, related_name="inspections")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("user", "district"), name="inspection_once")]},
        ),
    ]
