"""Where a sheet stands, who is next and what can be done on stage: tables of truth, without a database."""

from dataclasses import replace
from itertools import product

import pytest

from contests.models import Contestant, Performance, PerformanceState, Round
from scoring.queries import SheetFacts
from scoring.rules import (
    CutAfter,
    SheetState,
    can_be_reopened,
    is_due,
    is_in,
    is_outstanding,
    next_up,
    stage_taken_by,
    state_of,
    takes_marks,
    why_no_marks,
    why_no_sheet,
    why_not_cancelled,
    why_not_closed,
    why_not_reopened,
    why_not_started,
)

FLAGS = ("recused", "left", "paper", "reopened", "counts", "excused", "laid")
TABLE = """
performance  recused left paper reopened counts excused laid  state       takes waits again
*            yes     *    *     *        *      *       *     recused     no    no    no
*            no      yes  *     *        no     *       *     left        no    no    no
*            no      yes  *     *        yes    yes     *     left        no    no    no
*            no      yes  *     *        yes    no      *     received    no    no    no
waiting      no      no   yes   no       no     *       yes   paper       no    no    no
on-stage     no      no   yes   no       no     *       yes   paper       yes   yes   no
marking      no      no   yes   no       no     *       yes   paper       yes   yes   no
closed       no      no   yes   no       no     *       yes   paper       no    yes   yes
waiting      no      no   yes   yes      no     *       yes   paper       yes   no    no
on-stage     no      no   yes   yes      no     *       yes   paper       yes   yes   no
marking      no      no   yes   yes      no     *       yes   paper       yes   yes   no
closed       no      no   yes   yes      no     *       yes   paper       yes   yes   no
*            no      no   yes   no       yes    *       yes   paper       no    no    yes
*            no      no   yes   yes      yes    *       yes   paper       yes   no    no
*            no      no   no    yes      yes    *       yes   reopened    yes   no    no
waiting      no      no   no    yes      no     *       yes   reopened    yes   no    no
on-stage     no      no   no    yes      no     *       yes   reopened    yes   yes   no
marking      no      no   no    yes      no     *       yes   reopened    yes   yes   no
closed       no      no   no    yes      no     *       yes   reopened    yes   yes   no
*            no      no   no    no       yes    yes     yes   excused     no    no    yes
*            no      no   no    no       yes    no      yes   received    no    no    yes
waiting      no      no   no    no       no     *       *     not-begun   no    no    no
closed       no      no   no    no       no     *       *     missing     no    yes   yes
on-stage     no      no   no    no       no     *       yes   open        yes   yes   no
marking      no      no   no    no       no     *       yes   open        yes   yes   no
on-stage     no      no   no    no       no     *       no    not-asked   no    yes   no
marking      no      no   no    no       no     *       no    not-asked   no    yes   no
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()[1:]]


def every():
    """Every combination that can occur: what is sent or re-opened needs a sheet, a blank mark a submission."""
    for state, *flags in product(PerformanceState, *[(False, True)] * len(FLAGS)):
        facts = SheetFacts(performance=state, **dict(zip(FLAGS, flags, strict=True)))
        sent = facts.paper or facts.reopened or facts.counts
        if (facts.laid or not sent) and (facts.counts or not facts.excused):
            yield facts


def row_of(facts):
    """The one row of the table that a combination is in."""
    told = [str(facts.performance), *("yes" if getattr(facts, flag) else "no" for flag in FLAGS)]
    [row] = [row for row in ROWS if all(given in ("*", is_) for given, is_ in zip(row, told, strict=False))]
    return row[8:]


def yes(*answers):
    return ["yes" if answer else "no" for answer in answers]


def test_where_a_sheet_stands_and_what_follows():
    for facts in every():
        state, *answers = row_of(facts)
        assert state_of(facts) == state, facts
        assert yes(takes_marks(facts), is_outstanding(facts), can_be_reopened(facts)) == answers, facts
        assert (why_no_sheet(facts, judge="J1", contestant="01") is None) == takes_marks(facts), facts
        asked = state not in ("recused", "left", "excused")
        assert (is_due(facts), is_in(facts)) == (asked, asked and facts.counts), facts


def test_the_result_waits_for_no_judge_whose_marks_do_not_count():
    for facts in every():
        watching = replace(facts, official=False)
        assert (is_due(watching), is_in(watching), is_outstanding(watching)) == (False, False, False), facts
        assert (state_of(watching), takes_marks(watching)) == (state_of(facts), takes_marks(facts)), facts


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"performance": "marking", "recused": True, "left": True}, "recused"),
        ({"performance": "marking", "left": True}, "judge-left"),
        ({"performance": "marking", "counts": True}, "already-submitted"),
        ({"performance": "closed", "counts": True}, "already-submitted"),
        ({"performance": "closed"}, "not-open"),
        ({"performance": "waiting"}, "not-open"),
    ],
)
def test_why_a_sheet_takes_no_marks(facts, code):
    assert why_no_sheet(SheetFacts(**facts), judge="J1", contestant="01").code == code


@pytest.mark.parametrize(
    ("recused", "left", "excused", "state"),
    [
        (True, True, True, SheetState.RECUSED),
        (True, False, False, SheetState.RECUSED),
        (False, True, True, SheetState.LEFT),
        (False, False, True, SheetState.EXCUSED),
        (False, False, False, SheetState.MISSING),
    ],
)
def test_why_a_tally_sheet_has_no_value(recused, left, excused, state):
    assert why_no_marks(recused=recused, left=left, excused=excused) is state


# ---- The stage ------------------------------------------------------------------------------------------------------

SPEECH, DEFENCE = Round(key="speech", position=0), Round(key="defence", position=1)
OUTSIDE = Round(key="written", position=2, external=True)


def performance(number, state="waiting", *, room="", round_=SPEECH, status="competing"):
    return Performance(contestant=Contestant(number=number, status=status), round=round_, room=room, state=state)


def number_of(found):
    return found and found.contestant.number


def test_next_is_the_first_who_waits_and_performs():
    order = [performance("01", "closed"), performance("02", status="no-show"), performance("03", status="guest")]
    assert number_of(next_up([*order, performance("04")])) == "03"
    assert next_up([performance("01", "closed"), performance("02", "marking")]) is None


def test_next_is_in_a_room_whose_stage_is_free_if_there_is_one():
    order = [performance("01", "on-stage", room="A"), performance("02", room="A"), performance("03", room="B")]
    assert number_of(next_up(order)) == "03"
    assert number_of(next_up(order[:2])) == "02"
    assert number_of(stage_taken_by(order[1], order)) == "01"
    assert stage_taken_by(order[2], order) is None


def test_a_cut_bars_the_rounds_after_it_and_no_other():
    cut = CutAfter({"01": "defence", "02": "speech"}, ["speech", "defence", "final"])
    final = Round(key="final", position=2)
    barred = {
        (number, round_.key): cut.bars(performance(number, round_=round_))
        for number in ("01", "02", "03")
        for round_ in (SPEECH, DEFENCE, final)
    }
    assert {place: after for place, after in barred.items() if after} == {
        ("01", "final"): "defence",
        ("02", "defence"): "speech",
        ("02", "final"): "speech",
    }
    assert number_of(next_up([performance("02", round_=DEFENCE), performance("01", round_=DEFENCE)], cut)) == "01"


@pytest.mark.parametrize(
    ("called", "code"),
    [
        (performance("01"), None),
        (performance("01", status="guest"), None),
        (performance("01", round_=OUTSIDE), "external-round"),
        (performance("01", status="withdrawn"), "not-competing"),
        (performance("01", status="disqualified"), "not-competing"),
        (performance("01", "on-stage"), "not-waiting"),
        (performance("01", "closed"), "not-waiting"),
        (performance("02", round_=DEFENCE), "was-cut"),
        (performance("01", room="A"), "stage-taken"),
    ],
)
def test_who_can_be_called(called, code):
    on_stage = [performance("09", "on-stage", room="A"), performance("08", "marking")]
    refused = why_not_started(called, on_stage, CutAfter({"02": "speech"}, ["speech", "defence"]))
    assert (refused and refused.code) == code


@pytest.mark.parametrize(
    ("state", "close", "cancel", "reopen"),
    [
        ("waiting", "not-open", "not-open", "not-closed"),
        ("on-stage", None, None, "not-closed"),
        ("marking", None, None, "not-closed"),
        ("closed", "not-open", "not-open", None),
    ],
)
def test_what_can_be_done_with_a_performance(state, close, cancel, reopen):
    current = performance("01", state)
    found = why_not_closed(current, [], reason=""), why_not_cancelled(current, []), why_not_reopened(current)
    assert tuple(refused and refused.code for refused in found) == (close, cancel, reopen)


def test_a_performance_is_closed_without_a_sheet_only_with_a_reason():
    current = performance("01", "marking")
    assert why_not_closed(current, ["J1"], reason=" ").facts == {"judges": ["J1"]}
    assert why_not_closed(current, ["J1"], reason="short of time") is None


def test_a_start_is_not_taken_back_once_a_judge_has_sent_marks_whatever_became_of_them():
    current = performance("01", "marking")
    untouched = SheetFacts(performance="marking")
    assert (
        why_not_cancelled(current, [("J1", untouched), ("J2", replace(untouched, counts=True, excused=True))]) is None
    )
    void = replace(untouched, used=True, recused=True)
    assert why_not_cancelled(current, [("J1", untouched), ("J2", void)]).facts["judges"] == ["J2"]
