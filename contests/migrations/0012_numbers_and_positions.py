from itertools import groupby
from typing import Any

from django.db import migrations, models

from communities.triggers import around, installed, removed
from contests.guards import GUARDS


def positions_once(apps: Any, _editor: Any) -> None:
    """Where two had one position, all of that contest are numbered from 0 in the order in which they were shown."""
    for name in ("Judge", "Contestant"):
        rows = apps.get_model("contests", name).objects
        ordered = rows.order_by("contest_id", "position", "pk").values_list("contest_id", "position", "pk")
        for _contest, group in groupby(ordered.iterator(), key=lambda row: row[0]):
            found = list(group)
            if len({position for _, position, _ in found}) < len(found):
                for n, (_, _, pk) in enumerate(found):
                    rows.filter(pk=pk).update(position=n)


class Migration(migrations.Migration):
    """A draw may give numbers; no two judges or contestants of a contest stand at one position."""

    dependencies = [
        ("contests", "0011_judge_former"),
    ]

    operations = [
        removed("contests"),
        migrations.RunPython(positions_once, migrations.RunPython.noop),
        *around(
            migrations.AddField(
                model_name="contestant",
                name="number_before",
                field=models.CharField(blank=True, default="", max_length=40),
                preserve_default=False,
            ),
            migrations.AddConstraint(
                model_name="judge",
                constraint=models.UniqueConstraint(fields=("contest", "position"), name="judge_position_once"),
            ),
            migrations.AddConstraint(
                model_name="contestant",
                constraint=models.UniqueConstraint(fields=("contest", "position"), name="contestant_position_once"),
            ),
        ),
        installed(GUARDS),
    ]
