"""How far everybody's result is while the contest runs: score so far, what is missing, the places still possible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from communities.numbers import aligned
from contests.models import Contest
from tabulation import Standing, Tabulation
from tabulation.certainty import PlaceRange, place_ranges
from tabulation.exact import exact_text, with_decimals

from .kept import Kept
from .standings import results_of

MOST_DECIMALS = 3
"""Decimals of a number that was not rounded by a rule and does not end sooner."""


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
    for missing in result.missing:
        lacking.setdefault(missing.contestant, set()).add(missing.round)
    return [
        _progress(standing, ranges.get(standing.contestant), lacking.get(standing.contestant, set()))
        for standing in evened(result.standings)
    ]


def evened(standings: Sequence[Standing]) -> list[Standing]:
    """Standings with their scores as desk and papers show them: final scores, and those of a round, have equally many
    decimals, those of the rule that rounds them or else those of the longest."""
    keys = dict.fromkeys(key for standing in standings for key in standing.rounds)
    rounds = {key: aligned([readable(standing.rounds.get(key)) for standing in standings]) for key in keys}
    finals = aligned([readable(standing.score) for standing in standings])
    return [
        standing._replace(score=finals[n], rounds={key: rounds[key][n] for key in standing.rounds})
        for n, standing in enumerate(standings)
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


def readable(text: str | None) -> str | None:
    """An exact number for a screen: cut after three decimals where it does not end there, and saying so.

    >>> readable("92.20"), readable("1004/15"), readable("-1/3"), readable(None)
    ('92.20', '66.933…', '-0.333…', None)
    """
    if text is None:
        return None
    value = Fraction(text)
    scaled = abs(value) * 10**MOST_DECIMALS
    if "/" not in text and len(text.partition(".")[2]) <= MOST_DECIMALS:
        return text
    if scaled.denominator == 1:
        return exact_text(value)
    return f"{'-' if value < 0 else ''}{with_decimals(int(scaled), MOST_DECIMALS)}…"
