"""What the hall was told, set beside the marks as they are now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from communities.refused import Refused
from contests.models import Performance
from scoring.results import Values
from stage.models import Release, Show
from stage.queries import latest_score
from stage.rules import why_not_released

from .hall import Hall, Scored, hall_of, key_of, keys_of

STANDINGS = "standings"
NUMBERS = ("score", "total")
"""What of a release has decimals that stand under each other."""


@dataclass(frozen=True, slots=True)
class Outdated:
    """A release in force that says something else than the marks: the scores then and now. They are equal where
    something else has changed: the sheet of one judge, or only the `standings` that were shown with it."""

    release: Release
    before: str | None
    now: str | None
    standings: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """A score that is not released yet: its `release` as it would be made now, or what stands in the way."""

    performance: Performance
    figures: Scored
    refused: Refused | None


@dataclass(frozen=True, slots=True)
class KnownScores:
    """The releases in force with what they would say now."""

    releases: Sequence[Release]
    hall: Hall | None  # None where nothing is released

    @property
    def numbers(self) -> frozenset[int]:
        """The performances that are released, by their numbers in the database."""
        return frozenset(release.performance_id or 0 for release in self.releases)

    def outdated(self) -> list[Outdated]:
        """Those whose scores, or what these are made of, are no longer so; where there are none, the last if its
        standings are not."""
        found = [one for release in self.releases if (one := self._changed(release)) is not None]
        last = latest_score(self.releases)
        if found or last is None or self.hall is None or _exact(last.content[STANDINGS]) == _exact(self.hall.standings):
            return found
        return [Outdated(last, last.content["score"], last.content["score"], standings=True)]

    @property
    def scores_changed(self) -> bool:
        """Whether a score, or what it is made of, is another than was released."""
        return any(self._changed(release) for release in self.releases)

    def _changed(self, release: Release) -> Outdated | None:
        if self.hall is None or release.performance is None:
            return None
        figures = self.hall.figures(release.performance)
        said = {key: value for key, value in release.content.items() if key != STANDINGS}
        if _exact(said) == _exact(figures.content):
            return None
        return Outdated(release, said["score"], figures.score)


def _exact(said: Any) -> Any:
    """What a release says without the zeros at the end of its numbers: they may come and go, and change nothing."""
    match said:
        case dict():
            return {key: _bare(value) if key in NUMBERS else _exact(value) for key, value in said.items()}
        case list():
            return [_exact(part) for part in said]
    return said


def _bare(text: str | None) -> str | None:
    return text.rstrip("0").rstrip(".") if text and "." in text else text


def known_scores(values: Values, releases: Sequence[Release], show: Show) -> KnownScores:
    """What was told, from values that are at hand."""
    return KnownScores(releases, hall_of(values, keys_of(releases), show) if releases else None)


def readied(
    values: Values, releases: Sequence[Release], group: Sequence[Performance], show: Show, *, again: bool = False
) -> list[Ready]:
    """What a release of some performances at once would say of each; `again`: of what it knows already."""
    if not group:
        return []
    hall = hall_of(values, keys_of(releases) | {key_of(performance) for performance in group}, show)
    found = ((performance, hall.figures(performance)) for performance in group)
    return [
        Ready(
            performance,
            figures,
            why_not_released(performance, missing=figures.missing, score=figures.score, again=again),
        )
        for performance, figures in found
    ]
