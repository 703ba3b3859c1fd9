"""Recorded decisions as pages list them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from contests.models import Contest, Contestant, Decision
from scoring.rules import moves_up


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision and what it says, with everybody by number and name."""

    decision: Decision
    text: str


def decision_lines(contest: Contest) -> list[DecisionLine]:
    """All decisions on record, in order: two queries, one where there are none."""
    rows = list(contest.decisions.select_related("recorded_by"))
    people = {person.number: person for person in contest.contestants.all()} if rows else {}
    return [DecisionLine(row, decision_text(row, people)) for row in rows]


def decision_text(decision: Decision, people: Mapping[str, Contestant]) -> str:
    """Who stands before whom, or who moves up in whose place."""
    names = [str(people.get(number, number)) for number in decision.order]
    if moves_up(decision.kind, decision.order, {number: person.status for number, person in people.items()}):
        return _("{mover} moves up in place of {left}").format(mover=names[0], left=names[1])
    return " › ".join(names)
