"""Questions about contests, and a contest's set-up as the document of a contest file."""

from .document import set_up
from .rows import (
    contests_of,
    judge_by_code,
    judge_by_secret,
    next_performance,
    panel_sits,
    performances_of,
    public_contests,
)

__all__ = [
    "contests_of",
    "judge_by_code",
    "judge_by_secret",
    "next_performance",
    "panel_sits",
    "performances_of",
    "public_contests",
    "set_up",
]
