"""What a paper is for in the state its contest is in, and what it may not be used for."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext, pgettext

from communities.wording import listed
from contests.models import Contest
from scoring.results import TallySheet


@dataclass(frozen=True, slots=True)
class Use:
    """One sentence; `loud` where nobody may miss it, with the word behind the table."""

    words: str
    word: str = ""

    @property
    def loud(self) -> bool:
        """Whether something may not be done with the paper."""
        return bool(self.word)


def for_signature(words: str) -> Use:
    """A paper that waits for its signatures."""
    return Use(words, pgettext("paper", "FOR SIGNATURE"))


def to_be_marked_on(contest: Contest) -> Use:
    """Blank score sheets: before the contest is opened a sample, then to be filled in, at last of no use."""
    if not contest.frozen:
        words = gettext(
            "Sample: the contest is not open yet and this may still change. For checking only, not for marking."
        )
        return Use(words, pgettext("paper", "SAMPLE"))
    if contest.stage_open:
        return Use(gettext("For marking by hand: filled in and signed by the judge, then entered by the desk."))
    return Use(gettext("The contest is closed: no marks are taken any more."), pgettext("paper", "CLOSED"))


def to_be_followed(contest: Contest) -> Use:
    """The running order: signed by who drew it, and fixed once the contest is open."""
    if contest.frozen:
        return Use(gettext("The order is fixed since the contest was opened."))
    return for_signature(
        gettext("For signature by those who drew. The contest is not open yet: after a change, print and sign again.")
    )


def of_figures(tally: TallySheet, unpublished: str) -> Use | None:
    """A paper with figures; `unpublished` is what it is for while they are complete and not published.

    None where they are published, complete and in force.
    """
    if tally.superseded:
        return Use(gettext("Superseded by a later publication. Do not use."), pgettext("paper", "VOID"))
    if tally.number is not None and not tally.final:
        text = gettext("Published incomplete, no. {number}: {reason}")
        if not tally.missing:
            text = gettext("Published with a decision still open, no. {number}: {reason}")
        return Use(text.format(number=tally.number, reason=tally.reason), pgettext("paper", "INCOMPLETE"))
    if not tally.final:
        return Use(_open(tally), pgettext("paper", "PROVISIONAL"))
    return None if tally.number is not None else for_signature(unpublished)


def _open(tally: TallySheet) -> str:
    missing = count_missing(tally.missing - tally.missing_scores, tally.missing_scores)
    if not missing:
        return gettext("Provisional: a tie still has to be decided. For checking only, not for signature.")
    text = gettext("Provisional, still missing: {missing}. For checking only, not for signature.")
    return text.format(missing=missing)


def count_missing(marks: int, scores: int) -> str:
    """How many marks of judges are missing, and how many scores that come in ready; nothing where neither is."""
    parts = []
    if marks:
        parts.append(ngettext("{count} mark", "{count} marks", marks).format(count=marks))
    if scores:
        parts.append(ngettext("{count} score", "{count} scores", scores).format(count=scores))
    return listed(parts)
