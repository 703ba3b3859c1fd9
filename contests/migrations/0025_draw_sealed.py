from __future__ import annotations

from django.db import migrations, models
from django.db.models import Q

from communities.triggers import around

SHA256 = r"\A[0-9a-f]{64}\Z"


class Migration(migrations.Migration):
    """A number is sealed before anything is called out for the draw; orders drawn until now have a seed alone."""

    dependencies = [
        ("contests", "0024_called"),
    ]

    operations = around(
        migrations.AddField("contest", "draw_number", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("contest", "draw_seal", models.CharField(blank=True, max_length=64)),
        migrations.AddField("contest", "draw_sealed", models.CharField(blank=True, max_length=64)),
        migrations.AlterField("contest", "draw_seed", models.CharField(blank=True, max_length=200)),
        migrations.AddConstraint(
            "contest",
            models.CheckConstraint(
                condition=Q(draw_sealed="") | Q(draw_sealed__regex=SHA256, draw_seal__regex=SHA256, draw_seed=""),
                name="contest_draw_sealed_until_drawn",
            ),
        ),
    )
