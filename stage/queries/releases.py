"""What the hall has been told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from communities.reading import models_asked
from contests.models import Contest, Performance
from stage.models import Release, ReleaseKind, Releasing, Show

ANY = -1
AT_THE_END = ("tour", "standards", "reserve")
"""Kinds of contest, by their preset, in which nobody hears a score before all have performed."""


def usual_way(contest: Contest) -> Releasing:
    """How the scores of such a contest are released unless its organiser chooses otherwise."""
    return Releasing.END if contest.extra.get("preset") in AT_THE_END else Releasing.EACH


def show_as_it_begins(contest: Contest) -> Show:
    """The show of a contest in which nothing was changed; not stored."""
    return Show(contest=contest, releasing=usual_way(contest))


def show_of(contest: Contest) -> Show:
    """The show of a contest; where nothing was ever changed in it, one as it begins, which is not stored."""
    show = Show.objects.filter(contest=contest.pk).first() or show_as_it_begins(contest)
    show.contest = contest
    return show


def releases_in_force(contest: Contest) -> list[Release]:
    """The scores that the hall may know, in the order in which they were released, with their performances."""
    return models_asked(_in_force, {ANY: contest.pk})


def _in_force() -> QuerySet[Release]:
    rows = Release.objects.filter(show__contest=ANY, kind=ReleaseKind.SCORE, taken_back_at__isnull=True)
    return rows.select_related("performance__contestant", "performance__round").order_by("number")


def latest_score(releases: Sequence[Release]) -> Release | None:
    """Of scores in force the one released last: its standings are those the hall may know."""
    return max(releases, key=lambda release: release.number, default=None)


def to_follow(releases: Iterable[Release], standings: Iterable[Mapping[str, Any]]) -> int:
    """How many whose scores the hall may know are not in its standings yet: they still lack one in a round of which
    those of others are released."""
    known = (release.performance.contestant for release in releases if release.performance is not None)
    numbers = {who.number for who in known if who.performs}
    return len(numbers - {row["number"] for row in standings})


def is_released(performance: Performance) -> bool:
    """Whether the hall may know the score of a performance."""
    return Release.objects.filter(performance=performance.pk, taken_back_at__isnull=True).exists()


def releasing_begun(contest: Contest) -> bool:
    """Whether a score of a contest was ever released."""
    return Release.objects.filter(show__contest=contest.pk).exists()


def next_number(show: Show) -> int:
    """The number of the next release of a show."""
    last = Release.objects.filter(show=show).order_by("-number").first()
    return last.number + 1 if last else 1
