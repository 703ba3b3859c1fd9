"""What waits at the desk although all have performed: who closes the contest and who publishes it is told the same."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communities.wording import listed
from contests.models import Contest
from scoring.models import ScoreSheet
from scoring.queries import SheetFacts, sheets_reopened, unsettled_counts
from scoring.rules import is_open_again


def unsettled(contest: Contest) -> list[str]:
    """Marks that may still come in place of those that count now, in sentences: sheets that were re-opened and not
    sent again, paper sheets without a second person, kept sheets without a decision. One query, two where one was
    re-opened.
    """
    reopened, papers, kept = unsettled_counts(contest)
    return [
        *(sheets_open_again(sheets_reopened(contest), by_person=True) if reopened else ()),
        *([papers_text(papers)] if papers else ()),
        *([kept_text(kept)] if kept else ()),
    ]


def papers_text(count: int) -> str:
    """That so many paper sheets wait for a second person."""
    words = ngettext(
        "{count} paper sheet needs a second person to confirm it.",
        "{count} paper sheets need a second person to confirm them.",
        count,
    )
    return words.format(count=count)


def kept_text(count: int) -> str:
    """That so many sheets wait for a decision."""
    words = ngettext(
        "{count} sheet was kept and does not count: decide what becomes of it.",
        "{count} sheets were kept and do not count: decide what becomes of them.",
        count,
    )
    return words.format(count=count)


def sheets_open_again(sheets: Iterable[tuple[ScoreSheet, SheetFacts]], *, by_person: bool) -> list[str]:
    """Whose re-opened sheets have not come again, and what counts until they do; with the contestants if asked."""
    open_again = [(sheet, facts.counts) for sheet, facts in sheets if is_open_again(facts)]
    again = [whose(sheet, by_person=by_person) for sheet, counts in open_again if counts]
    first = [whose(sheet, by_person=by_person) for sheet, counts in open_again if not counts]
    lines = []
    if again:
        words = _("Re-opened and not sent again: {judges}. They can still send; until then the old marks count.")
        lines.append(words.format(judges=listed(again)))
    if first:
        words = _("Re-opened and not sent yet: {judges}. They can still send; until then their marks are missing.")
        lines.append(words.format(judges=listed(first)))
    return lines


def whose(sheet: ScoreSheet, *, by_person: bool) -> str:
    """A sheet by its judge, with contestant and round if asked."""
    if not by_person:
        return str(sheet.judge)
    performance = sheet.performance
    facts = {"judge": sheet.judge, "person": performance.contestant, "round": performance.round}
    return _("{judge} for {person} ({round})").format(**facts)
