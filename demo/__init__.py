"""The sample district: people, places and contests to look at, entered by the same actions as the pages use.

All people, streets, communities, deeds and marks are invented and say so; only the totals of the district are real,
with their source.
"""

from .people import People, make_people
from .places import make_places
from .stages import Stage, last_month, this_week

__all__ = ["People", "Stage", "last_month", "make_people", "make_places", "this_week"]
