"""What follows from the rows of a show: pure functions that ask no queries."""

from .releasing import keeps_the_way, released_next, why_not_released

__all__ = ["keeps_the_way", "released_next", "why_not_released"]
