"""Rows → values → tabulate: the only bridge to the sums. Live is derived, nothing here is stored."""

from .explained import Told, explained, outdated, places_left, results_published
from .file import contest_text, contest_values, document_of, public_text, read_file, seal_of
from .opening import lacks_now, lacks_of
from .progress import Progress, progress_of, readable
from .standings import Publishable, forget, problems_of, publishable, results_of, tabulated
from .tally import Figures, PanelRow, PanelTally, figures_now, figures_published, link_words, together
from .ties import Fate, OpenTie, fate_of, next_up, open_ties, ties_to_decide

__all__ = [
    "Fate",
    "Figures",
    "OpenTie",
    "PanelRow",
    "PanelTally",
    "Progress",
    "Publishable",
    "Told",
    "contest_text",
    "contest_values",
    "document_of",
    "explained",
    "fate_of",
    "figures_now",
    "figures_published",
    "forget",
    "lacks_now",
    "lacks_of",
    "link_words",
    "next_up",
    "open_ties",
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
    "tabulated",
    "ties_to_decide",
    "together",
]
