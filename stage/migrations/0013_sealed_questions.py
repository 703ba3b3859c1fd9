from __future__ import annotations

from hashlib import sha256
from secrets import token_hex

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from communities.triggers import around, installed
from stage.guards import SEALED


def banks_sealed(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Questions entered until now are sealed as those to come: see `stage.rules.drawing`."""
    for bank in apps.get_model("stage", "QuestionBank").objects.all():
        bank.sealed = number = token_hex(32)
        for _step in range(999):
            number = sha256(number.encode()).hexdigest()
        listed = sha256("".join(f"{question}\n" for question in bank.questions).encode()).hexdigest()
        bank.seal, bank.seals = sha256(f"{number}:{listed}".encode()).hexdigest(), 1
        bank.save(update_fields=["sealed", "seal", "seals"])


class Migration(migrations.Migration):
    """Numbers are sealed with the questions; a draw names its seal. Those drawn until now have a seed alone."""

    dependencies = [
        ("stage", "0012_when_items_began"),
    ]

    operations = [
        *around(
            migrations.AddField("questionbank", "sealed", models.CharField(blank=True, max_length=64)),
            migrations.AddField("questionbank", "seal", models.CharField(blank=True, max_length=64)),
            migrations.AddField("questionbank", "seals", models.PositiveIntegerField(default=0)),
            migrations.AddField("questiondraw", "seal", models.CharField(blank=True, max_length=64)),
            migrations.AddField("questiondraw", "seal_number", models.PositiveIntegerField(default=0)),
            migrations.AlterField("questiondraw", "seed", models.CharField(max_length=200)),
        ),
        migrations.RunPython(banks_sealed, migrations.RunPython.noop),
        installed(SEALED),
    ]
