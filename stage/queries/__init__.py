"""Questions about shows and what has been released."""

from .held import held_together
from .now import contest_page_rows, contestant_page_rows, live_rows, was_live
from .releases import (
    is_released,
    latest_score,
    next_number,
    releases_in_force,
    releasing_begun,
    show_as_it_begins,
    show_of,
    to_follow,
    usual_way,
)

__all__ = [
    "contest_page_rows",
    "contestant_page_rows",
    "held_together",
    "is_released",
    "latest_score",
    "live_rows",
    "next_number",
    "releases_in_force",
    "releasing_begun",
    "show_as_it_begins",
    "show_of",
    "to_follow",
    "usual_way",
    "was_live",
]
