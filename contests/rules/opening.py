"""What is missing before a contest can be opened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from tabulation import Contest, RoundInForce, Sitting, read_draft, rules_in_force
from tabulation.contest import Contestant, Judge, Panel, Round
from tabulation.vocabulary import DecisionKind

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OpeningProblem:
    """One thing that is missing; what does not block opening is only told."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    blocking: bool = True


def opening_problems(document: Document, *, cards: int) -> list[OpeningProblem]:
    """What is missing in a set-up; `cards` is how many seats hold a card."""
    contest = read_draft(document)
    found = [
        *_parts(contest),
        *_rounds(contest),
        *_turns(contest),
        *_panels(contest),
        *_unlike(contest),
        *_scales(contest),
        *_seats(contest, cards),
        *_people(contest),
        *_rooms(contest),
    ]
    return sorted(found, key=lambda problem: not problem.blocking)


def _parts(contest: Contest) -> Iterator[OpeningProblem]:
    voting = bool(contest.panels) and all(panel.ballot for panel in contest.panels)
    for part in ("rounds", "panels", "judges", "contestants"):
        if not getattr(contest, part) and not (voting and part == "judges"):
            yield OpeningProblem(f"no-{part}")
    if not contest.awards:
        yield OpeningProblem("no-awards", blocking=False)
    if "date" not in (contest.about or {}):
        yield OpeningProblem("no-date", blocking=False)


def _rounds(contest: Contest) -> Iterator[OpeningProblem]:
    for force in rules_in_force(contest):
        round_, called = force.round, _called(force.round)
        if not round_.sealed and not round_.items:
            yield OpeningProblem("empty-rubric", {"round": called})
        for item in round_.items:
            if not item.name:
                yield OpeningProblem("item-without-name", {"item": item.id})
        if contest.panels and not round_.sealed and not force.sittings:
            yield OpeningProblem("no-panel-sits", {"round": called})
        elif force.sittings and not any(sitting.panel.weight for sitting in force.sittings):
            yield OpeningProblem("panels-weigh-nothing", {"round": called})


def _turns(contest: Contest) -> Iterator[OpeningProblem]:
    """A cut decides after a whole round who is in the next, so nobody can go through all of them at once."""
    after = {cut.after for cut in contest.cuts}
    cut = [_called(round_) for round_ in contest.rounds if round_.id in after]
    if cut and (contest.about or {}).get("by_contestant") is True:
        yield OpeningProblem("cut-ends-round", {"rounds": cut})


def _panels(contest: Contest) -> Iterator[OpeningProblem]:
    """Where the seats of a panel do not suffice for what it does in the rounds it sits in, or for somebody in them."""
    in_force = rules_in_force(contest)
    marked = any(not force.round.sealed for force in in_force)
    for panel in contest.panels:
        sat = [(force.round, sitting) for force in in_force for sitting in force.sittings if sitting.panel is panel]
        seats = contest.official_judges(panel)
        if not sat and marked:
            yield OpeningProblem("panel-sits-nowhere", {"panel": _called(panel)}, blocking=False)
        elif sat and contest.judges and not seats and panel.ballot is None:
            yield OpeningProblem("no-official-judge", {"panel": _called(panel)})
        elif seats:
            yield from _short_of_judges(panel, sat, len(seats))
            yield from _recused(contest, panel, sat, seats)


def _unlike(contest: Contest) -> Iterator[OpeningProblem]:
    """Panels of one round that drop or pool otherwise than each other; told once for rounds with the same panels."""
    found: dict[tuple[PanelDrops, ...], list[str]] = {}
    for force in rules_in_force(contest):
        rules = tuple(_drops(sitting) for sitting in force.sittings if _compared(sitting.panel))
        if len({drops[1:] for drops in rules}) > 1:
            found.setdefault(rules, []).append(_called(force.round))
    for panels, rounds in found.items():
        yield OpeningProblem("panels-differ", {"rounds": rounds, "panels": panels}, blocking=False)


def _compared(panel: Panel) -> bool:
    """Whether a panel drops and pools marks that count."""
    return bool(panel.weight) and panel.ballot is None


def _scales(contest: Contest) -> Iterator[OpeningProblem]:
    """Mass juries whose ballots do not reach as far as the sheets beside which they count."""
    for force in rules_in_force(contest):
        full = sum((item.max * item.weight for item in force.round.items), Decimal(0))
        beside = any(_compared(sitting.panel) for sitting in force.sittings)
        for panel, ballot in ((s.panel, s.panel.ballot) for s in force.sittings if s.panel.ballot and beside):
            highest = max((grade.points for grade in ballot.grades), default=ballot.max or Decimal(0))
            if highest > full or 5 * highest < 4 * full:
                facts = {"panel": _called(panel), "round": _called(force.round), "highest": highest, "full": full}
                yield OpeningProblem("ballots-of-another-scale", facts, blocking=False)


