"""A sheet can be kept because the desk has read it from a picture on the tablet; what a column may hold is no SQL."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("scoring", "0011_kept_sheets"),
    ]

    operations = [
        migrations.AlterField(
            "keptsheet",
            "why",
            models.CharField(
                max_length=20,
                choices=[
                    ("late", "It came after the performance was closed or taken back."),
                    ("another", "Another sheet of this judge counted when it came."),
                    ("unseen", "The judge had not seen what counted when it came."),
                    ("other-points", "Other points had come under the same key."),
                    ("card", "It was sent with a card that had been replaced."),
                    ("successor", "It came from the tablet of whoever took the seat afterwards."),
                    ("left", "The judge had left."),
                    ("recused", "The judge was recused."),
                    ("picture", "The tablet could not send it; the desk read it from a picture on the tablet."),
                ],
            ),
        ),
    ]
