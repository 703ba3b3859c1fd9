"""How far everybody's result is while the contest runs: score so far, what is missing, the places still possible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from contests.models import Contest
from tabulation import Standing, Tabulation
from tabulation.certainty import PlaceRange, place_ranges

from .decimals import evened
from .kept import Kept
from .standings import results_of


@dataclass(frozen=True, slots=True)
class Progress:
    """One contestant's result so far; `best` and `worst` are the places still possible, None outside competition."""

    contestant: str
    group: str | None
    place: int | None
    shared: bool
    score: str | None
    rounds: Mapping[str, str | None]
    lacking: frozenset[str]  # rounds in which something is missing
    best: int | None
    worst: int | None
    cut: str | None

    @property
    def certain(self) -> bool:
        """Whether the place can no longer change through missing marks."""
        return self.best is not None and self.best == self.worst


_latest: Kept[list[Progress]] = Kept(50)


def progress_of(contest: Contest) -> list[Progress]:
    """Everybody, in the order of the standings, kept by version in this process as with `results_of`.

    Refused("cannot-be-computed") where there are none yet.
    """
    result = results_of(contest)
    return list(_latest.get(contest.pk, contest.version, lambda: _everybody(result)))


def _everybody(result: Tabulation) -> list[Progress]:
    ranges = {found.contestant: found for found in place_ranges(result)}
    lacking: dict[str, set[str]] = {}
    for gap in result.gaps:
        lacking.setdefault(gap.contestant, set()).add(gap.round)
    return [
        _progress(standing, ranges.get(standing.contestant), lacking.get(standing.contestant, set()))
        for standing in evened(result.contest, result.standings)
    ]


def _progress(standing: Standing, places: PlaceRange | None, lacking: Iterable[str]) -> Progress:
    who = standing.contestant
    return Progress(
        contestant=who,
        group=standing.group,
        place=standing.place,
        shared=standing.shared,
        score=standing.score,
        rounds=standing.rounds,
        lacking=frozenset(lacking),
        best=places.best if places else None,
        worst=places.worst if places else None,
        cut=standing.cut,
    )
