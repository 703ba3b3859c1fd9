"""Papers that count, as PDF and as Excel: plain functions that return bytes.

Figures come from `scoring.results` alone: `tally_now` for what is live, `tally_published` for what is frozen.
"""

from .cards import Card, judges_cards
from .confirmations import confirmations
from .day_plan import day_plan
from .lists import award_list, running_order
from .paper import Form
from .score_sheets import score_sheets
from .tally import tally_sheet

__all__ = [
    "Card",
    "Form",
    "award_list",
    "confirmations",
    "day_plan",
    "judges_cards",
    "running_order",
    "score_sheets",
    "tally_sheet",
]
