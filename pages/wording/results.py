"""What the results of now are, in words."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext

from scoring.results import ResultState, Tabulation

from .missing import count_missing


def state_words(state: ResultState, result: Tabulation | None) -> str:
    """What the results of now are; None where nothing can be computed."""
    missing = count_missing(result) if result is not None else ""
    match state:
        case ResultState.PUBLISHED if missing:
            return gettext("published, {missing} missing").format(missing=missing)
        case ResultState.PUBLISHED:
            return gettext("published")
        case ResultState.CORRECTED:
            return gettext("corrected, not published yet")
        case ResultState.COMPLETE:
            return gettext("complete, not published yet")
        case ResultState.UNDECIDED:
            return gettext("provisional: a decision is open")
    return gettext("provisional: {missing} missing").format(missing=missing) if missing else gettext("provisional")


def places_to_follow(count: int) -> str:
    """Whom standings of a running contest hold where others have a score, too; nothing where they hold all of these."""
    if not count:
        return ""
    return ngettext(
        "Only contestants with a score announced in every round so far are listed; {count} more will follow.",
        "Only contestants with a score announced in every round so far are listed; {count} more will follow.",
        count,
    ).format(count=count)