class PanelDrops(NamedTuple):
    """How many marks a panel drops, from how many on, and how it pools the others."""

    panel: str
    high: int
    low: int
    needed: int
    pool: str


def _drops(sitting: Sitting) -> PanelDrops:
    dropping = sitting.rules.dropping
    return PanelDrops(_called(sitting.panel), dropping.high, dropping.low, dropping.needed, sitting.rules.pool)


def _short_of_judges(panel: Panel, sat: list[tuple[Round, Sitting]], seats: int) -> Iterator[OpeningProblem]:
    """Rounds in which a panel has too few seats to drop anything, those that need as many together."""
    short: dict[int, list[str]] = {}
    for round_, sitting in sat:
        if seats < sitting.rules.dropping.needed:
            short.setdefault(sitting.rules.dropping.needed, []).append(_called(round_))
    for needed, rounds in short.items():
        yield OpeningProblem(
            "too-few-judges", {"panel": _called(panel), "rounds": rounds, "seats": seats, "needed": needed}
        )


def _recused(
    contest: Contest, panel: Panel, sat: list[tuple[Round, Sitting]], seats: tuple[Judge, ...]
) -> Iterator[OpeningProblem]:
    """Whom recusals leave without any judge of a panel, or with too few for it to drop anything."""
    people = [person for person in contest.contestants if person.competing and panel.marks_room(person.room)]
    left = {p.id: sum((judge.id, p.id) not in contest.recusals for judge in seats) for p in people}
    alone = [number for number, count in left.items() if not count]
    if alone and sat:
        yield OpeningProblem("all-recused", {"panel": _called(panel), "numbers": alone})
    short: dict[int, list[str]] = {}
    for round_, sitting in sat:
        needed = sitting.rules.dropping.needed
        if len(seats) >= needed and any(0 < count < needed for count in left.values()):
            short.setdefault(needed, []).append(_called(round_))
    for needed, rounds in short.items():
        few = [number for number, count in left.items() if 0 < count < needed]
        facts = {"panel": _called(panel), "rounds": rounds, "numbers": few, "needed": needed}
        yield OpeningProblem("recusals-stop-dropping", facts, blocking=False)


def _seats(contest: Contest, cards: int) -> Iterator[OpeningProblem]:
    nameless = [judge.id for judge in contest.judges if not judge.name]
    if nameless:
        yield OpeningProblem("judge-without-name", {"judges": nameless})
    asked = DecisionKind.CHAIR in contest.rules.tie_chain
    if asked and contest.judges and not any(judge.chair for judge in contest.judges):
        yield OpeningProblem("no-chair", blocking=False)
    if cards < len(contest.judges):
        yield OpeningProblem("cards-missing", {"count": len(contest.judges) - cards}, blocking=False)


def _people(contest: Contest) -> Iterator[OpeningProblem]:
    stage = [round_ for round_ in contest.rounds if not round_.sealed and not opened_at_once(round_)]
    nameless = [person.id for person in contest.contestants if not person.name]
    if nameless:
        yield OpeningProblem("contestant-without-name", {"numbers": nameless})
    unordered = [p.id for p in contest.contestants if not {"order", "orders"} & (p.about or {}).keys()]
    if stage and unordered:
        yield OpeningProblem("no-running-order", {"numbers": unordered})


def opened_at_once(round_: Round) -> bool:
    """Whether nobody is called in a round: it needs no order.

    >>> [opened_at_once(Round(id="visit", about={"at_once": given})) for given in (True, "no")]
    [True, False]
    """
    return (round_.about or {}).get("at_once") is True


def _rooms(contest: Contest) -> Iterator[OpeningProblem]:
    """Who is in no room although rooms are compared; else whom no panel marks, and whose room is empty."""
    people = [person for person in contest.contestants if person.competing]
    roomless = [person.id for person in people if person.room is None]
    if contest.rules.rooms == "equalised" and roomless:
        yield OpeningProblem("no-room", {"numbers": roomless})
        return
    for force in rules_in_force(contest):
        left = [person.id for person in people if not _marked(force, person)]
        if left and any(sitting.panel.weight for sitting in force.sittings):
            yield OpeningProblem("nobody-marks", {"round": _called(force.round), "numbers": left})
    taken = {person.room for person in contest.contestants}
    for panel in contest.panels:
        empty = [room for room in panel.rooms or () if room not in taken]
        if empty and contest.contestants:
            yield OpeningProblem("empty-room", {"panel": _called(panel), "rooms": empty}, blocking=False)


def _marked(force: RoundInForce, person: Contestant) -> bool:
    """Whether somebody whose marks count for something marks a performance."""
    return any(sitting.panel.weight for sitting in force.sittings_for(person.room))


def _called(part: Round | Panel) -> str:
    return part.name or part.id
