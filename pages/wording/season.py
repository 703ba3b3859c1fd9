"""How a campaign counts points, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from communities.numbers import format_decimal
from communities.wording import listed
from contests.models import Collects, Season


def season_sentences(season: Season) -> list[str]:
    """What gives points, how many contests count, and what is done with equal ones."""
    return list(_sentences(season))


def _sentences(season: Season) -> Iterator[str]:
    if season.places:
        yield gettext("Points from the first place down: {points}. Who shares a place gets its points.").format(
            points=listed(season.places)
        )
    if season.awards:
        awards = (f"{name} {points}" for name, points in season.awards)
        yield gettext("Points of awards: {awards}. Of several the highest counts.").format(awards=listed(awards))
    if season.others:
        points = format_decimal(season.others, "short")
        yield gettext("Everybody else who took part: {points}.").format(points=points)
    if season.collects == Collects.COMMUNITIES:
        yield gettext("The points of all contestants of a community are added.")
    if season.best:
        yield gettext("Contests that count for each, the best ones: {count}.").format(count=season.best)
    if season.told_apart:
        yield gettext("Of equal points more first places come first, then the later contest; else the place is shared.")
    else:
        yield gettext("Equal points share a place.")
