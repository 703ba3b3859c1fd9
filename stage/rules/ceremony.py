"""The steps of a ceremony, from the last award to the first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from stage.models import AwardTier, Ceremony, Release
from stage.steps import Handover, Step, StepKind, Winner

MOST_AT_ONCE = 10
"""Winners that can be read at thirty metres side by side."""


def steps_of(handovers: Iterable[Handover], tiers: Mapping[str, AwardTier]) -> list[Step]:
    """The steps of a ceremony: a title, the awards in the order given with how each is handed over, and a group.

    An award without a tier is handed over to all at once. Of more than ten the first ten stand there, then the others.
    """
    steps = [_step(StepKind.TITLE)]
    for handover in handovers:
        steps += _of_award(handover, tiers.get(handover["award"]) or AwardTier(award=handover["award"]))
    return [*steps, _step(StepKind.GROUP)]


def _of_award(handover: Handover, tier: AwardTier) -> Iterator[Step]:
    yield _step(StepKind.AWARD, tier)
    for winners in _named_at_once(handover["winners"], one_by_one=tier.one_by_one):
        yield _step(StepKind.WINNERS, tier, winners)
    if tier.one_by_one and 1 < len(handover["winners"]) <= MOST_AT_ONCE:
        yield _step(StepKind.TOGETHER, tier)
    if tier.presenters:
        yield _step(StepKind.PRESENTERS, tier)


def _step(kind: StepKind, tier: AwardTier | None = None, winners: Iterable[Winner] = ()) -> Step:
    tier = tier or AwardTier()
    return Step(kind=kind.value, award=tier.award, presenters=tier.presenters, words=tier.words, winners=list(winners))


def _named_at_once(winners: Sequence[Winner], *, one_by_one: bool) -> Iterator[Sequence[Winner]]:
    """Who share a place are named together: neither comes before the other."""
    groups = [list(rows) for _, rows in groupby(winners, key=_equals)] if one_by_one else [winners]
    for rows in groups:
        yield from in_parts(rows)


def _equals(winner: Winner) -> tuple[str, object]:
    return winner["group"], winner["place"] if winner["shared"] and winner["place"] else winner["number"]


def in_parts(winners: Sequence[Winner]) -> Iterator[Sequence[Winner]]:
    """Winners in as few parts as fit on a screen, each about as large as the others."""
    if not winners:
        return
    parts = -(-len(winners) // MOST_AT_ONCE)
    size = -(-len(winners) // parts)
    yield from (winners[n : n + size] for n in range(0, len(winners), size))


def known_after(steps: Sequence[Step], step: int) -> list[Handover]:
    """The awards with those who were named up to a step, in the order in which they were called."""
    found: list[Handover] = []
    for one in steps[: step + 1]:
        if one["kind"] == StepKind.AWARD:
            found.append(Handover(award=one["award"], winners=[]))
        elif one["winners"]:
            found[-1]["winners"].extend(one["winners"])
    return found


def revealing(steps: Sequence[Step], last: int) -> list[int]:
    """The steps up to one that name somebody."""
    return [n for n, step in enumerate(steps[: last + 1]) if step["winners"]]


def step_seen(steps: Sequence[Step] | None, step: int, *, on_screen: bool) -> str:
    """Where a ceremony stands, in one text: for a caller to hand back what it has seen."""
    return "" if steps is None else f"{step}/{len(steps)}/{'on' if on_screen else 'off'}"


@dataclass(frozen=True, slots=True)
class CeremonyNow:
    """What the hall sees of a ceremony: the `kind` of step, its award, who hands it over, and the words of honour; the
    `winners` who stand there, and all `awards` as far as they were handed over, the first called first.
    """

    kind: StepKind = StepKind.TITLE
    award: str = ""
    presenters: str = ""
    words: str = ""
    winners: Sequence[Winner] = ()
    awards: Sequence[Handover] = field(default_factory=tuple)
    key: str = ""  # another for each award
    step: int = 0


def ceremony_now(ceremony: Ceremony | None, released: Sequence[Release]) -> CeremonyNow:
    """What is shown now, whoever gets an award as the releases in force say, the last first: of who was not called
    yet nothing can be in it."""
    if ceremony is None:
        return CeremonyNow()
    steps, at = ceremony.steps, ceremony.step
    step, kind = steps[at], StepKind(steps[at]["kind"])
    last: Mapping[str, Any] = released[0].content if released else {"step": 0, "now": [], "awards": []}
    turn = sum(one["kind"] == StepKind.AWARD for one in steps[: at + 1])
    part = step["award"] if kind not in {StepKind.TITLE, StepKind.GROUP} else kind.value
    return CeremonyNow(
        kind=kind,
        award=step["award"],
        presenters=step["presenters"],
        words=step["words"],
        winners=_standing_there(step, last, whole=steps[at - 1]["kind"] == StepKind.TOGETHER),
        awards=last["awards"],
        key=f"{turn}-{part}",
        step=at,
    )


def _standing_there(step: Step, last: Mapping[str, Any], *, whole: bool) -> list[Winner]:
    if step["kind"] not in {StepKind.WINNERS, StepKind.TOGETHER, StepKind.PRESENTERS}:
        return []
    if step["kind"] == StepKind.TOGETHER or whole:
        return [winner for award in last["awards"] if award["award"] == step["award"] for winner in award["winners"]]
    return list(last["now"])
