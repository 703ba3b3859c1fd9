"""Seats that changed hands before marks kept whose they are: read from the journal."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Any

from django.db import migrations

REPLACED, CORRECTED = "judge-replaced", "judge-corrected"


def holders(apps: Any, _editor: Any) -> None:
    """Who sat in each seat before, and which of them every submission came from."""
    journal, judges = apps.get_model("communities", "Journal"), apps.get_model("contests", "Judge")
    submissions = apps.get_model("scoring", "Submission")
    for seat in judges.objects.filter(replaced__gt=0):
        lines = journal.objects.filter(contest_id=seat.contest_id, verb__in=(REPLACED, CORRECTED)).order_by("-pk")
        former, times = handed_over(seat, lines)
        seat.former = former
        seat.save(update_fields=["former"])
        for sent in submissions.objects.filter(sheet__judge=seat):
            number = seat.replaced - len(times) + bisect_right(times, sent.received_at)
            submissions.objects.filter(pk=sent.pk).update(holder=number if times else seat.replaced)


def handed_over(seat: Any, lines: Iterable[Any]) -> tuple[list[dict[str, str]], list[Any]]:
    """Names and posts of who sat there, first to last, and when each went; followed back from who sits there now.

    Where the journal does not lead back to the first, nobody is made up: those have the name of the seat.
    """
    name, post = seat.name, seat.post
    former: list[dict[str, str]] = []
    times: list[Any] = []
    for line in lines:
        if line.object != (name or seat.key):
            continue
        before = line.detail.get("before") or {}
        name, post = before.get("name", name), before.get("post", post)
        if line.verb == REPLACED:
            former.insert(0, {"name": name or seat.key, "post": post})
            times.insert(0, line.at)
    former, times = former[-seat.replaced :], times[-seat.replaced :]
    unknown = [{"name": seat.key, "post": ""}] * (seat.replaced - len(former))
    return [*unknown, *former], times


class Migration(migrations.Migration):
    dependencies = [
        ("scoring", "0007_submission_holder"),
    ]

    operations = [migrations.RunPython(holders, migrations.RunPython.noop)]
