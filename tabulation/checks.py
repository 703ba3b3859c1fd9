"""Whether the parts of a contest fit together: what one part names, another must have."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal

from .contest import Award, Contest, Cut, Decision, Panel, Round
from .cuts import moves_up
from .fields import Problems, value_text
from .ties import find_item
from .vocabulary import BETWEEN_EQUALS, DecisionKind, TieLink

DECIDED = {DecisionKind.AWARD: "awards", DecisionKind.CUT: "cuts"}


def check(contest: Contest, problems: Problems) -> None:
    """Note everything that does not fit."""
    _check_ids(contest, problems)
    for k, round_ in enumerate(contest.rounds):
        _check_round(contest, round_, f"rounds[{k}]", problems)
    _check_seats(contest, problems)
    _check_people(contest, problems)
    for k, link in enumerate(contest.rules.tie_chain):
        if (fault := link_fault(contest, link)) is not None:
            problems.add(f"rules.tie_chain[{k}]", fault)
    for k, cut in enumerate(contest.cuts):
        _check_cut(contest, cut, f"cuts[{k}]", problems)
    for k, award in enumerate(contest.awards):
        _check_award(contest, award, f"awards[{k}]", problems)
    for k, decision in enumerate(contest.decisions):
        _check_decision(contest, decision, f"decisions[{k}]", problems)


def checked(contest: Contest) -> Contest:
    """The contest itself, if its parts fit together; BadContestFile if they do not."""
    problems = Problems()
    check(contest, problems)
    problems.stop()
    return contest


def _check_ids(contest: Contest, problems: Problems) -> None:
    for name, needed in (("rounds", True), ("contestants", True), ("panels", False), ("judges", False)):
        things = getattr(contest, name)
        _unique((thing.id for thing in things), name, problems)
        if needed and not things:
            problems.add(name, "expected at least one")
    for k, round_ in enumerate(contest.rounds):
        _unique((item.id for item in round_.items), f"rounds[{k}].items", problems)
    _unique((cut.after for cut in contest.cuts), "cuts", problems, "after")
    if contest.rounds and not any(r.weight for r in contest.rounds):
        problems.add("rounds", "all weights are 0; one must be above 0")


def _unique(ids: Iterable[str], path: str, problems: Problems, key: str = "id") -> None:
    seen: set[str] = set()
    for k, id in enumerate(ids):
        if id in seen:
            problems.add(f"{path}[{k}].{key}", f"{value_text(id)} is here twice")
        seen.add(id)


def _known(value: str, known: Collection[str], what: str, path: str, problems: Problems) -> None:
    if value not in known:
        problems.add(path, f"{value_text(value)} is no {what} of this contest")


def _check_round(contest: Contest, round_: Round, path: str, problems: Problems) -> None:
    if round_.sealed:
        if round_.items:
            problems.add(f"{path}.items", "a sealed round has no items; its scores come as marks")
        return
    if not round_.items:
        problems.add(f"{path}.items", "expected at least one item, or a sealed round")
    panels = contest.panels_of(round_)
    if not panels:
        problems.add(path, f"no panel sits in {round_.id}")
    elif not any(panel.weight for panel in panels):
        problems.add("panels", f"all weights of the panels that sit in {round_.id} are 0; one must be above 0")
    elif any(panel.rooms is not None for panel in panels):
        _check_rooms_of_round(contest, round_, panels, problems)


def _check_rooms_of_round(contest: Contest, round_: Round, panels: tuple[Panel, ...], problems: Problems) -> None:
    """Somebody must mark every room with competing contestants; the first of each room is named."""
    seen: set[str | None] = set()
    for k, contestant in enumerate(contest.contestants):
        if contestant.competing and contestant.room not in seen:
            seen.add(contestant.room)
            sitting = [panel for panel in panels if panel.marks_room(contestant.room)]
            if not any(panel.weight for panel in sitting):
                where = "who is in no room" if contestant.room is None else f"room {value_text(contestant.room)}"
                which = "all that do have weight 0" if sitting else "none does"
                problems.add(f"contestants[{k}].room", f"expected a panel of {round_.id} that marks {where}; {which}")


def _check_seats(contest: Contest, problems: Problems) -> None:
    rounds = {r.id: r for r in contest.rounds}
    panels = {p.id for p in contest.panels}
    voting = {p.id for p in contest.panels if p.ballot is not None}
    for k, panel in enumerate(contest.panels):
        for n, round_ in enumerate(panel.rounds or ()):
            _known(round_, rounds, "round", f"panels[{k}].rounds[{n}]", problems)
        sits = any(panel in contest.panels_of(r) for r in contest.rounds)
        if sits and panel.ballot is None and not contest.official_judges(panel):
            problems.add(f"panels[{k}]", f"no official judge sits on {panel.id}")
    for k, judge in enumerate(contest.judges):
        _known(judge.panel, panels, "panel", f"judges[{k}].panel", problems)
        if judge.panel in voting:
            problems.add(f"judges[{k}].panel", f"{judge.panel} has a ballot; no judge sits on it")


def _check_people(contest: Contest, problems: Problems) -> None:
    rounds = {r.id for r in contest.rounds}
    known = set(contest.ids)
    for k, contestant in enumerate(contest.contestants):
        if contest.rules.rooms == "equalised" and contestant.competing and contestant.room is None:
            problems.add(f"contestants[{k}].room", "missing; scores are equalised between rooms")
    for k, adjustment in enumerate(contest.adjustments):
        _known(adjustment.contestant, known, "contestant", f"adjustments[{k}].contestant", problems)
        if adjustment.round is not None:
            _known(adjustment.round, rounds, "round", f"adjustments[{k}].round", problems)


def _check_award(contest: Contest, award: Award, path: str, problems: Problems) -> None:
    for k, who in enumerate(award.named or ()):
        _known(who, set(contest.ids), "contestant", f"{path}.named[{k}]", problems)
    if award.group is not None and award.group not in {c.group for c in contest.contestants}:
        problems.add(f"{path}.group", f"{value_text(award.group)} is no group of this contest")


def link_fault(contest: Contest, link: str) -> str | None:
    """Why a tie link cannot be asked in this contest; None if it can."""
    name, colon, argument = link.partition(":")
    if name not in tuple(TieLink):
        return f"{value_text(link)} is no tie link; expected one of {', '.join(TieLink)}"
    if name == "decimals":
        fine = not colon or argument in map(str, range(13))
        return None if fine else f"{value_text(link)}: expected decimals or decimals:N with N from 0 to 12"
    if name in ("round", "panel", "item"):
        return _target_fault(contest, name, argument)
    return f"{value_text(link)}: {name} takes nothing after it" if colon else None


def _target_fault(contest: Contest, name: str, argument: str) -> str | None:
    if name == "round":
        there = argument in {r.id for r in contest.rounds}
    elif name == "panel":
        there = argument in {p.id for p in contest.panels}
    else:
        there = _has_item(contest, argument)
    return None if there else f"{value_text(argument)} is no {name} of this contest"


def _has_item(contest: Contest, where: str) -> bool:
    try:
        find_item(contest, where)
    except LookupError:
        return False
    return True


def _check_cut(contest: Contest, cut: Cut, path: str, problems: Problems) -> None:
    rounds = [r.id for r in contest.rounds]
    if cut.after not in rounds:
        problems.add(f"{path}.after", f"{value_text(cut.after)} is no round of this contest")
        return
    if cut.after == rounds[-1]:
        problems.add(f"{path}.after", f"{cut.after} is the last round; a cut needs a round after it")
    upto = rounds[: rounds.index(cut.after) + 1]
    weights = {r.id: r.weight for r in contest.rounds[: len(upto)]} if cut.weights is None else cut.weights
    for round_ in weights:
        if round_ not in upto:
            problems.add(f"{path}.weights.{round_}", f"expected a round up to {cut.after}")
    if not any(weights.values() or [Decimal(0)]):
        problems.add(f"{path}.weights", "all weights are 0; one must be above 0")


def _check_decision(contest: Contest, decision: Decision, path: str, problems: Problems) -> None:
    for k, who in enumerate(decision.order):
        _known(who, set(contest.ids), "contestant", f"{path}.order[{k}]", problems)
    if decision.kind in DECIDED:
        asked = any(thing.tie == "decide" for thing in getattr(contest, DECIDED[DecisionKind.of(decision.kind)]))
        asked = asked or (bool(contest.cuts) and moves_up(contest, decision))
    else:
        asked = decision.kind in contest.rules.tie_chain and decision.kind in BETWEEN_EQUALS
    if not asked:
        problems.add(f"{path}.kind", f"nothing in the rules asks for a decision of kind {decision.kind}")
