"""The rules in force: what every panel does in every round, with all defaults filled in.

A round's own rules hold for all its panels: they go before the contest's and before what a panel drops. The pool is
the one rule a panel may keep against the round: a panel's own goes before the round's, the round's before the
contest's. The sums, the rules in words, the check before opening, the tablet and the papers all ask here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from .contest import Clip, Contest, Panel, Round, RoundRules, Rules, Stages
from .exact import Divide
from .pooling import Dropping
from .rounding import divide_of
from .vocabulary import ROUND_STAGES, Pool, Trim

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class PanelRules:
    """The rules that hold for one panel in one round."""

    trim: str
    pool: str
    clip: Clip | None
    dropping: Dropping
    stages: Stages
    rounding: str

    @property
    def divide(self) -> Divide:
        """The division of the rounding rule."""
        return divide_of(self.rounding)

    @property
    def rounds_sheets(self) -> bool:
        """Whether a judge's sheet total can differ from the plain sum of marks × weights.

        Under `trim: item` a sheet total is no stage, so nothing rounds it.
        """
        stages = (self.stages.item, self.stages.weighted, self.stages.sheet)
        return self.trim == "total" and any(decimals is not None for decimals in stages)


@dataclass(frozen=True, slots=True)
class Sitting:
    """One panel that sits in a round, with the rules it follows there."""

    panel: Panel
    rules: PanelRules


@dataclass(frozen=True, slots=True)
class RoundInForce:
    """One round as it is computed: its decimal places, how rooms are compared in it, and the panels that sit in it."""

    round: Round
    stages: Stages
    rooms: str
    sittings: tuple[Sitting, ...]

    def sittings_for(self, room: str | None) -> tuple[Sitting, ...]:
        """The panels that mark contestants of a room."""
        return tuple(sitting for sitting in self.sittings if sitting.panel.marks_room(room))


def rules_in_force(contest: Contest) -> tuple[RoundInForce, ...]:
    """The rules of every round and of every panel that sits in it, in the order of the contest.

    >>> contest = Contest(
    ...     rules=Rules(pool="sum"),
    ...     panels=(Panel(id="P", drop_high=1, drop_low=1, pool="median"),),
    ...     rounds=(Round(id="talk"), Round(id="final", rules=RoundRules(drop_high=2, pool="mean"))),
    ...     contestants=(),
    ... )
    >>> [(s.rules.pool, s.rules.dropping.high) for r in rules_in_force(contest) for s in r.sittings]
    [('median', 1), ('median', 2)]
    """
    return tuple(round_in_force(contest, round_) for round_ in contest.rounds)


def round_in_force(contest: Contest, round_: Round) -> RoundInForce:
    """The rules of one round."""
    sittings = tuple(Sitting(panel, rules_of(contest, round_, panel)) for panel in contest.panels_of(round_))
    rooms = "raw" if round_.sealed else contest.rules.rooms
    return RoundInForce(round_, stages_of(contest, round_), rooms, sittings)


def rules_of(contest: Contest, round_: Round, panel: Panel) -> PanelRules:
    """What one panel does in one round."""
    return panel_rules(contest.rules, round_.rules, panel)


def stages_of(contest: Contest, round_: Round) -> Stages:
    """The decimal places at each stage of one round: its own, or else the contest's; the end is no stage of it."""
    return _stages(contest.rules, round_.rules)


def panel_rules(general: Rules, own: RoundRules, panel: Panel) -> PanelRules:
    """What a panel does under the contest's rules and a round's own; an empty `RoundRules` is a round without any.

    All ballots of a mass jury count, whatever is dropped among judges: what a round drops is for sheets.
    """
    if panel.ballot is not None:
        trim, pool, none = Trim.TOTAL.value, Pool.MEAN.value, Dropping(high=0, low=0, trim_from=0)
        return PanelRules(trim, pool, None, none, _stages(general, own), general.rounding)
    return PanelRules(
        trim=_first(own.trim, general.trim),
        pool=_first(panel.pool, own.pool, general.pool),
        clip=own.clip if own.clip is not None else general.clip,
        dropping=Dropping(
            high=_first(own.drop_high, panel.drop_high),
            low=_first(own.drop_low, panel.drop_low),
            trim_from=_first(own.trim_from, panel.trim_from),
        ),
        stages=_stages(general, own),
        rounding=general.rounding,
    )


def _stages(general: Rules, own: RoundRules) -> Stages:
    decimals = {name: own.round.get(name, getattr(general.round, name)) for name in ROUND_STAGES}
    return Stages(**decimals, final=None)


def _first(*choices: Value | None) -> Value:
    """The first that says something; the last always does."""
    return next(choice for choice in choices if choice is not None)
