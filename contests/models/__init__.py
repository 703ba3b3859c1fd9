"""The tables of `contests`: what is judged, by whom, under which rules; fixed before the first mark."""

from .awards import Award, AwardTie, Cut, CutTie, Decision, DecisionKind
from .contest import BEGUN, STAGE_OPEN, Contest, ContestState, PublicLevel, RuleSheet
from .people import PERFORMING, Contestant, Judge, JudgeKind, Panel, Recusal, Status
from .rounds import UNDER_WAY, Performance, PerformanceState, Round, RubricItem

__all__ = [
    "BEGUN",
    "PERFORMING",
    "STAGE_OPEN",
    "UNDER_WAY",
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
