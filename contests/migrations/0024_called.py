from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from communities.triggers import around


def called_by_time(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Of those called before there was a version of it the time is all there is; a contest's version is larger."""
    rows = apps.get_model("contests", "Performance").objects.filter(started_at__isnull=False)
    last, n = None, 0
    for performance in rows.order_by("contest_id", "started_at", "pk").iterator():
        n = n + 1 if performance.contest_id == last else 1
        last = performance.contest_id
        performance.called = n
        performance.save(update_fields=["called"])


class Migration(migrations.Migration):
    """Who was called before whom follows from versions, not from a wall clock."""

    dependencies = [
        ("contests", "0023_signatures"),
    ]

    operations = [
        *around(
            migrations.AddField("performance", "called", models.PositiveBigIntegerField(blank=True, null=True)),
        ),
        migrations.RunPython(called_by_time, migrations.RunPython.noop),
    ]
