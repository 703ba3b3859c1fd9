from datetime import date
from typing import Any

from django.db import migrations, models

from communities.triggers import around, removed


def day(text: Any) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except (TypeError, ValueError):
        return None


def from_data(apps: Any, _editor: Any) -> None:
    """What publications that are there say of their contest."""
    publications = apps.get_model("scoring", "Publication").objects
    for publication in publications.all().iterator(chunk_size=1):
        contest = publication.data.get("contest") or {}
        about = contest.get("about") or {}
        publications.filter(pk=publication.pk).update(
            title=str(contest.get("title") or "")[:200],
            venue=str(about.get("place") or "")[:200],
            date=day(about.get("date")),
        )


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0008_rehearsal"),
        ("scoring", "0005_extra"),
    ]

    operations = [
        removed("scoring"),
        *around(
            migrations.AddField(
                model_name="publication", name="title", field=models.CharField(blank=True, max_length=200)
            ),
            migrations.AddField(
                model_name="publication", name="venue", field=models.CharField(blank=True, max_length=200)
            ),
            migrations.AddField(model_name="publication", name="date", field=models.DateField(blank=True, null=True)),
        ),
        migrations.RunPython(from_data, migrations.RunPython.noop),
    ]
