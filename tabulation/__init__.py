"""The sums of any judged contest: plain values in, plain values out, exact.

    >>> contest = read_contest({
    ...     "format": "leitai-contest/1", "title": "Sample",
    ...     "panels": [{"id": "P", "drop_high": 1, "drop_low": 1}],
    ...     "rounds": [{"id": "R", "items": [{"id": "I", "max": "100"}]}],
    ...     "judges": [{"id": f"J{n}", "panel": "P"} for n in range(1, 6)],
    ...     "contestants": [{"id": "01"}],
    ...     "marks": [["R", f"J{n}", "01", "I", m] for n, m in enumerate(["7", "8", "6", "9", "7"], start=1)],
    ... })
    >>> tabulate(contest).standings[0].score
    '7.33'

Read on in this order: `contest` (the values), `exact` (the numbers), `registry`, `rounding`,
`pooling`, `rules_in_force`, `panels`, `rounds`, `scores`, `cuts`, `ties`, `places`, `awards`, `tabulate` (the
pipeline); then `explain`, `certainty`, `forecast`, `whatif`; `reader` and `writer` for the file.
"""

from .certainty import PlaceRange, place_ranges
from .contest import BadContestFile, Contest
from .explain import explain
from .forecast import Forecast, forecast
from .reader import read_contest, read_draft, with_marks
from .report import as_comparison, as_json, as_line, as_table
from .rules_in_force import PanelRules, RoundInForce, Sitting, rules_in_force
from .rules_page import rules_page
from .simulation import Assumptions, TieCount, count_ties
from .tabulate import Standing, Tabulation, renamed, tabulate
from .whatif import WhatIf, under_rules_of, what_if
from .wording import as_text, forecast_text, remark_text
from .writer import as_document, fingerprint, public_copy, write_contest

__all__ = [
    "Assumptions",
    "BadContestFile",
    "Contest",
    "Forecast",
    "PanelRules",
    "PlaceRange",
    "RoundInForce",
    "Sitting",
    "Standing",
    "Tabulation",
    "TieCount",
    "WhatIf",
    "as_comparison",
    "as_document",
    "as_json",
    "as_line",
    "as_table",
    "as_text",
    "count_ties",
    "explain",
    "fingerprint",
    "forecast",
    "forecast_text",
    "place_ranges",
    "public_copy",
    "read_contest",
    "read_draft",
    "remark_text",
    "renamed",
    "rules_in_force",
    "rules_page",
    "tabulate",
    "under_rules_of",
    "what_if",
    "with_marks",
    "write_contest",
]
