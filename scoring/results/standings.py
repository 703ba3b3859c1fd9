"""Standings of a contest, derived at any moment; and what is frozen when they are published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from contests.models import Contest
from tabulation import BadContestFile, Tabulation, as_json, tabulate

from .file import contest_values, document_of, stored_document
from .kept import Kept
from .unfit import not_computed

_latest: Kept[Tabulation] = Kept(50)


def tabulated(contest: Contest) -> Tabulation:
    """The standings as they are now; Refused("cannot-be-computed") where there are none yet."""
    try:
        return tabulate(contest_values(contest))
    except BadContestFile as error:
        raise not_computed(contest, error, document_of(contest)) from error


def results_of(contest: Contest) -> Tabulation:
    """The standings for readers, kept by version in this process; Refused("cannot-be-computed") where there are none.

    Inside an action ask `tabulated`: a version that is rolled back is used again.
    """
    return _latest.get(contest.pk, contest.version, lambda: tabulated(contest))


def problems_of(contest: Contest) -> list[str]:
    """Why the contest cannot be computed yet, line by line; empty if it can."""
    try:
        tabulate(contest_values(contest))
    except BadContestFile as error:
        return list(error.problems)
    return []


@dataclass(frozen=True, slots=True)
class Publishable:
    """What a publication freezes, and whether anything is missing from it."""

    final: bool
    missing: int
    data: dict[str, Any]


def publishable(contest: Contest) -> Publishable:
    """The contest file and the standings, together with the fingerprint of the rules they follow."""
    result = tabulated(contest)
    data = {
        "contest": stored_document(result.contest),
        "result": as_json(result),
        "fingerprint": contest.fingerprint,
        "version": contest.version,
    }
    return Publishable(result.final, result.missing_count, data)
