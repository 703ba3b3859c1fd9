"""The rooms into which a draw dealt the contestants."""

from __future__ import annotations

from django.db import migrations

from communities.json_text import JsonText, Reader, Writer
from communities.triggers import around


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0031_pledges"),
    ]

    operations = around(
        migrations.AddField(
            "contest", "draw_rooms", JsonText(blank=True, decoder=Reader, default=list, encoder=Writer)
        ),
    )
