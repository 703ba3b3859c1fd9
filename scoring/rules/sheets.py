"""Where a sheet stands, and what follows: whether it takes marks, whether the result waits for it."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import datetime
from enum import StrEnum, nonmember

from communities.refused import Refused
from contests.models import UNDER_WAY, Judge, Performance, PerformanceState
from contests.queries import panel_marks
from scoring.models import ScoreSheet, Source, Submission
from scoring.queries import SheetFacts


class SheetState(StrEnum):
    """Where one judge's sheet for one performance stands; the first that fits, from top to bottom.

    On a tally sheet, which knows no performances, MISSING is every value that is not there and should be.
    """

    do_not_call_in_templates = nonmember(True)  # so that a template can write SheetState.RECEIVED

    RECUSED = "recused"  # this judge does not mark this contestant
    LEFT = "left"  # the judge left midway, and no mark for this contestant counts
    PAPER = "paper"  # an entry from paper waits for a second person; what counted before still does
    REOPENED = "reopened"  # it can be sent once more; what counted before still does
    EXCUSED = "excused"  # what counts has a mark without points: nothing is missing
    RECEIVED = "received"
    NOT_BEGUN = "not-begun"  # the performance still waits to be called
    MISSING = "missing"  # the performance is closed, and nothing counts
    OPEN = "open"  # it can be sent, and has not been
    NOT_ASKED = "not-asked"  # there is no sheet: the panel does not mark here


SHUT_OUT = (SheetState.RECUSED, SheetState.LEFT)
"""Who is not asked for marks, or no longer."""


def state_of(facts: SheetFacts) -> SheetState:
    """Where a sheet stands."""
    if facts.left and not facts.recused and facts.counts and not facts.excused:
        return SheetState.RECEIVED  # what counted before stays
    if facts.recused or facts.left or (facts.counts and facts.excused and not (facts.paper or facts.reopened)):
        return why_no_marks(recused=facts.recused, left=facts.left, excused=facts.excused)
    if facts.paper:
        return SheetState.PAPER
    if facts.reopened:
        return SheetState.REOPENED
    return SheetState.RECEIVED if facts.counts else _nothing_came(facts)


def _nothing_came(facts: SheetFacts) -> SheetState:
    if facts.performance == PerformanceState.WAITING:
        return SheetState.NOT_BEGUN
    if facts.performance == PerformanceState.CLOSED:
        return SheetState.MISSING
    return SheetState.OPEN if facts.laid else SheetState.NOT_ASKED


def why_no_marks(*, recused: bool, left: bool, excused: bool) -> SheetState:
    """Why a judge has no value on a tally sheet: recused, left, excused or missing."""
    if recused:
        return SheetState.RECUSED
    if left:
        return SheetState.LEFT
    return SheetState.EXCUSED if excused else SheetState.MISSING


def takes_marks(facts: SheetFacts) -> bool:
    """Whether a sheet can be sent now: while its performance is under way, once; or when it was re-opened."""
    if facts.recused or facts.left or not facts.laid:
        return False
    return facts.reopened or (facts.performance in UNDER_WAY and not facts.counts)


def why_no_sheet(
    facts: SheetFacts, *, judge: str, contestant: str, received_at: datetime | None = None
) -> Refused | None:
    """Why a sheet cannot be sent now, None where it can: "recused", "judge-left", "not-open" (with the state of the
    performance) or "already-submitted" (with when it was received)."""
    if (shut_out := why_not_seated(facts, judge=judge, contestant=contestant)) is not None:
        return shut_out
    if takes_marks(facts):
        return None
    if facts.counts:
        return Refused("already-submitted", received_at=received_at)
    return Refused("not-open", contestant=contestant, state=facts.performance)


def why_not_seated(facts: SheetFacts, *, judge: str, contestant: str) -> Refused | None:
    """Why a judge gives this contestant no marks at all: "recused" or "judge-left"; None where the judge does."""
    if facts.recused:
        return Refused("recused", judge=judge, contestant=contestant)
    return Refused("judge-left", judge=judge) if facts.left else None


def can_be_reopened(facts: SheetFacts) -> bool:
    """Whether re-opening lets something be sent that could not be sent before."""
    if facts.recused or facts.left or facts.reopened:
        return False
    return facts.counts or facts.performance == PerformanceState.CLOSED


def can_be_excused(facts: SheetFacts) -> bool:
    """Whether a judge can be excused from one performance: it has begun, and marks of the judge belong to it."""
    begun = facts.laid and facts.performance != PerformanceState.WAITING
    return begun and state_of(facts) not in (*SHUT_OUT, SheetState.EXCUSED)


def can_be_revised(counts: Submission, *, holder: int) -> bool:
    """Whether a judge could change what counts, were its score still held: sent from a tablet by who sits there now,
    as many as `holder` having given up the seat before."""
    return counts.source == Source.TABLET and counts.holder == holder


def is_due(facts: SheetFacts) -> bool:
    """Whether marks of this judge belong to the result: official, and neither recused, left nor excused."""
    return facts.official and state_of(facts) not in (*SHUT_OUT, SheetState.EXCUSED)


def is_in(facts: SheetFacts) -> bool:
    """Whether a sheet that is due counts, also while it can be sent once more."""
    return is_due(facts) and facts.counts


def is_outstanding(facts: SheetFacts) -> bool:
    """Whether the result waits for this judge: the performance has begun, and no sheet counts."""
    return is_due(facts) and not facts.counts and facts.performance != PerformanceState.WAITING


def is_open_again(facts: SheetFacts) -> bool:
    """Whether a sheet was re-opened and has not come again. It can be sent also once its performance is closed, and the
    contest; until then what counted before still does."""
    return facts.reopened and takes_marks(facts)


def outstanding(sheets: Iterable[tuple[ScoreSheet, SheetFacts]]) -> list[ScoreSheet]:
    """The sheets the result waits for, of those `scoring.queries.sheets_of` gives."""
    return [sheet for sheet, facts in sheets if is_outstanding(facts)]


def facts_of(
    performance: Performance,
    judge: Judge,
    sheet: ScoreSheet | None,
    sent: Iterable[Submission],
    *,
    recused: bool,
    excused: bool = False,
) -> SheetFacts:
    """The facts from rows that are at hand. `sent` is all that was sent for the sheet, `excused` whether the one that
    counts has a mark without points."""
    submissions = list(sent)
    return SheetFacts(
        performance=performance.state,
        official=judge.official,
        recused=recused,
        left=judge.left_at is not None,
        laid=sheet is not None,
        reopened=sheet is not None and sheet.reopened_at is not None,
        counts=counting(submissions) is not None,
        excused=excused,
        paper=paper_waiting(submissions) is not None,
        used=any(submission.source != Source.DESK for submission in submissions),
    )


def counting(sent: Iterable[Submission]) -> Submission | None:
    """The submission that counts."""
    return next((submission for submission in sent if submission.counts), None)


def waits_for_a_second_person(submission: Submission) -> bool:
    """Whether it was entered from paper and is not confirmed yet."""
    fresh = submission.confirmed_by_id is None and submission.retired_at is None
    return submission.source == Source.PAPER and fresh


def paper_waiting(sent: Iterable[Submission]) -> Submission | None:
    """The entry from paper that waits for a second person."""
    return next(filter(waits_for_a_second_person, sent), None)


def seats_for(judges: Iterable[Judge], performance: Performance) -> list[Judge]:
    """The seats whose panel marks a performance, also of who is recused or has left; panels must be at hand."""
    return [judge for judge in judges if panel_marks(judge.panel, performance)]


def seats_asked(judges: Iterable[Judge], performance: Performance, recused: Container[int]) -> list[Judge]:
    """Of these, who gets a sheet: neither recused (by number of the judge) nor gone."""
    seats = seats_for(judges, performance)
    return [judge for judge in seats if judge.left_at is None and judge.pk not in recused]
