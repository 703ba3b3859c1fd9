"""The tables of `contests`: what is judged, by whom, under which rules; fixed before the first mark."""

from .awards import Award, AwardTie, Cut, CutTie, Decision, DecisionKind
from .contest import Contest, ContestState, PublicLevel, RuleSheet
from .people import Contestant, Judge, JudgeKind, Panel, Recusal, Status
from .rounds import Performance, PerformanceState, Round, RubricItem

__all__ = [
    "Award",
    "AwardTie",
    "Contest",
    "ContestState",
    "Contestant",
    "Cut",
    "CutTie",
    "Decision",
    "DecisionKind",
    "Judge",
    "JudgeKind",
    "Panel",
    "Performance",
    "PerformanceState",
    "PublicLevel",
    "Recusal",
    "Round",
    "RubricItem",
    "RuleSheet",
    "Status",
]
