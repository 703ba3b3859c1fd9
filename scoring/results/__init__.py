"""Rows → values → tabulate: the only bridge to the sums. Live is derived, nothing here is stored."""

from .file import contest_text, contest_values, document_of, read_file, seal_of
from .standings import Publishable, forget, problems_of, publishable, results_of, tabulated

__all__ = [
    "Publishable",
    "contest_text",
    "contest_values",
    "document_of",
    "forget",
    "problems_of",
    "publishable",
    "read_file",
    "results_of",
    "seal_of",
    "tabulated",
]
