"""Rows → values → tabulate: the only bridge to the sums. Live is derived, nothing here is stored."""

from tabulation import Contest as Values
from tabulation import PlaceRange, Standing, Tabulation

from .certified import (
    Certified,
    Lapsed,
    as_handed_over,
    certificates_due,
    certified,
    corrected_since,
    due,
    lapsed,
    members_in,
)
from .comparisons import Change, Compared, changes_since, public_changes
from .decimals import LeastDecimals, even, evened, least_decimals, readable
from .differences import OldFact, old_facts, place_text
from .explained import Explanation, explained, outdated, places_left, residents_read_this
from .file import contest_text, contest_values, document_of, fingerprint_of, public_text, read_file
from .kept import Kept, forget
from .moving_up import VacantPlace, vacant_places
from .opening import opening_problems_now, opening_problems_of
from .origins import Came, PublicOrigin, public_origin, where_from
from .outlook import Outlook, outlook_of
from .progress import Progress, progress_of
from .published import Frozen, awarded, frozen, results_published, tally_published
from .residents import PublicContest, as_residents_read
from .sheet_total import sheet_rounding, sheet_totals
from .standings import Publishable, problems_of, publishable, results_of, tabulated
from .state import ResultState, result_state
from .tally import PanelRow, PanelTally, TallySheet, by_name, decided_text, sum_of_points, tally_now
from .ties import Fate, OpenTie, cuts_in, cuts_now, fate_of, open_ties, tied_at_places, ties_to_decide
from .unfit import DECISION, unfit_decisions
from .vacancies import Vacant, vacancies, vacant
from .waiting_list import AwardNow, Listed, ToldChange, awards_now, resting_upon, told_changes

__all__ = [
    "DECISION",
    "AwardNow",
    "Came",
    "Certified",
    "Change",
    "Compared",
    "Explanation",
    "Fate",
    "Frozen",
    "Kept",
    "Lapsed",
    "LeastDecimals",
    "Listed",
    "OldFact",
    "OpenTie",
    "Outlook",
    "PanelRow",
    "PanelTally",
    "PlaceRange",
    "Progress",
    "PublicContest",
    "PublicOrigin",
    "Publishable",
    "ResultState",
    "Standing",
    "Tabulation",
    "TallySheet",
    "ToldChange",
    "Vacant",
    "VacantPlace",
    "Values",
    "as_handed_over",
    "as_residents_read",
    "awarded",
    "awards_now",
    "by_name",
    "certificates_due",
    "certified",
    "changes_since",
    "contest_text",
    "contest_values",
    "corrected_since",
    "cuts_in",
    "cuts_now",
    "decided_text",
    "document_of",
    "due",
    "even",
    "evened",
    "explained",
    "fate_of",
    "fingerprint_of",
    "forget",
    "frozen",
    "lapsed",
    "least_decimals",
    "members_in",
    "old_facts",
    "open_ties",
    "opening_problems_now",
    "opening_problems_of",
    "outdated",
    "outlook_of",
    "place_text",
    "places_left",
    "problems_of",
    "progress_of",
    "public_changes",
    "public_origin",
    "public_text",
    "publishable",
    "read_file",
    "readable",
    "residents_read_this",
    "resting_upon",
    "result_state",
    "results_of",
    "results_published",
    "sheet_rounding",
    "sheet_totals",
    "sum_of_points",
    "tabulated",
    "tally_now",
    "tally_published",
    "tied_at_places",
    "ties_to_decide",
    "told_changes",
    "unfit_decisions",
    "vacancies",
    "vacant",
    "vacant_places",
    "where_from",
]
