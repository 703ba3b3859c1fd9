"""What is said of questions that do not suffice."""

from __future__ import annotations

from django.utils.translation import gettext as _

from stage.queries.drawing import TooFew


def few_line(few: TooFew) -> str:
    """A round whose questions are fewer than its contestants."""
    words = _("{round} has fewer questions ({questions}) than contestants ({contestants}). Add more.")
    return words.format(round=few.round, questions=few.questions, contestants=few.contestants)
