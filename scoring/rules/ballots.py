"""A mass jury on the day: who may vote for whom, what has been cast, and the cards people vote with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from contests.models import Panel, Performance, Status
from contests.queries import panel_marks
from contests.rules.cards import code_hash, secret_hash
from scoring.models import BallotBox, VoterCard

ASKED_OF = (Status.COMPETING, Status.GUEST)
"""Nobody votes for who is absent, has withdrawn or was disqualified."""


def may_be_asked(panel: Panel, performance: Performance) -> bool:
    """Whether a mass jury votes for a performance."""
    return panel_marks(panel, performance) and performance.contestant.status in ASKED_OF


def cast_by_class(counts: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """How many of each class have voted."""
    return {group: sum(given.values()) for group, given in counts.items()}


def with_one_more(counts: Mapping[str, Mapping[str, int]], group: str, points: str) -> dict[str, dict[str, int]]:
    """The counts after one more ballot, sorted, so that their order tells nothing of when they came.

    >>> with_one_more({"B": {"9": 1}}, "A", "8")
    {'A': {'8': 1}, 'B': {'9': 1}}
    """
    given = {each: dict(of_class) for each, of_class in counts.items()}
    of_class = given.setdefault(group, {})
    of_class[points] = of_class.get(points, 0) + 1
    return {each: dict(sorted(given[each].items())) for each in sorted(given)}


@dataclass(frozen=True, slots=True)
class Turnout:
    """Of one class: how many cards were made, and how many have voted."""

    group: str
    name: str
    cards: int
    cast: int


def turnout(panel: Panel, cards: Mapping[str, int], box: BallotBox | None) -> list[Turnout]:
    """How far a vote has come, class by class; what anybody voted is no part of it."""
    cast = cast_by_class(box.counts if box else {})
    classes: Iterable[Mapping[str, Any]] = (panel.ballot or {}).get("classes") or ()
    return [Turnout(c["id"], c.get("name") or c["id"], cards.get(c["id"], 0), cast.get(c["id"], 0)) for c in classes]


def card_by_secret(secret: str) -> VoterCard | None:
    """Whose card carries a secret."""
    return _one(VoterCard.objects.filter(secret_hash=secret_hash(secret), void=False))


def card_by_code(contest_id: int, code: str) -> VoterCard | None:
    """Which card carries a short code in a contest."""
    return _one(VoterCard.objects.filter(code_hash=code_hash(contest_id, code), panel__contest=contest_id, void=False))


def card_signed_for(pk: int, code: str) -> VoterCard | None:
    """The card of a row, as long as it has this hash of a code."""
    return _one(VoterCard.objects.filter(pk=pk, code_hash=code, void=False))


def _one(rows: QuerySet[VoterCard]) -> VoterCard | None:
    """The only row there can be: without an order, which takes longer to write than the row to find."""
    return next(iter(rows.select_related("panel__contest").order_by()), None)
