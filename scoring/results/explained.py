"""How a result came about, in words, and which places can no longer change: what pages show beside the standings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from communities.refused import Refused
from contests.models import Contest
from scoring.models import Publication
from tabulation import PlaceRange, Tabulation, as_json, explain, place_ranges, tabulate
from tabulation.steps import Step
from tabulation.wording import step_text

from .even_steps import with_even_decimals
from .kept import Kept
from .published import frozen
from .seats import named_for
from .standings import results_of
from .ties import OpenTie, tied_at_places

MISSING = ("missing", "missing-score")
_published: Kept[bool] = Kept(50)


@dataclass(frozen=True, slots=True)
class Explanation:
    """One sentence of an explanation, and those that led to it; `missing` says that something is not there yet."""

    text: str
    missing: bool = False
    steps: tuple[Explanation, ...] = ()


def explained(result: Tabulation, number: str, *, chinese: bool) -> Explanation:
    """How one contestant's result came about, each judge called as who gave the marks.

    Raises LookupError for a number that is not in the contest.
    """
    named = named_for(result.contest, number)
    result = result if named is None else tabulate(named)
    return _explanation(with_even_decimals(explain(result, number), result), "zh" if chinese else "en")


def _explanation(step: Step, language: str) -> Explanation:
    return Explanation(
        step_text(step, language), step.kind in MISSING, tuple(_explanation(inner, language) for inner in step.steps)
    )


def places_left(result: Tabulation, ties: Iterable[OpenTie]) -> dict[str, PlaceRange]:
    """By number: the best and the worst place everybody who competes can still take, through marks that are missing or
    through decisions on the `ties` that are open."""
    found, tied = {place.contestant: place for place in place_ranges(result)}, tied_at_places(ties)
    for who in tied.keys() & found.keys():
        found[who] = replace(found[who], worst=max(found[who].worst, found[who].best + tied[who] - 1))
    return found


def outdated(contest: Contest, publication: Publication) -> bool:
    """Whether the marks no longer give the standings of a publication: residents still read the old ones."""
    try:
        now = as_json(results_of(contest))["standings"]
    except Refused:  # nothing can be computed any more
        return True
    return bool(now != frozen(publication).result["standings"])


def residents_read_this(contest: Contest) -> bool:
    """Whether the publication in force has the standings of now; kept by version, for pages that ask all the time."""
    return _published.get(contest.pk, contest.version, lambda: _published_as_it_is(contest))


def _published_as_it_is(contest: Contest) -> bool:
    publication = Publication.objects.filter(contest=contest).order_by("-number").first()  # with its data: one query
    return publication is not None and not outdated(contest, publication)
