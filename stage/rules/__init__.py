"""What follows from the rows of a show: pure functions that ask no queries."""

from .releasing import Group, keeps_the_way, released_next, why_not_released

__all__ = ["Group", "keeps_the_way", "released_next", "why_not_released"]
