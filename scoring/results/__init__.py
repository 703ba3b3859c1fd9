"""Rows → values → tabulate: the only bridge to the sums. Live is derived, nothing here is stored."""

from tabulation import Contest as Values
from tabulation import PlaceRange, Standing, Tabulation

from .explained import Told, explained, outdated, places_left
from .file import contest_text, contest_values, document_of, public_text, read_file, seal_of
from .kept import Kept, forget
from .opening import opening_problems_now, opening_problems_of
from .progress import Progress, progress_of, readable
from .published import Frozen, figures_published, frozen, results_published
from .sheet_total import sheet_totals, sheets_are_rounded
from .standings import Publishable, problems_of, publishable, results_of, tabulated
from .tally import Figures, PanelRow, PanelTally, decided_words, figures_now, together
from .ties import Fate, OpenTie, cuts_now, fate_of, open_ties, ties_to_decide

__all__ = [
    "Fate",
    "Figures",
    "Frozen",
    "Kept",
    "OpenTie",
    "PanelRow",
    "PanelTally",
    "PlaceRange",
    "Progress",
    "Publishable",
    "Standing",
    "Tabulation",
    "Told",
    "Values",
    "contest_text",
    "contest_values",
    "cuts_now",
    "decided_words",
    "document_of",
    "explained",
    "fate_of",
    "figures_now",
    "figures_published",
    "forget",
    "frozen",
    "open_ties",
    "opening_problems_now",
    "opening_problems_of",
    "outdated",
    "places_left",
    "problems_of",
    "progress_of",
    "public_text",
    "publishable",
    "read_file",
    "readable",
    "results_of",
    "results_published",
    "seal_of",
    "sheet_totals",
    "sheets_are_rounded",
    "tabulated",
    "ties_to_decide",
    "together",
]
