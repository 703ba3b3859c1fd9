"""The sample district: people, localities and contests to look at, entered by the same actions as the pages use.

All people, streets, communities, deeds and marks are invented and say so; only the totals of the district are real,
with their source.
"""

from .campaigns import frame_contests
from .district import fill_district
from .exchange import keep_what_was_pledged, keep_what_was_presented, record_who_learned
from .kinds import hold_other_kinds
from .localities import make_localities
from .people import People, make_people
from .stages import Stage, last_month, this_week
from .values import make_values

__all__ = [
    "People",
    "Stage",
    "fill_district",
    "frame_contests",
    "hold_other_kinds",
    "keep_what_was_pledged",
    "keep_what_was_presented",
    "last_month",
    "make_localities",
    "make_people",
    "make_values",
    "record_who_learned",
    "this_week",
]
