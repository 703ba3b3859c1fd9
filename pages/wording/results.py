"""What the results of now are, in words."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext

from scoring.results import ResultState


def state_words(state: ResultState, missing: int) -> str:
    """What the results of now are; `missing` is how many marks are not there."""
    match state:
        case ResultState.PUBLISHED if missing:
            words = ngettext("published, {count} mark missing", "published, {count} marks missing", missing)
            return words.format(count=missing)
        case ResultState.PUBLISHED:
            return gettext("published")
        case ResultState.CORRECTED:
            return gettext("corrected, not published yet")
        case ResultState.COMPLETE:
            return gettext("complete, not published yet")
        case ResultState.UNDECIDED:
            return gettext("provisional: a decision is open")
    words = ngettext("provisional: {count} mark missing", "provisional: {count} marks missing", missing)
    return words.format(count=missing)
