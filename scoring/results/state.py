"""How far the results of a contest have come, said once for desk, results page and whoever asks."""

from __future__ import annotations

from enum import StrEnum

from contests.models import Contest

from .explained import residents_read_this


class ResultState(StrEnum):
    """What the results of now are, from the first mark to what residents read."""

    MISSING = "missing"
    """Marks are missing."""
    UNDECIDED = "undecided"
    """All marks are there; a decision between equals is not."""
    COMPLETE = "complete"
    """Nothing is missing, and nothing is published."""
    CORRECTED = "corrected"
    """Nothing is missing, and something else is published."""
    PUBLISHED = "published"
    """Residents read just these, though they may have been published with something missing."""

    @property
    def provisional(self) -> bool:
        """Whether marks or decisions that are still to come may change the numbers."""
        return self in {ResultState.MISSING, ResultState.UNDECIDED}


def result_state(contest: Contest, *, final: bool, missing: int) -> ResultState:
    """What the results of now are; `final`: neither a mark nor a decision is waited for; `missing` counts marks."""
    if contest.is_published and residents_read_this(contest):
        return ResultState.PUBLISHED
    if not final:
        return ResultState.MISSING if missing else ResultState.UNDECIDED
    return ResultState.CORRECTED if contest.is_published else ResultState.COMPLETE
