"""A contest that is there keeps its way to release; those that begin later have that of their kind."""

from typing import Any

from django.db import migrations

AT_THE_END = ("tour", "standards", "reserve")


def ways_kept(apps: Any, _editor: Any) -> None:
    """What was never changed was released after each performance, and stays so."""
    shows = apps.get_model("stage", "Show").objects
    for contest in apps.get_model("contests", "Contest").objects.filter(show=None):
        if contest.extra.get("preset") in AT_THE_END:
            shows.create(contest=contest, releasing="each")


class Migration(migrations.Migration):
    dependencies = [("contests", "0024_called"), ("stage", "0010_judges_shown")]

    operations = [migrations.RunPython(ways_kept, migrations.RunPython.noop)]
