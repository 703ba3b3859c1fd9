"""Scores that the hall was told, written down directly: for tests of what is shown of them."""

from stage.models import Release, Show
from tests.cast import NOW

TOTALS = ("91.0", "95.0", "88.0", "92.0", "93.0")


def a_release(cast, performance, score="92.00", *, standings=None):
    """The release of a score: five judges, the highest and the lowest dropped; alone in the standings unless told."""
    show, _made = Show.objects.get_or_create(contest=performance.contest)
    who = performance.contestant
    person = {"number": who.number, "name": who.name, "community": who.community or ""}
    own = {**person, "group": "", "score": score, "place": 1, "shared": False}
    dropped = {max(TOTALS): "high", min(TOTALS): "low"}
    sheets = [
        {"judge": f"Judge {n}", "total": total, "dropped": dropped.get(total)} for n, total in enumerate(TOTALS, 1)
    ]
    content = {
        "contestant": {**person, "title": who.title, "theme": who.theme},
        "round": {"key": performance.round.key, "name": performance.round.name},
        "panels": [{"name": "Judges", "sheets": sheets, "score": score}],
        "adjustments": [],
        "score": score,
        "standings": [own] if standings is None else standings,
    }
    number = show.releases.count() + 1
    return Release.objects.create(
        show=show, number=number, kind="score", performance=performance, content=content, at=NOW, by=cast.li
    )
