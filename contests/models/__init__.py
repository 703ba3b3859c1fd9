"""The tables of `contests`: what is judged, by whom, under which rules; fixed before the first mark."""

from tabulation.vocabulary import PERFORMING, AwardTie, CutTie, DecisionKind, JudgeKind, Status

from .awards import Award, Cut, Decision
from .campaigns import Banner, Campaign, Inclusion
from .contest import BEGUN, STAGE_OPEN, Announced, Contest, ContestState, PublicLevel, RuleSheet
from .evidence import EvidenceLinks, ItemEvidence
from .experience import Attachment, Citation, Presentation
from .people import Contestant, DeclinedRecusal, Judge, Panel, Recusal, Tablet
from .pledges import FollowUp, Fulfilment, Pledge
from .rooms import RoomDesk
from .rounds import UNDER_WAY, Performance, PerformanceState, ReadyScore, Round, RubricItem
from .season import Collects, Season
from .terms import choices, head, label, name, said

__all__ = [
    "BEGUN",
    "PERFORMING",
    "STAGE_OPEN",
    "UNDER_WAY",
    "Announced",
    "Attachment",
    "Award",
    "AwardTie",
    "Banner",
    "Campaign",
    "Citation",
    "Collects",
    "Contest",
    "ContestState",
    "Contestant",
    "Cut",
    "CutTie",
    "Decision",
    "DecisionKind",
    "DeclinedRecusal",
    "EvidenceLinks",
    "FollowUp",
    "Fulfilment",
    "Inclusion",
    "ItemEvidence",
    "Judge",
    "JudgeKind",
    "Panel",
    "Performance",
    "PerformanceState",
    "Pledge",
    "Presentation",
    "PublicLevel",
    "ReadyScore",
    "Recusal",
    "RoomDesk",
    "Round",
    "RubricItem",
    "RuleSheet",
    "Season",
    "Status",
    "Tablet",
    "choices",
    "head",
    "label",
    "name",
    "said",
]
