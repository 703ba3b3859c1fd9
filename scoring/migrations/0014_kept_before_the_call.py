"""A sheet can be kept because its contestant had not been called; what a column may hold is no SQL."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("scoring", "0013_signatures"),
    ]

    operations = [
        migrations.AlterField(
            "keptsheet",
            "why",
            models.CharField(
                max_length=20,
                choices=[
                    ("late", "It arrived after the performance was closed or the start was taken back."),
                    ("not-called", "The desk had not called the contestant when it arrived."),
                    ("another", "Another sheet from this judge already counted when it arrived."),
                    ("unseen", "The judge had not seen the sheet that counted when it arrived."),
                    ("other-points", "Different points had already arrived under the same key."),
                    ("card", "It was sent with a card that had been replaced."),
                    ("successor", "It arrived from the tablet of the judge who took over the seat."),
                    ("left", "The judge had left."),
                    ("recused", "The judge was recused."),
                    ("picture", "The tablet could not send it; the desk read it from a picture on the tablet."),
                ],
            ),
        ),
    ]
